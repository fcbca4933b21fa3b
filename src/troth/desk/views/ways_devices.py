"""What the member holds: an app that shows codes, and passkeys."""

import json
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.ways import square
from troth.desk.signing import ASKED, house_of, just_signed_in, key_of
from troth.desk.viewing import done_by_member, seen_by_member
from troth.desk.views.ways import back, dropped, page, to_print
from troth.people.access import Viewer, one
from troth.people.accounts import Passkey
from troth.people.actions.factors import (
    TakenKeyError,
    add_code_app,
    add_passkey,
    begin_code_app,
    drop_code_app,
    drop_passkey,
)
from troth.people.actions.founding import UnfitError
from troth.people.codes import address_for_app
from troth.people.passkeys import PasskeyRefusedError, ask_to_make, made
from troth.people.queries import factors

ISSUER = "Troth"
ADDED = "The app counts from now on."
AND_THEN = " Now set a password: the two together sign you in."
NO_NAMES_HERE = "Passkeys do not work at an address in numbers. Open Troth by its name."


@seen_by_member
@just_signed_in
def code_app(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The square to scan; the app counts once it has shown a code that was typed here."""
    member, wrong = viewer.member, {}
    if factors(member).has_code_app:
        return back()
    if request.method == "POST":
        try:
            add_code_app(
                member, request.POST.get("code", ""), keep=key_of(request), by=member, at=at
            )
        except UnfitError as error:
            wrong = {error.field: str(error)}
        else:
            then = to_print(member) if member.has_usable_password() else AND_THEN
            tell(request, f"{ADDED}{then}")
            return back()
    secret = begin_code_app(member)
    answer = show(
        request,
        viewer,
        "desk/code_app.html",
        title="An app that shows codes",
        status=422 if wrong else 200,
        square=square(address_for_app(secret, account=member.email, issuer=ISSUER)),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        form={"typed": {}, "wrong": wrong},
        url=reverse("code_app"),
        cancel_url=reverse("signing_in"),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@done_by_member
@just_signed_in
def code_app_drop(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    went_too = drop_code_app(viewer.member, keep=key_of(request), by=viewer.member, at=at)
    words = "Codes of that app do not count any more."
    return dropped(request, viewer, words, went_too=went_too)


@done_by_member
@just_signed_in
def passkey_add_ask(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """What the browser is to ask a device."""
    member, house = viewer.member, house_of(request)
    held = [it.credential for it in factors(member).passkeys_at(house.host)]
    asked, state = ask_to_make(
        house, handle=member.pk.bytes, email=member.email, name=member.name, held=held
    )
    request.session[ASKED] = {"made": state}
    return JsonResponse(asked)


@done_by_member
@just_signed_in
def passkey_add(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The answer of the device, with the name that the member gives it."""
    member, house = viewer.member, house_of(request)
    if not house.has_passkeys:
        return page(request, viewer, at, wrong={"name": NO_NAMES_HERE})
    asked = request.session.pop(ASKED, {})
    try:
        new = made(house, asked.get("made"), _said(request))
        name = request.POST.get("name", "")
        add_passkey(member, new, name=name, host=house.host, keep=key_of(request), by=member, at=at)
    except (PasskeyRefusedError, TakenKeyError, UnfitError) as error:
        return page(request, viewer, at, wrong={"name": str(error)})
    tell(request, f"The passkey signs you in from now on.{to_print(member)}")
    return back()


@done_by_member
@just_signed_in
def passkey_drop(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    passkey = one(Passkey.objects.filter(member=viewer.member), pk)
    went_too = drop_passkey(passkey, keep=key_of(request), by=viewer.member, at=at)
    words = f"“{passkey.name}” signs nobody in any more."
    return dropped(request, viewer, words, went_too=went_too)


def _said(request: HttpRequest) -> object:
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError as error:
        raise PasskeyRefusedError from error
