"""A provider gives leave to read and send a member's mail; it is renewed, and it ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from troth.people.models import Grant, Member
from troth.people.oauth.leave import Leave
from troth.people.oauth.tokens import Tokens
from troth.people.sealing import seal
from troth.record.appending import append_own
from troth.web.journal import leave_no_copy

TABLE = "grant"
"""What sealed tokens are bound to, besides their row."""


@transaction.atomic
def give(leave: Leave, *, by: Member, at: datetime) -> Grant:
    """The member signed in with a provider; what they gave before for that account is replaced."""
    provider, account, tokens = leave.provider, leave.account.strip().lower(), leave.tokens
    # The member's row stands for a grant that is not there yet.
    Member.objects.select_for_update(of=("self",)).get(pk=by.pk)
    rows = Grant.objects.filter(
        practice_id=by.practice_id, member=by, provider=provider.name, account=account
    )
    grant = rows.select_for_update(of=("self",)).first() or Grant(
        practice_id=by.practice_id, member=by, provider=provider.name, account=account
    )
    leave_no_copy()
    grant.given_at, grant.trouble = at, ""
    grant.scopes = tokens.scopes
    grant.refresh_token = _sealed(grant, tokens.refresh)
    grant.access_token = _sealed(grant, tokens.access)
    grant.access_until = tokens.until
    grant.save()
    append_own(grant, "grant.given", by=by, at=at, text=f"{provider.words}: {account}")
    return grant


def renew(grant: Grant, tokens: Tokens) -> bool:
    """Keep new tokens, unless the leave they come from was replaced meanwhile. It is no event.

    A provider that gives no new refresh token means the old one to go on.
    """
    kept = {"access_token": _sealed(grant, tokens.access), "access_until": tokens.until}
    if tokens.refresh:
        kept["refresh_token"] = _sealed(grant, tokens.refresh)
    return bool(_as_read(grant).update(**kept))


@transaction.atomic
def end(grant: Grant, why: str, *, at: datetime) -> bool:
    """The provider has ended the leave; false where it was replaced meanwhile.

    What is kept of it is forgotten, and `why` stays until somebody signs in again.
    """
    leave_no_copy()
    forgotten = {"access_token": None, "refresh_token": None, "access_until": None}
    if not _as_read(grant).update(trouble=why, **forgotten):
        return False
    append_own(grant, "grant.ended", by=None, at=at, text=why)
    return True


@transaction.atomic
def forget_unused(grant: Grant, *, by: Member, at: datetime) -> None:
    """Forget a grant, once no row needs it any more."""
    if any(getattr(grant, name).exists() for name in _users()):
        return
    _forget(grant, by=by, at=at)


@transaction.atomic
def forget_all_of(member: Member, *, by: Member, at: datetime) -> None:
    """Forget every grant of a member who leaves; rows that were opened with one are without."""
    for grant in Grant.objects.select_for_update(of=("self",)).filter(member=member).order_by("pk"):
        _forget(grant, by=by, at=at)


def _forget(grant: Grant, *, by: Member, at: datetime) -> None:
    leave_no_copy()
    append_own(grant, "grant.ended", by=by, at=at, text=f"Forgotten: {grant.account}")
    Grant.objects.filter(pk=grant.pk).delete()


def _users() -> list[str]:
    """How the rows that use a grant are reached; whose they are is told by upper storeys."""
    related = Grant._meta.related_objects  # noqa: SLF001  # Django's public name for it
    return [it.get_accessor_name() or "" for it in related]


def _as_read(grant: Grant) -> QuerySet[Grant]:
    """The row, if it still holds the refresh token that was read."""
    return Grant.objects.filter(pk=grant.pk, refresh_token=grant.refresh_token)


def _sealed(grant: Grant, token: str) -> bytes:
    return seal(token, practice=grant.practice_id, table=TABLE, row=grant.pk)
