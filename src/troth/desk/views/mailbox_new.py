"""Connecting a mailbox, a question at a time; before the choice nothing of it is stored."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from troth.agenda.actions import catch_up
from troth.desk.away import away
from troth.desk.frame import show
from troth.desk.presenting.choosing import (
    Choice,
    Ticked,
    Wrong,
    as_ticked,
    choice_form,
    chosen,
    ticked_before,
)
from troth.desk.presenting.leave import provider_of
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.progress import being_read, being_settled, counting, is_read
from troth.desk.presenting.work import left
from troth.desk.viewing import seen_by_member
from troth.desk.views.grants import FORESEEN, OWN, begin, typed_addresses_kept
from troth.mail import queries
from troth.mail.actions import mailboxes as actions
from troth.mail.models import Mailbox, MailboxState
from troth.mail.places import SourceError
from troth.mail.queries.stored import Stored, stored
from troth.people.access import NotFoundError, Viewer
from troth.people.actions.clients import TakenError
from troth.people.actions.founding import AddressTakenError
from troth.people.models import ClientAddress
from troth.people.oauth.providers import Provider
from troth.promises.queries.queue import waiting_count

MOST_TYPED = 20
MOST_CHARS = 320
"""Characters of an address; as many are kept."""

MOST_COUNTED = 100

NO_ADDRESS = "“{}” is no address of mail. Write it like robin@harbour-it.example."


NOT_SET_UP = (
    "{} wants a sign-in instead of a password, and that is not set up yet: docs/oauth.md says how. "
    "Or type a password made for one program."
)


@seen_by_member
def mailbox_new(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """First question: where the mail is, and its password."""
    if viewer.only is not None:
        raise NotFoundError
    if request.method != "POST":
        return _ask_address(request, viewer, {})
    source, me = request.POST.get("source", ""), _typed_addresses(request)
    unfit = next((it for it in me if not _is_address(it)), None)
    if unfit is not None:
        return _ask_address(request, viewer, {"me": NO_ADDRESS.format(unfit)})
    password = request.POST.get("password", "")
    try:
        if not password and (provider := provider_of(source.strip())):
            return _sign_in(request, viewer, provider, source.strip(), me, at)
        mailbox = actions.add(source, password=password, by=viewer.member, at=at)
    except (SourceError, actions.MailboxThereError) as error:
        return _ask_address(request, viewer, {"source": str(error)})
    typed_addresses_kept(request, mailbox, me)
    return _to(request, "mailbox_choose", mailbox.pk)


@seen_by_member
def choose(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Second question: whose mail, how far back, and who one is oneself."""
    mailbox = queries.mailbox(viewer, pk)
    if mailbox.state != MailboxState.CHOOSING:
        return _to(request, "mailbox", pk)
    if not _is_counted(mailbox):
        return _looking(request, viewer, counting(mailbox))
    if request.htmx:  # type: ignore[attr-defined]
        return _to(request, "mailbox_choose", pk)
    if request.method != "POST":
        return _ask_choice(request, viewer, at, mailbox)
    ticked = as_ticked(request.POST)
    mine, known = _mine(request, mailbox), _known(viewer)
    choice = chosen(ticked, mailbox, moments=Moments(viewer, at), known=known, mine=mine)
    wrong = choice if isinstance(choice, dict) else _make(choice, mailbox, viewer, at)
    if wrong:
        return _ask_choice(request, viewer, at, mailbox, ticked=ticked, wrong=wrong)
    request.session[OWN] = {k: it for k, it in request.session.get(OWN, {}).items() if k != pk.hex}
    return _to(request, "mailbox_reading", pk)


@seen_by_member
def reading(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """The letters are read; then there is something to look at."""
    mailbox = queries.mailbox(viewer, pk)
    if mailbox.state == MailboxState.CHOOSING:
        return _to(request, "mailbox_choose", pk)
    if left("look", [pk]):
        return _looking(request, viewer, being_read(mailbox), step="reading")
    clients = viewer.clients().filter(owner=viewer.member).values_list("pk", flat=True)
    if settling := len(left("settle", list(clients))):
        return _looking(request, viewer, being_settled(mailbox, settling), step="reading")
    catch_up(viewer.practice_id, at=at)
    return _looking(request, viewer, _is_read(viewer, mailbox, at), step="reading")


def _sign_in(  # noqa: PLR0913, PLR0917  # what was typed, and by whom
    request: HttpRequest,
    viewer: Viewer,
    provider: Provider,
    source: str,
    me: list[str],
    at: datetime,
) -> HttpResponse:
    """Without a password, where the provider of the mailbox lets people sign in instead."""
    place = actions.as_place(source)
    actions.refuse_twice(place, by=viewer.member)
    if not provider.is_set_up:
        return _ask_address(request, viewer, {"password": NOT_SET_UP.format(provider.words)})
    try:
        return begin(request, viewer, provider, place=place, then={"me": me}, at=at)
    except FORESEEN as error:
        return _ask_address(request, viewer, {"source": str(error)})


def _ask_address(request: HttpRequest, viewer: Viewer, wrong: Wrong) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("source", "me")}
    address = {
        "url": reverse("mailbox_new"),
        "cancel_url": reverse("mailboxes"),
        "form": {"typed": typed, "wrong": wrong},
    }
    return _step(request, viewer, "address", "1 of 3", address=address)


def _ask_choice(  # noqa: PLR0913  # a page, and what stands ticked and wrong on it
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    mailbox: Mailbox,
    *,
    ticked: Ticked | None = None,
    wrong: Wrong | None = None,
) -> HttpResponse:
    mine = _mine(request, mailbox)
    form = choice_form(
        mailbox,
        ticked or ticked_before(mailbox, mine),
        wrong or {},
        moments=Moments(viewer, at),
        known=_known(viewer),
        mine=mine,
        url=reverse("mailbox_choose", args=(mailbox.pk,)),
        cancel_url=reverse("mailboxes"),
    )
    return _step(request, viewer, "choose", "2 of 3", choice=form)


def _make(choice: Choice, mailbox: Mailbox, viewer: Viewer, at: datetime) -> Wrong:
    """What was chosen is so from now on; else a sentence that says why not."""
    try:
        actions.choose(
            mailbox, choice.picks, me=choice.me, since_on=choice.since_on, by=viewer.member, at=at
        )
    except AddressTakenError as error:
        return {"me": str(error)}
    except TakenError as error:
        return {"client": str(error)}
    return {}


def _is_counted(mailbox: Mailbox) -> bool:
    """Whether there is anything to choose from."""
    census = mailbox.census or {}
    return bool(census) and (not mailbox.trouble or census["total"] > 0)


def _mine(request: HttpRequest, mailbox: Mailbox) -> list[str]:
    """The addresses that the member typed for it."""
    typed: list[str] = request.session.get(OWN, {}).get(mailbox.pk.hex, [])
    return typed


def _known(viewer: Viewer) -> frozenset[str]:
    """Whose mail is a client's already."""
    held = ClientAddress.objects.filter(practice=viewer.practice_id)
    return frozenset(held.values_list("key", flat=True))


def _looking(
    request: HttpRequest, viewer: Viewer, looking: dict[str, Any], *, step: str = "looking"
) -> HttpResponse:
    """The whole page, or the part of it that asks again by itself."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "desk/mailbox/looking.html", {"looking": looking})
    number = "3 of 3" if step == "reading" else "2 of 3"
    return _step(request, viewer, step, number, looking=looking)


def _step(request: HttpRequest, viewer: Viewer, step: str, words: str, **said: Any) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/mailbox_new.html",
        title="Connect a mailbox",
        current="mailboxes",
        step=step,
        step_words=words,
        **said,
    )


def _to(request: HttpRequest, name: str, pk: UUID) -> HttpResponse:
    return away(request, reverse(name, args=(pk,)))


def _is_read(viewer: Viewer, mailbox: Mailbox, at: datetime) -> dict[str, Any]:
    letters = stored([mailbox.pk]).get(mailbox.pk, Stored()).letters
    waiting = waiting_count(viewer, at=at, most=MOST_COUNTED)
    return is_read(mailbox, letters=letters, waiting=waiting, most=MOST_COUNTED)


def _typed_addresses(request: HttpRequest) -> list[str]:
    words = request.POST.get("me", "").replace(",", " ").lower().split()
    return list(dict.fromkeys(words))[:MOST_TYPED]


def _is_address(words: str) -> bool:
    name, at, host = words.rpartition("@")
    return bool(name and at and "." in host) and words.isprintable() and len(words) <= MOST_CHARS
