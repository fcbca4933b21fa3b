"""A practice begins, and members join it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from troth.people.models import Member, MemberAddress, Practice, Role
from troth.record.appending import append


class AddressTakenError(Exception):
    """Somebody has that address already."""


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
        append(
            "member.addresses_added",
            practice=member.practice_id,
            client=None,
            by=by.pk,
            at=at,
            about=member.pk,
            text=", ".join(new),
        )


@transaction.atomic
def introduce(member: Member, *, name: str, zone: str, by: Member, at: datetime) -> None:
    """How the member is called, and where their days end."""
    member.name, member.zone = name.strip(), zone
    member.save(update_fields=("name", "zone"))
    append(
        "member.introduced",
        practice=member.practice_id,
        client=None,
        by=by.pk,
        at=at,
        about=member.pk,
        facts={"zone": zone},
        text=name,
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
