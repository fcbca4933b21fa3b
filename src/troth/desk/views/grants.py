"""Signing in with the provider of a mailbox, in place of its password.

What is under way stands sealed in the session until it is over; nothing of it is stored before.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from troth.desk.away import away
from troth.desk.frame import show, tell
from troth.desk.presenting.leave import by_code, by_journey
from troth.desk.viewing import done_by_member, seen_by_member
from troth.mail import queries
from troth.mail.actions import mailboxes as actions
from troth.mail.actions import opening
from troth.mail.imap.address import parse_address
from troth.mail.models import Mailbox
from troth.mail.places import SourceError
from troth.people.access import NotFoundError, Viewer
from troth.people.oauth import GrantUnreachableError, device, loopback
from troth.people.oauth.device import DeviceCode
from troth.people.oauth.leave import Leave, UnderWay, sealed, unsealed
from troth.people.oauth.providers import Provider, provider_for, provider_named
from troth.people.oauth.tokens import Tokens
from troth.people.oauth.trouble import ForeignAnswerError, MisconfiguredError, NotGivenError

UNDER_WAY = "signing_in"
ASK_AT = "signing_in_ask_at"
OWN = "own_addresses"
"""Where a session keeps the addresses that a member typed, until they are chosen."""

FORESEEN = (MisconfiguredError, NotGivenError, GrantUnreachableError)
NOTHING = "No sign-in is under way any more. Begin again."


def begin(  # noqa: PLR0913  # who signs in where, and what follows
    request: HttpRequest,
    viewer: Viewer,
    provider: Provider,
    *,
    place: str,
    then: Mapping[str, object],
    at: datetime,
) -> HttpResponse:
    """Lead to the page of the sign-in.

    Raises MisconfiguredError, NotGivenError, GrantUnreachableError.
    """
    account = parse_address(place).user
    if provider.device_url:
        way: DeviceCode | loopback.Journey = device.start(provider, at=at)
    else:
        way = loopback.set_out(provider, back=_way_back(request), account=account)
    kept = UnderWay(provider.name, account, way, dict(then) | {"place": place})
    _keep(request, viewer, kept, at=at)
    return HttpResponseRedirect(reverse("grant"))


@seen_by_member
def grant(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The code to type, or the way to the provider."""
    under_way, provider = _under_way(request, viewer)
    if under_way is None or provider is None:
        return _over(request, NOTHING)
    return _page(request, viewer, under_way, provider)


@done_by_member
def ask(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Whether the code was typed; the provider is asked no more often than it wants."""
    under_way, provider = _under_way(request, viewer)
    if under_way is None or provider is None or not isinstance(under_way.way, DeviceCode):
        return _over(request, NOTHING)
    if at < datetime.fromisoformat(request.session[ASK_AT]):
        return _page(request, viewer, under_way, provider)
    try:
        asked = device.poll(provider, under_way.way, at=at)
    except FORESEEN as error:
        return _over(request, str(error))
    if isinstance(asked, Tokens):
        return _given(request, viewer, under_way, Leave(provider, under_way.account, asked), at)
    under_way = UnderWay(under_way.provider, under_way.account, asked, under_way.then)
    _keep(request, viewer, under_way, at=at)
    return _page(request, viewer, under_way, provider)


@seen_by_member
def back(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The browser comes back from the provider; what it brings counts once, if it is ours."""
    under_way, provider = _under_way(request, viewer)
    if under_way is None or provider is None or isinstance(under_way.way, DeviceCode):
        return _over(request, NOTHING)
    brought = request.GET.dict()
    try:
        tokens = loopback.came_back(under_way.way, brought, provider=provider, at=at)
    except ForeignAnswerError as error:
        # Any page of the web can lead a browser here.
        tell(request, str(error))
        return HttpResponseRedirect(reverse("grant"))
    except FORESEEN as error:
        return _over(request, str(error))
    return _given(request, viewer, under_way, Leave(provider, under_way.account, tokens), at)


@done_by_member
def again(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Begin to sign in for a mailbox that is there, with or without leave so far."""
    held = queries.mailbox(viewer, pk)
    where = reverse("mailbox", args=(pk,))
    try:
        provider = provider_for(parse_address(held.place).host)
        if provider is None or not provider.is_set_up:
            raise NotFoundError
        then = {"mailbox": pk.hex}
        return begin(request, viewer, provider, place=held.place, then=then, at=at)
    except SourceError:
        raise NotFoundError from None
    except FORESEEN as error:
        tell(request, str(error))
        return HttpResponseRedirect(where)


def typed_addresses_kept(request: HttpRequest, mailbox: Mailbox, me: Sequence[str]) -> None:
    """The addresses typed for a mailbox wait in the session until they are chosen."""
    request.session[OWN] = {**request.session.get(OWN, {}), mailbox.pk.hex: list(me)}


def _given(
    request: HttpRequest, viewer: Viewer, under_way: UnderWay, leave: Leave, at: datetime
) -> HttpResponse:
    """What the sign-in was for is done."""
    _forget(request)
    then = under_way.then
    if "mailbox" in then:
        held = queries.mailbox(viewer, then["mailbox"])
        opening.sign_in_again(held, leave, by=viewer.member, at=at)
        tell(request, "You are signed in. The mailbox is looked at now.")
        return away(request, reverse("mailbox", args=(held.pk,)))
    try:
        made = actions.add(then["place"], leave=leave, by=viewer.member, at=at)
    except (SourceError, actions.MailboxThereError) as error:
        return _over(request, str(error))
    typed_addresses_kept(request, made, then["me"])
    return away(request, reverse("mailbox_choose", args=(made.pk,)))


def _page(
    request: HttpRequest, viewer: Viewer, under_way: UnderWay, provider: Provider
) -> HttpResponse:
    """The whole page, or the part of it that asks again by itself."""
    cancel = reverse("mailboxes")
    if isinstance(under_way.way, DeviceCode):
        said = by_code(
            under_way.way, provider, under_way.account, url=reverse("grant_ask"), cancel_url=cancel
        )
    else:
        said = by_journey(under_way.way, provider, under_way.account, cancel_url=cancel)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "desk/mailbox/leave.html", {"leave": said})
    title = f"Sign in with {provider.words}"
    return show(
        request, viewer, "desk/mailbox_leave.html", title=title, current="mailboxes", leave=said
    )


def _way_back(request: HttpRequest) -> str:
    """Where the provider leads to: behind a server that ends TLS, the address that people see."""
    where = request.build_absolute_uri(reverse("grant_back"))
    if settings.SESSION_COOKIE_SECURE:
        return urlunsplit(urlsplit(where)._replace(scheme="https"))
    return where


def _over(request: HttpRequest, why: str) -> HttpResponse:
    _forget(request)
    tell(request, why)
    return away(request, reverse("mailboxes"))


def _under_way(request: HttpRequest, viewer: Viewer) -> tuple[UnderWay | None, Provider | None]:
    if viewer.only is not None:
        raise NotFoundError
    under_way = unsealed(request.session.get(UNDER_WAY, ""), by=viewer.member)
    try:
        return under_way, provider_named(under_way.provider) if under_way else None
    except MisconfiguredError:
        return under_way, None


def _keep(request: HttpRequest, viewer: Viewer, under_way: UnderWay, *, at: datetime) -> None:
    request.session[UNDER_WAY] = sealed(under_way, by=viewer.member)
    if isinstance(under_way.way, DeviceCode):
        next_at = at + timedelta(seconds=under_way.way.interval)
        request.session[ASK_AT] = next_at.isoformat()


def _forget(request: HttpRequest) -> None:
    for name in (UNDER_WAY, ASK_AT):
        request.session.pop(name, None)
