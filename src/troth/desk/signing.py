"""A browser comes in: what its session keeps of that, and of the way there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from troth.people.access import Viewer
from troth.people.actions.sessions import note_seen
from troth.people.actions.signing_in import sign_in
from troth.people.models import Member
from troth.people.passkeys import House

Rest = ParamSpec("Rest")
MembersView = Callable[Concatenate[HttpRequest, Viewer, datetime, Rest], HttpResponse]

SIGNED, PENDING, ASKED, NEXT, AGAIN = "signed_in", "second", "asked", "next", "again"
"""What a session keeps: how it began, who is half in, what a device was asked, where to go on, and
that a member was sent to sign in once more."""

PENDING_FOR = timedelta(minutes=10)
FRESH_FOR = timedelta(minutes=15)
"""How one signs in is changed only so soon after it: not by who finds an open browser."""

SEEN_EVERY = timedelta(minutes=5)
LONGEST_AGENT = 300


def enter(request: HttpRequest, member: Member, *, way: str, at: datetime) -> HttpResponse:
    """The browser is the member's from now on, under a new key; on to where they wanted to go.

    Raises LinkUsedError.
    """
    sign_in(member, at=at, way=way)
    for name in (PENDING, ASKED, AGAIN):
        request.session.pop(name, None)
    onward = next_of(request)
    login(request, member)
    request.session.set_expiry(None)
    request.session.seen_at = at  # type: ignore[attr-defined]  # people.sessions.SessionStore
    request.session[SIGNED] = {
        "way": way,
        "since": at.isoformat(),
        "agent": request.headers.get("User-Agent", "")[:LONGEST_AGENT],
        "address": address_of(request),
    }
    return HttpResponseRedirect(onward)


def keep_briefly(request: HttpRequest, **held: object) -> None:
    """Keep this for the way in. Whoever asks and never comes in leaves nothing for a month."""
    request.session.update(held)
    if SIGNED not in request.session:
        request.session.set_expiry(FRESH_FOR)


def seen_again(request: HttpRequest, *, at: datetime) -> None:
    """Keep when a session was last used, to the five minutes: most pages write nothing."""
    if SIGNED not in request.session:
        return
    seen_at = getattr(request.session, "seen_at", None)
    if seen_at is None or at - seen_at >= SEEN_EVERY:
        note_seen(key_of(request), at=at)


def just_signed_in(view: MembersView[Rest]) -> MembersView[Rest]:
    """A view that changes how one signs in: whoever came in longer ago does so once more."""

    @wraps(view)
    def fresh(
        request: HttpRequest,
        viewer: Viewer,
        at: datetime,
        /,
        *args: Rest.args,
        **kwargs: Rest.kwargs,
    ) -> HttpResponse:
        held = request.session.get(SIGNED)
        if held and at - datetime.fromisoformat(held["since"]) <= FRESH_FOR:
            return view(request, viewer, at, *args, **kwargs)
        request.session[NEXT] = reverse("signing_in")
        request.session[AGAIN] = True
        return HttpResponseRedirect(reverse("signin"))

    return fresh


def wait_for_second(request: HttpRequest, member: Member, *, at: datetime) -> HttpResponse:
    """The password was right; the member is not in before the second step."""
    half = {
        "member": member.pk.hex,
        "until": (at + PENDING_FOR).isoformat(),
        "proof": member.get_session_auth_hash(),
    }
    keep_briefly(request, **{NEXT: next_of(request), PENDING: half})
    return HttpResponseRedirect(reverse("signin_second"))


def waiting(request: HttpRequest, *, at: datetime) -> Member | None:
    """Who is half in: their password was right a moment ago, and is the same still."""
    held = request.session.get(PENDING)
    if not held or datetime.fromisoformat(held["until"]) <= at:
        request.session.pop(PENDING, None)
        return None
    members = Member.objects.select_related("practice").filter(is_active=True, pk=held["member"])
    member = members.first()
    return member if member and member.get_session_auth_hash() == held["proof"] else None


def next_of(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next", "") or request.session.pop(NEXT, "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if wanted and ours else "/"


def key_of(request: HttpRequest) -> str:
    """The key of this session, "" where there is none yet."""
    return request.session.session_key or ""


def house_of(request: HttpRequest) -> House:
    """Where this page is, as the browser names it."""
    return House(f"{request.scheme}://{request.get_host()}")


def address_of(request: HttpRequest) -> str:
    """Where the request came from.

    A proxy of one's own appends whom it heard to X-Forwarded-For: the last one there is what it
    saw itself, all before that anybody can write.
    """
    if settings.BEHIND_PROXY:
        heard = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return heard or "unknown"
    address: Any = request.META.get("REMOTE_ADDR", "")
    return str(address)
