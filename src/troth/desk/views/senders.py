"""How a member's letters leave: by which server, from which address, and where a copy goes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk import viewing
from troth.desk.frame import show, tell
from troth.desk.presenting import senders as presenting
from troth.desk.viewing import done_by_member, seen_by_member
from troth.mail.copying import is_kept_by_itself
from troth.mail.queries import mailbox as mailbox_of
from troth.mail.queries import mailboxes as mailboxes_of
from troth.people.access import NotFoundError, Viewer, one
from troth.people.models import Grant
from troth.post import queries
from troth.post.actions import senders as actions
from troth.post.address import PlaceError
from troth.post.delivery import check
from troth.post.models import Sender
from troth.post.refusals import PostError
from troth.pure.wording.envelope import UnusableAddressError

FIELDS = ("email", "place", "grant")
LONGEST = {"email": 320, "place": 1000, "password": 1000, "grant": 40}
LONG = "That is longer than it can be. Shorten it."
NO_ADDRESS = "Type the address that your letters come from, like robin@harbour-it.example."
WORKS = "Your server lets you in. Letters can leave."


@seen_by_member
def sender(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Kept as typed, then tried: a server that is down today is no reason to lose a word."""
    held = _own(viewer)
    if request.method != "POST":
        return _page(request, viewer, held)
    typed = {name: request.POST.get(name, "").replace("\0", "").strip() for name in FIELDS}
    password = request.POST.get("password", "")
    wrong = _too_long(typed | {"password": password}) or _kept(held, viewer, typed, password, at)
    if wrong:
        return _page(request, viewer, held, typed=typed, wrong=wrong)
    return _tried(request, viewer)


@done_by_member
def sender_try(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Signed in, and nothing sent."""
    _must_be(_own(viewer))
    return _tried(request, viewer)


@done_by_member
def sender_copies(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The one thing Troth ever writes into a mailbox: switched on and off here."""
    held = _must_be(_own(viewer))
    wanted = request.POST.get("copies", "")
    mailbox = mailbox_of(viewer, wanted).pk if wanted else None
    actions.copy_to(held, mailbox, by=viewer.member, at=at)
    told = "Copies go there from now on." if mailbox else "No copy is put anywhere any more."
    tell(request, told)
    return HttpResponseRedirect(reverse("sender"))


@done_by_member
def sender_remove(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    actions.remove(_must_be(_own(viewer)), by=viewer.member, at=at)
    tell(request, "Forgotten, with its password. What waits in the outbox goes on waiting.")
    return HttpResponseRedirect(reverse("sender"))


def _own(viewer: Viewer) -> Sender | None:
    """Raises NotFoundError behind the curtain: what a mailbox is called may name any client."""
    if viewer.only is not None:
        raise NotFoundError
    return queries.sender_of(viewer.member)


def _must_be(held: Sender | None) -> Sender:
    if held is None:
        raise NotFoundError
    return held


def _too_long(typed: dict[str, str]) -> dict[str, str]:
    return {name: LONG for name, most in LONGEST.items() if len(typed[name]) > most}


def _kept(
    held: Sender | None, viewer: Viewer, typed: dict[str, str], password: str, at: datetime
) -> dict[str, str]:
    """Keep it; what is wrong with which field, {} for nothing."""
    if not typed["email"]:
        return {"email": NO_ADDRESS}
    grant = _grant(viewer, typed["grant"])
    place, email, by = typed["place"], typed["email"], viewer.member
    try:
        if held is None:
            actions.add(place, email=email, password=password, grant=grant, by=by, at=at)
        else:
            new = password or None
            actions.change(held, place=place, email=email, password=new, grant=grant, by=by, at=at)
    except UnusableAddressError as error:
        return {"email": str(error)}
    except (PlaceError, PostError) as error:
        return {"place": str(error)}
    return {}


def _grant(viewer: Viewer, value: str) -> Grant | None:
    """What a provider gave the member. Raises NotFoundError for what is foreign or made up."""
    if not value:
        return None
    return one(viewer.member.grants.all(), value)


def _tried(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What trouble must be put right stands on the page; what may pass is only told."""
    held = _must_be(queries.sender_of(viewer.member))
    wrong = check(held, clock=viewing.now)
    tell(request, wrong or WORKS)
    return HttpResponseRedirect(reverse("sender"))


def _page(
    request: HttpRequest,
    viewer: Viewer,
    held: Sender | None,
    *,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    own = mailboxes_of(viewer)
    shown = presenting.known(held) if held else presenting.proposed(viewer.member, own)
    return show(
        request,
        viewer,
        "desk/sender.html",
        title="How your letters leave",
        current="mailboxes",
        status=422 if wrong else 200,
        form={"typed": typed or shown, "wrong": wrong or {}},
        ways=presenting.ways(viewer.member.grants.order_by("given_at")),
        url=reverse("sender"),
        outbox_url=reverse("outbox"),
        trouble=presenting.trouble(held),
        kept=_kept_sender(held, own) if held else None,
    )


def _kept_sender(held: Sender, own: list[Any]) -> dict[str, Any]:
    """What can be done with a sender that is kept already."""
    copies = held.copies_to.hex if held.copies_to else ""
    return {
        "try_url": reverse("sender_try"),
        "remove_url": reverse("sender_remove"),
        "copies_url": reverse("sender_copies"),
        "copies": {"typed": {"copies": copies}, "wrong": {}},
        "folders": presenting.folders(own),
        "is_kept_by_itself": is_kept_by_itself(held),
    }
