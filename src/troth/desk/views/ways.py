"""How the member signs in: what there is, their password, their codes on paper."""

from datetime import datetime

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.ways import ways_context
from troth.desk.signing import house_of, just_signed_in, key_of
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer
from troth.people.actions.factors import NoDeviceError, make_recovery_codes
from troth.people.actions.founding import UnfitError
from troth.people.actions.passwords import AloneError, drop_password, set_password
from troth.people.models import Member
from troth.people.queries import factors

SET = "The password is kept. It signs you in together with what you hold."
PRINT = " Now print codes on paper, for the day when the device is lost."
GONE_TOO = " The password went with it: alone it would sign nobody in."


@seen_by_member
@just_signed_in
def signing_in(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    return page(request, viewer, at)


@done_by_member
@just_signed_in
def password(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Set or changed; it is never shown again, and not in a form that comes back either."""
    typed, member = request.POST.get("password", ""), viewer.member
    try:
        set_password(member, typed, keep=key_of(request), by=member, at=at)
    except (AloneError, UnfitError) as error:
        return page(request, viewer, at, wrong={"password": str(error)})
    update_session_auth_hash(request, member)
    tell(request, f"{SET}{to_print(member)}")
    return back()


@done_by_member
@just_signed_in
def password_drop(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    drop_password(viewer.member, keep=key_of(request), by=viewer.member, at=at)
    update_session_auth_hash(request, viewer.member)
    tell(request, "There is no password any more. Passkeys and links sign you in as before.")
    return back()


@done_by_member
@just_signed_in
def paper_codes(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Ten new ones, shown on this one answer and kept nowhere."""
    try:
        codes = make_recovery_codes(viewer.member, keep=key_of(request), by=viewer.member, at=at)
    except NoDeviceError as error:
        tell(request, str(error))
        return back()
    answer = show(
        request,
        viewer,
        "desk/paper_codes.html",
        title="Codes on paper",
        codes=codes,
        back_url=reverse("signing_in"),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def to_print(member: Member) -> str:
    """That codes on paper are missing, where a password is there for them to stand beside."""
    held = factors(member)
    return PRINT if held.has_password and not held.paper_codes else ""


def dropped(request: HttpRequest, viewer: Viewer, words: str, *, went_too: bool) -> HttpResponse:
    """A device is gone; where the password went too, the session, bound to it, goes on without."""
    if went_too:
        viewer.member.refresh_from_db(fields=("password",))
        update_session_auth_hash(request, viewer.member)
    tell(request, f"{words}{GONE_TOO if went_too else ''}")
    return back()


def page(
    request: HttpRequest, viewer: Viewer, at: datetime, *, wrong: dict[str, str] | None = None
) -> HttpResponse:
    """Every way in that the member has, with what can be added. It may hold a link: not kept."""
    answer = show(
        request,
        viewer,
        "desk/signing_in.html",
        title="How you sign in",
        status=422 if wrong else 200,
        form={"typed": {}, "wrong": wrong or {}},
        **ways_context(viewer, at, house=house_of(request)),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def back() -> HttpResponse:
    return HttpResponseRedirect(reverse("signing_in"))
