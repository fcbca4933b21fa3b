"""A practice begins, and members join it."""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import available_timezones

from django.db import transaction

from troth.people.models import Member, MemberAddress, Practice, Role
from troth.record.appending import append, append_own

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class AddressTakenError(Exception):
    """Somebody has that address already."""


class UnfitError(Exception):
    """That cannot stand in `field`; the sentence says what can."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def found(  # noqa: PLR0913  # a practice and its first member are made together
    name: str, *, member: str, email: str, zone: str, at: datetime, is_demo: bool = False
) -> Member:
    """Begin a practice with its first member, who owns it. `email` is where they sign in."""
    practice = Practice.objects.create(name=name, zone=zone, founded_at=at, is_demo=is_demo)
    owner = _join(practice, name=member, email=email, zone=zone, role=Role.OWNER)
    append("practice.founded", practice=practice.pk, client=None, by=owner.pk, at=at, text=name)
    return owner


@transaction.atomic
def add_member(  # noqa: PLR0913
    practice: Practice, *, name: str, email: str, zone: str, by: Member, at: datetime
) -> Member:
    """A colleague joins. Raises AddressTakenError."""
    member = _join(practice, name=name, email=email, zone=zone, role=Role.COLLEAGUE)
    append(
        "member.joined",
        practice=practice.pk,
        client=None,
        by=by.pk,
        at=at,
        about=member.pk,
        text=name,
    )
    return member


@transaction.atomic
def add_addresses(member: Member, emails: Iterable[str], *, by: Member, at: datetime) -> None:
    """These addresses are the member's too. Raises AddressTakenError."""
    new = sorted({email.strip().lower() for email in emails} - addresses_of(member))
    if MemberAddress.objects.filter(practice_id=member.practice_id, email__in=new).exists():
        raise AddressTakenError("One of these addresses is a colleague's already.")
    for email in new:
        MemberAddress.objects.create(practice_id=member.practice_id, member=member, email=email)
    if new:
        append_own(
            member,
            "member.addresses_added",
            by=by,
            at=at,
            text=", ".join(new),
        )


@transaction.atomic
def introduce(  # noqa: PLR0913
    member: Member, *, name: str, email: str, zone: str, by: Member, at: datetime
) -> None:
    """How the member is called, which address is theirs first, and where their days end.

    Raises AddressTakenError, UnfitError.
    """
    name, email = name.strip(), email.strip().lower()
    if not name:
        raise UnfitError("name", "Say what you are called: letters are signed with it.")
    if not ADDRESS.fullmatch(email):
        raise UnfitError("email", f"{email!r} is no mail address. Write it like you@example.com.")
    if zone not in available_timezones():
        raise UnfitError("zone", f"{zone!r} is no time zone. Write it like Europe/Berlin.")
    if Member.objects.filter(email=email).exclude(pk=member.pk).exists():
        raise AddressTakenError(f"{email} is another member's address.")
    add_addresses(member, [email], by=by, at=at)
    member.name, member.email, member.zone = name, email, zone
    member.save(update_fields=("name", "email", "zone"))
    append_own(
        member,
        "member.introduced",
        by=by,
        at=at,
        facts={"zone": zone},
        text=f"{name} <{email}>",
    )


def addresses_of(member: Member) -> set[str]:
    return set(member.addresses.values_list("email", flat=True))


def _join(practice: Practice, *, name: str, email: str, zone: str, role: str) -> Member:
    email = email.strip().lower()
    if Member.objects.filter(email=email).exists():
        raise AddressTakenError(f"{email} is a member already. Let them sign in with it.")
    member = Member(practice=practice, name=name.strip(), email=email, zone=zone, role=role)
    member.set_unusable_password()
    member.save()
    MemberAddress.objects.create(practice=practice, member=member, email=email)
    return member
