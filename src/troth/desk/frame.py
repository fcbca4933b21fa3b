"""What stands around every page: its name, the ways on, what waits, and what just happened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from troth.agenda.queries import to_look_at
from troth.desk.at_work import given_up
from troth.people.access import Viewer
from troth.people.models import Client
from troth.web.addresses import page

THEME = "theme"
THEMES = ("", "light", "dark")
NOTICE = "notice"

PAGES = (
    ("today", "Today", "Today", "g t", "sunrise"),
    ("found", "Found in mail", "Found", "g f", "inbox"),
    ("clients", "Clients", "Clients", "g c", "users"),
    ("mailboxes", "Mailboxes", "Mail", "g m", "mailbox"),
    ("search", "Search", "Search", "/", "search"),
)
"""The pages of the frame: the name of the address, its words, on a phone, its keys, its sign."""

JOT = (
    ("note_new", "A call or a meeting", "n"),
    ("win_new", "Something finished", "w"),
    ("promise_new", "A promise", "p"),
)


def show(  # noqa: PLR0913  # a page is these
    request: HttpRequest,
    viewer: Viewer,
    template: str,
    *,
    title: str,
    current: str = "",
    about: Client | None = None,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    """A page in its frame.

    `current` is the address of the frame's page that it belongs to, `about` the client that it
    shows, for whom the curtain can be drawn at once.
    """
    framed = frame(request, viewer, current=current, about=about)
    context = {"frame": framed, "title": title, **said}
    return render(request, template, context, status=status)


def tell(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say on the next page what just happened, with the address that takes it back."""
    request.session[NOTICE] = {"words": words, "undo_url": undo}


def frame(
    request: HttpRequest, viewer: Viewer, *, current: str = "", about: Client | None = None
) -> dict[str, Any]:
    """What `web/base.html` needs."""
    practice = viewer.practice
    return {
        "practice": practice.name,
        "member": viewer.member.name,
        "is_demo": practice.is_demo,
        "theme": request.session.get(THEME, ""),
        "theme_url": page("theme"),
        "you_url": page("you"),
        "sign_out_url": page("sign_out"),
        "pages": _pages(viewer, current, about),
        "jot": [{"label": label, "url": page(name), "key": key} for name, label, key in JOT],
        "given_up_url": page("work") if given_up(viewer) else "",
        "curtain": _curtain(viewer, about),
        "notice": request.session.pop(NOTICE, None),
    }


def _pages(viewer: Viewer, current: str, about: Client | None) -> list[dict[str, Any]]:
    counts = {"found": to_look_at(viewer)}
    return [
        {
            "label": label,
            "short": short,
            "url": f"{page(name)}?client={about.pk}" if about and name == "search" else page(name),
            "key": key,
            "icon": icon,
            "count": counts.get(name, 0),
            "is_current": name == current,
        }
        for name, label, short, key, icon in PAGES
    ]


def _curtain(viewer: Viewer, about: Client | None) -> dict[str, str]:
    """Drawn for the client of the page; from a page of all clients it asks for whom."""
    url = page("curtain")
    if viewer.only is not None:
        client = viewer.clients().values_list("name", flat=True).first()
        return {"client": client or "One client", "url": url}
    return {"client": "", "url": f"{url}?client={about.pk}" if about else url}
