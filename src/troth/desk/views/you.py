"""The member's own page."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.agenda.actions.digests import choose
from troth.agenda.digest_time import HOURS
from troth.agenda.digest_wish import NO_SENDER, SWITCHED_OFF, Wish, wish_of
from troth.desk.frame import show, tell
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer
from troth.people.actions.founding import AddressTakenError, UnfitError, introduce
from troth.people.models import Role
from troth.people.placeholder import is_placeholder
from troth.web.days import day_words

FIELDS = ("name", "email", "zone")

WANTED = {"yes": True, "no": False}
HOUR_OF = {str(hour): hour for hour in HOURS}
HOURS_TO_CHOOSE = [{"value": value, "label": f"{hour:02}:00"} for value, hour in HOUR_OF.items()]

UNKNOWN = "Troth does not know your mail address yet. Without it no promise of yours is found."


@seen_by_member
def you(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """How the member is called, where they write from, and where their days end."""
    if request.method != "POST":
        return _page(request, viewer, at, _known(viewer), wrong={})
    typed = {field: request.POST.get(field, "") for field in FIELDS}
    try:
        introduce(viewer.member, **typed, by=viewer.member, at=at)
    except UnfitError as error:
        return _page(request, viewer, at, typed, wrong={error.field: str(error)})
    except AddressTakenError as error:
        return _page(request, viewer, at, typed, wrong={"email": str(error)})
    tell(request, "Kept.")
    return HttpResponseRedirect(reverse("today"))


@done_by_member
def digest(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Whether the letter of the day comes, and at which hour."""
    typed = {field: request.POST.get(field, "") for field in ("wanted", "hour")}
    wrong = {}
    if typed["wanted"] not in WANTED:
        wrong["wanted"] = "Say whether it comes or not."
    if typed["hour"] not in HOUR_OF:
        wrong["hour"] = "Choose an hour of the list."
    if wrong:
        return _page(request, viewer, at, _known(viewer), wrong={}, digest=(typed, wrong))
    wanted, hour = WANTED[typed["wanted"]], HOUR_OF[typed["hour"]]
    choose(viewer.member, is_wanted=wanted, hour=hour, by=viewer.member, at=at)
    tell(request, "Kept.")
    return HttpResponseRedirect(f"{reverse('you')}#digest")


def _known(viewer: Viewer) -> dict[str, str]:
    member = viewer.member
    email = "" if is_placeholder(member.email) else member.email
    return {"name": member.name, "email": email, "zone": member.zone}


def _ways(viewer: Viewer) -> list[dict[str, str]]:
    """The pages about the member that stand beside this one."""
    ways = [
        ("calendars", "Your calendars", "What is taken of your time, and what is free"),
        ("hours", "When you work", "Hours, public holidays, rest"),
        ("signing_in", "How you sign in", "Passkeys, a password, codes"),
        ("sender", "How your letters leave", "Your mail server, and copies in your Sent folder"),
        ("sessions", "Where you are signed in", "Every browser, and how to sign it out"),
    ]
    if viewer.member.role == Role.OWNER:
        ways.append(("members", "Members", "Who belongs to the practice"))
    return [{"url": reverse(name), "label": label, "detail": says} for name, label, says in ways]


def _digest(
    viewer: Viewer, at: datetime, typed: dict[str, str] | None, wrong: dict[str, str]
) -> dict[str, Any]:
    """The part about the letter of the day; `typed` is what was wrong, None where nothing was."""
    wish = wish_of(viewer.member)
    held = {"wanted": "yes" if wish.is_wanted else "no", "hour": str(wish.hour)}
    can_choose = wish.why_not != NO_SENDER
    leaves = can_choose and wish.why_not in ("", SWITCHED_OFF)
    return {
        "form": {"typed": typed or held, "wrong": wrong},
        "says": _said(wish, at),
        "hours": HOURS_TO_CHOOSE if can_choose else [],
        "url": reverse("digest"),
        "sender_url": "" if leaves else reverse("sender"),
    }


def _said(wish: Wish, at: datetime) -> str:
    """What comes of it, or why nothing does; "" where the form says so itself."""
    if wish.why_not:
        return "" if wish.why_not == SWITCHED_OFF else wish.why_not
    comes = wish.next_at(at).astimezone(ZoneInfo(wish.zone))
    today = at.astimezone(ZoneInfo(wish.zone)).date()
    when = day_words(comes.date(), today=today)
    return f"The next one comes {when} at {comes:%H:%M} to {wish.to}, if somebody waits by then."


def _page(  # noqa: PLR0913  # what was typed into one of the two forms
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    typed: dict[str, str],
    *,
    wrong: dict[str, str],
    digest: tuple[dict[str, str] | None, dict[str, str]] = (None, {}),
) -> HttpResponse:
    emails = viewer.member.addresses.order_by("email").values_list("email", flat=True)
    others = [it for it in emails if it != viewer.member.email and not is_placeholder(it)]
    return show(
        request,
        viewer,
        "desk/you.html",
        title="You",
        why=UNKNOWN if is_placeholder(viewer.member.email) else "",
        form={"typed": typed, "wrong": wrong},
        others=others,
        digest=_digest(viewer, at, *digest),
        ways=_ways(viewer),
        url=reverse("you"),
        cancel_url=reverse("today"),
        status=422 if wrong or digest[1] else 200,
    )
