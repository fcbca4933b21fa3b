"""Signing in by a password with its second step, and by a passkey."""

import json
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from troth.desk import viewing
from troth.desk.presenting.signin import passkey_form
from troth.desk.signing import (
    ASKED,
    address_of,
    enter,
    house_of,
    keep_briefly,
    wait_for_second,
    waiting,
)
from troth.desk.views.signin import page_outside, told_how
from troth.people.accounts import Passkey
from troth.people.actions.attempts import NETWORK, TooManyError, attempt, network_of
from troth.people.actions.factors import CodeWrongError, CopiedError, use_code, use_passkey
from troth.people.actions.signing_in import PASSKEY, PASSWORD, NotKnownError, by_password
from troth.people.models import Member
from troth.people.passkeys import PasskeyRefusedError, answer, ask_to_sign
from troth.people.queries import factors

ASKED_FOR = timedelta(minutes=5)
TOO_LATE = "That took too long. Sign in again from the start."
UNKNOWN_KEY = "Troth does not know this passkey. Use another one, or another way."
FORBIDDEN, TOO_MANY = 403, 429


@never_cache
@require_POST
def signin_password(request: HttpRequest) -> HttpResponse:
    """It signs nobody in by itself. An address nobody has is answered as a wrong password is."""
    email, at = request.POST.get("email", "")[:320].replace("\0", ""), viewing.now()
    try:
        member = by_password(
            email, request.POST.get("password", ""), address=address_of(request), at=at
        )
    except NotKnownError as error:
        return told_how(request, trouble=str(error), email=email, status=FORBIDDEN)
    except TooManyError as error:
        return told_how(request, trouble=str(error), email=email, status=TOO_MANY)
    return wait_for_second(request, member, at=at)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signin_second(request: HttpRequest) -> HttpResponse:
    """After the password: a code, or a passkey."""
    at = viewing.now()
    member = waiting(request, at=at)
    if member is None:
        return told_how(request, trouble=TOO_LATE, status=FORBIDDEN)
    if request.method != "POST":
        return _second(request, member)
    try:
        use_code(member, request.POST.get("code", "")[:100], at=at)
    except CodeWrongError as error:
        return _second(request, member, trouble=str(error), status=422)
    except TooManyError as error:
        return _second(request, member, trouble=str(error), status=TOO_MANY)
    return enter(request, member, way=PASSWORD, at=at)


@never_cache
@require_POST
def signin_passkey_ask(request: HttpRequest) -> HttpResponse:
    """What the browser is to ask its devices: for any passkey, or those of whoever is half in."""
    at, house = viewing.now(), house_of(request)
    try:
        attempt(NETWORK, network_of(address_of(request)), at=at)
    except TooManyError as error:
        return HttpResponse(str(error), status=TOO_MANY, content_type="text/plain; charset=utf-8")
    member = waiting(request, at=at)
    held = [it.credential for it in factors(member).passkeys_at(house.host)] if member else None
    asked, state = ask_to_sign(house, held=held)
    keep_briefly(request, **{ASKED: {"state": state, "at": at.isoformat()}})
    return JsonResponse(asked)


@never_cache
@require_POST
def signin_passkey(request: HttpRequest) -> HttpResponse:
    """The answer of a device. With no password before it, the device made sure who holds it."""
    at = viewing.now()
    member = waiting(request, at=at)
    try:
        passkey = _shown(request, member, at=at)
    except (PasskeyRefusedError, CopiedError) as error:
        return _refused(request, member, str(error))
    way = PASSWORD if member else PASSKEY
    return enter(request, passkey.member, way=way, at=at)


def _shown(request: HttpRequest, member: Member | None, *, at: datetime) -> Passkey:
    """The passkey that answered what was asked, once and in time."""
    asked = request.session.pop(ASKED, None)
    if not asked or datetime.fromisoformat(asked["at"]) + ASKED_FOR <= at:
        raise PasskeyRefusedError
    try:
        given = answer(json.loads(request.POST.get("credential", "")))
    except ValueError as error:
        raise PasskeyRefusedError from error
    known = Passkey.objects.filter(credential=given.credential, member__is_active=True)
    passkey = known.select_related("member__practice").first()
    if passkey is None or (member and passkey.member_id != member.pk):
        raise PasskeyRefusedError(UNKNOWN_KEY)
    use_passkey(passkey, given, asked["state"], house=house_of(request), at=at)
    return passkey


def _refused(request: HttpRequest, member: Member | None, why: str) -> HttpResponse:
    if member:
        return _second(request, member, trouble=why, status=FORBIDDEN)
    return told_how(request, trouble=why, status=FORBIDDEN)


def _second(
    request: HttpRequest, member: Member, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    held = factors(member)
    has_keys = bool(held.passkeys_at(house_of(request).host))
    return page_outside(
        request,
        "desk/signin_second.html",
        trouble=trouble,
        has_codes=held.has_code_app or held.paper_codes > 0,
        has_code_app=held.has_code_app,
        passkey=passkey_form("signin_passkey") if has_keys else None,
        keys_elsewhere=", ".join(sorted({it.host for it in held.passkeys})) if not has_keys else "",
        form={"typed": {}, "wrong": {"code": trouble} if trouble and status != FORBIDDEN else {}},
        url=reverse("signin_second"),
        start_url=reverse("signin"),
        status=status,
    )
