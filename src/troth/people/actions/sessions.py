"""Sessions of a member end before their time. At once: the next request finds no session."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from troth.people.accounts import Session
from troth.people.models import Member
from troth.record.appending import append_own


class SessionGoneError(Exception):
    """That session ended already."""

    def __init__(self) -> None:
        super().__init__("That session had ended already.")


@transaction.atomic
def end_session(member: Member, mark: str, *, by: Member, at: datetime) -> None:
    """The one session of the member that has this mark ends. Raises SessionGoneError."""
    keys = Session.objects.filter(member=member).values_list("session_key", flat=True)
    ended = [key for key in keys if mark_of(key) == mark]
    if not ended:
        raise SessionGoneError
    Session.objects.filter(session_key__in=ended).delete()
    _tell(member, len(ended), by=by, at=at)


@transaction.atomic
def end_others(member: Member, *, keep: str, by: Member, at: datetime) -> int:
    """All sessions of the member end, save the one whose key is `keep`; how many there were."""
    ended = end_all_but(member, keep)
    if ended:
        _tell(member, ended, by=by, at=at)
    return ended


def end_all_but(member: Member, keep: str) -> int:
    """For actions that tell on the record themselves why."""
    others = Session.objects.filter(member=member).exclude(session_key=keep)
    return others.delete()[0]


def note_seen(key: str, *, at: datetime) -> None:
    """The session was used at `at`. Nobody decided anything: the record does not tell of it."""
    Session.objects.filter(session_key=key).update(seen_at=at)


def mark_of(key: str) -> str:
    """Names a session on a page without giving away its key."""
    return sha256(b"troth session" + key.encode()).hexdigest()[:16]


def _tell(member: Member, ended: int, *, by: Member, at: datetime) -> None:
    append_own(member, "member.sessions_ended", by=by, at=at, facts={"sessions_ended": ended})
