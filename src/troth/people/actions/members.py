"""Members come, change what they may do, and leave."""

from datetime import datetime

from django.db import transaction

from troth.people.accounts import CodeApp
from troth.people.actions.clients import hand_over
from troth.people.actions.founding import ADDRESS, UnfitError, add_member
from troth.people.actions.sessions import end_all_but
from troth.people.models import Client, Member, Role
from troth.record.appending import append_own

LONGEST_NAME = 200
NO_NAME = "Say what they are called: letters are signed with it."
NO_ROLE = "A member is an owner or a colleague."


class NotOwnerError(Exception):
    """Only an owner decides who is a member."""

    def __init__(self) -> None:
        super().__init__("Only an owner of the practice can do that. Ask one of them.")


class LastOwnerError(Exception):
    """Nobody would be left who may decide."""

    def __init__(self) -> None:
        super().__init__(
            "A practice has at least one owner. Make somebody else an owner first, then do this."
        )


class NotMemberError(Exception):
    """They left, or belong to another practice."""

    def __init__(self) -> None:
        super().__init__("They are no member of this practice.")


@transaction.atomic
def invite(name: str, email: str, *, by: Member, at: datetime) -> Member:
    """A colleague may join; a link that an owner hands them signs them in for the first time.

    Somebody who left and has this address comes back as a colleague. Raises NotOwnerError,
    UnfitError, AddressTakenError.
    """
    _must_own(by)
    name, email = " ".join(name.split()), email.strip().lower()
    if not name or len(name) > LONGEST_NAME:
        raise UnfitError("name", NO_NAME)
    if not ADDRESS.fullmatch(email):
        raise UnfitError("email", f"{email!r} is no mail address. Write it like you@example.com.")
    left = Member.objects.filter(practice_id=by.practice_id, email=email, is_active=False)
    if member := left.select_for_update().first():
        return _back(member, name, by=by, at=at)
    return add_member(by.practice, name=name, email=email, zone=by.zone, by=by, at=at)


@transaction.atomic
def change_role(member: Member, role: str, *, by: Member, at: datetime) -> None:
    """What the member may do from now on.

    Raises NotOwnerError, LastOwnerError, NotMemberError, UnfitError.
    """
    held = _held(member, by=by)
    if role not in Role.values:
        raise UnfitError("role", NO_ROLE)
    if held.role == role:
        return
    if held.role == Role.OWNER:
        _must_not_be_last(held)
    held.role = member.role = role
    held.save(update_fields=("role",))
    append_own(held, "member.role_changed", by=by, at=at, facts={"role": role})


@transaction.atomic
def leave(member: Member, *, to: Member, by: Member, at: datetime) -> int:
    """The member signs in no more, and `to` answers for their clients, each with its entry.

    Doors call `safekeeping.actions.parting.part`, which sees to their mailboxes and letters too.
    What they did stays theirs on the record. How many clients were handed over. An owner can send
    anybody away, and whoever is no owner only themselves. Raises NotOwnerError, LastOwnerError,
    NotMemberError.
    """
    held = _held(member, by=by, themselves=True)
    _must_not_be_last(held)
    _must_be_here(to, but=held)
    clients = list(Client.objects.select_for_update().filter(owner=held).order_by("pk"))
    for client in clients:
        hand_over(client, to=to, by=by, at=at)
    end_all_but(held, "")
    held.set_unusable_password()
    held.is_active = member.is_active = False
    held.save(update_fields=("is_active", "password"))
    facts = {"to": to.pk.hex, "clients": len(clients)}
    append_own(held, "member.left", by=by, at=at, facts=facts, text=held.name)
    return len(clients)


def _back(member: Member, name: str, *, by: Member, at: datetime) -> Member:
    """With nothing of what they signed in with before."""
    CodeApp.objects.filter(member=member).delete()
    member.passkeys.all().delete()
    member.recovery_codes.all().delete()
    member.identities.all().delete()
    member.name, member.role, member.is_active = name, Role.COLLEAGUE, True
    member.last_login = None  # so that a link may be handed to them again
    member.save(update_fields=("name", "role", "is_active", "last_login"))
    append_own(member, "member.joined", by=by, at=at, text=name)
    return member


def _held(member: Member, *, by: Member, themselves: bool = False) -> Member:
    """The member as they are now, held until the transaction ends, with all owners.

    Of two owners who go at once, the second finds that they are the last.
    """
    owners = Member.objects.filter(practice_id=by.practice_id, role=Role.OWNER, is_active=True)
    list(owners.select_for_update().order_by("pk"))
    if not (themselves and member.pk == by.pk):
        _must_own(by)
    found = Member.objects.select_for_update().filter(
        pk=member.pk, practice_id=by.practice_id, is_active=True
    )
    held = found.first()
    if held is None:
        raise NotMemberError
    return held


def _must_be_here(heir: Member, *, but: Member) -> None:
    """As they are now: whoever is to answer for the clients may be leaving too."""
    rows = Member.objects.select_for_update().filter(practice_id=but.practice_id, is_active=True)
    if rows.filter(pk=heir.pk).exclude(pk=but.pk).first() is None:
        raise NotMemberError


def _must_own(by: Member) -> None:
    """As it is in the database now: whoever was an owner when the page was made may be none."""
    if not Member.objects.filter(pk=by.pk, role=Role.OWNER, is_active=True).exists():
        raise NotOwnerError


def _must_not_be_last(member: Member) -> None:
    others = Member.objects.filter(
        practice_id=member.practice_id, role=Role.OWNER, is_active=True
    ).exclude(pk=member.pk)
    if member.role == Role.OWNER and not others.exists():
        raise LastOwnerError
