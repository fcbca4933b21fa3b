"""A member comes in through the firm's own sign-in."""

from datetime import datetime

from django.db import transaction

from troth.people.accounts import Identity
from troth.people.models import Member
from troth.people.oidc import Told
from troth.record.appending import append_own


class NobodyHereError(Exception):
    """The firm knows them, and Troth does not."""


@transaction.atomic
def member_of(told: Told, *, at: datetime) -> Member:
    """The member that the firm's sign-in means; nobody becomes a member by it.

    The first time the verified address decides, and from then on only the subject, which is never
    given to anybody else: an address may be. Raises NobodyHereError.
    """
    known = Identity.objects.filter(issuer=told.issuer, subject=told.subject)
    held = known.select_related("member__practice").first()
    if held is not None:
        return _who_is_here(held.member, told)
    if not told.is_verified or not told.email:
        raise NobodyHereError(
            f"{told.name} does not say that {told.email or 'your address'} is yours for certain. "
            "Have it verified there, then sign in again."
        )
    members = Member.objects.select_related("practice").select_for_update(of=("self",))
    member = members.filter(email=told.email).first()
    if member is None:
        raise NobodyHereError(
            f"Nobody signs in here with {told.email}. Ask an owner of the practice to invite you."
        )
    return _linked(_who_is_here(member, told), told, at=at)


def _linked(member: Member, told: Told, *, at: datetime) -> Member:
    if Identity.objects.filter(member=member, issuer=told.issuer).exists():
        raise NobodyHereError(
            f"{member.email} belongs to somebody else at {told.name} already. Ask an owner of the "
            "practice."
        )
    Identity.objects.create(
        practice_id=member.practice_id,
        member=member,
        issuer=told.issuer,
        subject=told.subject,
        linked_at=at,
    )
    append_own(
        member,
        "member.identity_linked",
        by=member,
        at=at,
        text=told.issuer,
    )
    return member


def _who_is_here(member: Member, told: Told) -> Member:
    if not member.is_active:
        raise NobodyHereError(
            f"You left this practice, so {told.name} does not sign you in here any more."
        )
    return member
