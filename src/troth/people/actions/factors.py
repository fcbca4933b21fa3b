"""What a member holds beside a password: passkeys, an app that shows codes, codes on paper."""

from base64 import b32decode
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from troth.people.accounts import CodeApp, Passkey, RecoveryCode
from troth.people.actions.attempts import SECOND, attempt, forget
from troth.people.actions.founding import UnfitError
from troth.people.actions.passwords import drop_password, held_with_factors, tell_changed
from troth.people.codes import digest_of_code, new_paper_codes, new_secret, step_of
from troth.people.models import Member
from troth.people.passkeys import Answer, Asked, House, Made, PasskeyRefusedError, check
from troth.people.queries import has_device
from troth.people.sealing import seal, unseal
from troth.record.appending import append_own

LONGEST_NAME = 100
NO_NAME = "Give it a name, such as “laptop” or “the blue key”."
LONG_NAME = f"A name can be {LONGEST_NAME} characters long. Shorten it."
WRONG_CODE = "That code is not the one of now. Look at the app again, and at the clock of both."


class CodeWrongError(Exception):
    """The code is none of the member's, or was used."""

    def __init__(self) -> None:
        super().__init__(
            "That code is not the one of now, or it was used. Wait for the next one, or type one "
            "of the codes on paper."
        )


class CopiedError(Exception):
    """A device counts what it signs, and this one has counted less than before."""

    def __init__(self) -> None:
        super().__init__(
            "There seem to be two of this passkey: it counts less than the last time. Sign in "
            "another way and remove it."
        )


class NoDeviceError(Exception):
    """Codes on paper stand in for a device, and there is none."""

    def __init__(self) -> None:
        super().__init__(
            "First add a passkey or an app: the codes stand in for it when it is lost."
        )


class TakenKeyError(Exception):
    def __init__(self) -> None:
        super().__init__("Troth knows this passkey already. Use another device.")


@transaction.atomic
def add_passkey(  # noqa: PLR0913
    member: Member, new: Made, *, name: str, host: str, keep: str, by: Member, at: datetime
) -> Passkey:
    """From now on the passkey signs the member in at `host`; sessions but `keep` end.

    Raises UnfitError, TakenKeyError.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UnfitError("name", LONG_NAME if name else NO_NAME)
    if Passkey.objects.filter(credential=new.credential).exists():
        raise TakenKeyError
    passkey = Passkey.objects.create(
        practice_id=member.practice_id,
        member=member,
        name=name,
        host=host,
        credential=new.credential,
        attested=new.attested,
        count=new.count,
        added_at=at,
    )
    tell_changed("member.passkey_added", member, keep=keep, by=by, at=at, text=name)
    return passkey


@transaction.atomic
def drop_passkey(passkey: Passkey, *, keep: str, by: Member, at: datetime) -> bool:
    """It signs nobody in any more; sessions but `keep` end. Whether the password went with it."""
    name, member = passkey.name, held_with_factors(passkey.member)
    passkey.delete()
    tell_changed("member.passkey_removed", member, keep=keep, by=by, at=at, text=name)
    return _drop_what_is_alone(member, keep=keep, by=by, at=at)


def use_passkey(
    passkey: Passkey, given: Answer, state: Asked, *, house: House, at: datetime
) -> None:
    """The passkey was shown. Raises PasskeyRefusedError, CopiedError.

    A device that counts must count on: the row is changed only from a lower count, so of two
    answers with one count the second is refused.
    """
    if passkey.host != house.host:
        raise PasskeyRefusedError
    check(house, state, given, bytes(passkey.attested))
    fresh = Q(count__lt=given.count) if given.count else Q(count=0)
    held = Passkey.objects.filter(fresh, pk=passkey.pk)
    if held.update(count=given.count, used_at=at) != 1:
        raise CopiedError


def begin_code_app(member: Member) -> str:
    """The secret for a new app, the same until a first code was typed.

    Nothing holds before that, so the record does not tell of it.
    """
    app, is_new = CodeApp.objects.get_or_create(
        member=member, defaults={"practice_id": member.practice_id, "secret": b""}
    )
    if not is_new and app.secret:
        return _secret(app)
    secret = new_secret()
    app.secret = seal(secret, practice=app.practice_id, table="code_app", row=app.pk)
    app.save(update_fields=("secret",))
    return secret


@transaction.atomic
def add_code_app(member: Member, typed: str, *, keep: str, by: Member, at: datetime) -> None:
    """The app shows the right code: from now on a password needs one of its codes.

    Sessions but `keep` end. Raises UnfitError.
    """
    app = CodeApp.objects.select_for_update().filter(member=member, added_at=None).first()
    if app is None or not _takes(app, typed, at=at):
        raise UnfitError("code", WRONG_CODE)
    app.added_at = at
    app.save(update_fields=("added_at",))
    tell_changed("member.code_app_added", member, keep=keep, by=by, at=at)


@transaction.atomic
def drop_code_app(member: Member, *, keep: str, by: Member, at: datetime) -> bool:
    """Its codes do not count any more; sessions but `keep` end. Whether the password went too."""
    held = held_with_factors(member)
    CodeApp.objects.filter(member=held).delete()
    tell_changed("member.code_app_removed", held, keep=keep, by=by, at=at)
    return _drop_what_is_alone(held, keep=keep, by=by, at=at)


@transaction.atomic
def make_recovery_codes(member: Member, *, keep: str, by: Member, at: datetime) -> list[str]:
    """Ten new codes to print; those before them are void. Shown this once.

    Raises NoDeviceError.
    """
    if not has_device(member):
        raise NoDeviceError
    codes = new_paper_codes()
    RecoveryCode.objects.filter(member=member).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            practice_id=member.practice_id,
            member=member,
            digest=digest_of_code(code, member=member.pk.hex),
        )
        for code in codes
    )
    tell_changed("member.recovery_codes_made", member, keep=keep, by=by, at=at)
    return codes


@transaction.atomic
def use_recovery_code(member: Member, typed: str, *, at: datetime) -> None:
    """One of the codes on paper, which never works again. Raises CodeWrongError."""
    digest = digest_of_code(typed, member=member.pk.hex)
    unused = RecoveryCode.objects.filter(member=member, digest=digest, used_at=None)
    if unused.update(used_at=at) != 1:
        raise CodeWrongError
    append_own(
        member,
        "member.recovery_code_used",
        by=member,
        at=at,
    )


def use_code(member: Member, typed: str, *, at: datetime) -> None:
    """A code of the app, or one from paper. Raises CodeWrongError, TooManyError."""
    attempt(SECOND, member.pk.hex, at=at)
    app = CodeApp.objects.filter(member=member, added_at__isnull=False).first()
    if app is None or not _takes(app, typed, at=at):
        use_recovery_code(member, typed, at=at)
    forget(SECOND, member.pk.hex)


def _takes(app: CodeApp, typed: str, *, at: datetime) -> bool:
    """Each code once: the row is changed only from an earlier half minute."""
    step = step_of(b32decode(_secret(app)), "".join(typed.split()), at=at.timestamp())
    if step is None:
        return False
    earlier = CodeApp.objects.filter(pk=app.pk, step__lt=step)
    return earlier.update(step=step, used_at=at) == 1


def _secret(app: CodeApp) -> str:
    return unseal(bytes(app.secret), practice=app.practice_id, table="code_app", row=app.pk)


def _drop_what_is_alone(member: Member, *, keep: str, by: Member, at: datetime) -> bool:
    """Without a device its codes on paper stand for nothing, and a password would stand alone."""
    if has_device(member):
        return False
    RecoveryCode.objects.filter(member=member).delete()
    if not member.has_usable_password():
        return False
    drop_password(member, keep=keep, by=by, at=at)
    return True
