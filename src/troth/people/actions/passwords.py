"""A member's own password."""

from datetime import datetime
from difflib import SequenceMatcher

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from troth.people.actions.founding import UnfitError
from troth.people.actions.sessions import end_all_but
from troth.people.models import Member
from troth.people.queries import has_device
from troth.record.appending import append_own

LONGEST = 1024
SHORTEST = 12
ALIKE = 0.7
FEWEST_SIGNS = 5

SHORT = f"A password has at least {SHORTEST} characters. Three or four words in a row will do."
LONG = f"A password can be {LONGEST} characters long. Shorten it."
COMMON = "That password is among those that are tried first. Choose another one."
YOURS = "That password is too much like your name or address. Choose another one."


class AloneError(Exception):
    """There is nothing beside the password."""

    def __init__(self) -> None:
        super().__init__(
            "First add a passkey or an app that shows codes. A password alone signs nobody in."
        )


@transaction.atomic
def set_password(member: Member, password: str, *, keep: str, by: Member, at: datetime) -> None:
    """From now on the member can sign in with it beside a device; their sessions but `keep` end.

    Raises AloneError where they have none, and UnfitError, whose sentence says what a password
    needs.
    """
    held_with_factors(member)
    if not has_device(member):
        raise AloneError
    unfit = unfit_for(member, password)
    if unfit:
        raise UnfitError("password", unfit)
    member.set_password(password)
    member.save(update_fields=("password",))
    tell_changed("member.password_set", member, keep=keep, by=by, at=at)


@transaction.atomic
def drop_password(member: Member, *, keep: str, by: Member, at: datetime) -> None:
    """No password signs the member in any more; all their sessions but `keep` end."""
    member.set_unusable_password()
    member.save(update_fields=("password",))
    tell_changed("member.password_dropped", member, keep=keep, by=by, at=at)


def held_with_factors(member: Member) -> Member:
    """The member as they are now, locked.

    Of a device that goes and a password that comes at once, the second sees what the first did.
    """
    return Member.objects.select_for_update(of=("self",)).get(pk=member.pk)


def unfit_for(member: Member, password: str) -> str:
    """Why it is no password for this member, "" where it is one.

    Length counts, and that it is not among those that are tried first; no rule asks for signs.

    Source: NIST SP 800-63B, section 5.1.1.2.
    """
    if len(password) < SHORTEST:
        return SHORT
    if len(password) > LONGEST:
        return LONG
    if len(set(password)) < FEWEST_SIGNS or _is_common(password):
        return COMMON
    own = (member.email, member.email.partition("@")[0], member.name)
    return YOURS if any(_alike(password, it) for it in own) else ""


def _is_common(password: str) -> bool:
    """Whether it is one of the 20,000 that people take most."""
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def _alike(password: str, own: str) -> bool:
    return SequenceMatcher(a=password.lower(), b=own.lower()).quick_ratio() >= ALIKE


def tell_changed(  # noqa: PLR0913  # what happened, to whom, and what of it
    kind: str, member: Member, *, keep: str, by: Member, at: datetime, text: str = ""
) -> None:
    """Tell that the way a member signs in has changed; every session but `keep` ends with it."""
    append_own(
        member,
        kind,
        by=by,
        at=at,
        facts={"sessions_ended": end_all_but(member, keep)},
        text=text,
    )
