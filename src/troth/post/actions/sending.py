"""A letter is claimed, handed over, and what became of it is kept.

Whoever sends it holds it by a lease; the number of its attempt is checked at every step, so that
one who was held up cannot go on with what is another's by now.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from troth.jobs.actions import enqueue, wait_before
from troth.jobs.models import Rank
from troth.post.models import AUTOMATIC, Outgoing, OutgoingState
from troth.post.queries import left_over, sender_of, waiting_of
from troth.record.appending import append_about

LEASE = timedelta(minutes=5)
"""How long a letter belongs to whoever claimed it."""

END_LEASE = timedelta(minutes=15)
"""How long once it was handed over: longer than a server may take to answer."""

MOST_TRIES = 120
"""With an hour between them at most, about four days. Source: RFC 5321, section 4.5.4.1."""

MOST_REPEATED = 5
"""Tries after which a letter that may have arrived is not sent again by itself."""

LOOKED_AT = 5
"""Letters that may be others' by the time they are asked for, before this one lets them have it."""


class NotOursError(Exception):
    """The lease had ended, or somebody else has the letter: it may not leave by this hand."""

    def __init__(self) -> None:
        super().__init__("The letter is in other hands by now; this try stops before its end.")


@transaction.atomic
def claim(pk: UUID, *, owner: str, at: datetime) -> Outgoing | None:
    """The letter, `owner`'s until its lease ends; None where it cannot or need not be sent now.

    What `owner` had claimed before is theirs again: nobody runs twice under one name. A letter that
    was handed over at its last try and of which nothing was heard may be sent twice from here on;
    after some tries it is left unsure. What could not leave in about four days has failed.
    """
    row = _locked(pk)
    if row is not None and row.state == OutgoingState.HELD and row.send_at > at:
        # Taken back and put again meanwhile: it was asked for at its first time.
        enqueue("send", about=row.pk, run_at=row.send_at, rank=Rank.ASKED)
        return None
    if row is None or not _may_be_claimed(row, owner=owner, at=at) or not _has_way(row):
        return None
    if row.handed_over_at is not None and not _repeated(row, at=at):
        return None
    if row.attempt >= MOST_TRIES:
        _end(row, said=f"{row.said} It was tried {row.attempt} times.".strip(), refused={}, at=at)
        return None
    row.state, row.owner, row.lease_until = OutgoingState.SENDING, owner, at + LEASE
    row.attempt += 1
    row.save()
    return row


def claim_left(*, owner: str, at: datetime) -> Outgoing | None:
    """What `owner` had in hand when it was ended, claimed as by `claim`."""
    rows = Outgoing.objects.filter(state=OutgoingState.SENDING, owner=owner)
    return _first_claimed(rows, owner=owner, at=at)


def claim_next(after: Outgoing, *, owner: str, at: datetime) -> Outgoing | None:
    """Another letter of the same sender that may leave, claimed as by `claim`."""
    return _first_claimed(waiting_of(after.by, at=at), owner=owner, at=at)


def hand_over(outgoing: Outgoing, *, at: datetime) -> None:
    """All but its last line is with the server: from now on it may have arrived.

    Raises NotOursError.
    """
    held = _ours(outgoing)
    if held.update(handed_over_at=at, lease_until=at + END_LEASE) != 1:
        raise NotOursError


@transaction.atomic
def sent(outgoing: Outgoing, *, said: str, refused: Mapping[str, str], at: datetime) -> None:
    """The server said yes. That counts whoever heard it, also if the letter was another's by then.

    `refused` are addresses that it does not go to, with the server's words.
    """
    row = _locked(outgoing.pk)
    if row is None or row.state == OutgoingState.SENT:
        return
    row.state, row.sent_at, row.lease_until = OutgoingState.SENT, at, None
    row.said, row.refused = said, dict(refused)
    row.save(update_fields=("state", "sent_at", "lease_until", "said", "refused"))
    facts = {"addresses": len(row.to), "refused": len(refused), "may_be_twice": row.may_be_twice}
    words = "\n".join(f"{email}: {why}" for email, why in refused.items())
    append_about(row, "letter.sent", by=None, at=at, facts=facts, text=words)
    sender = sender_of(row.by)
    is_copied = sender is not None and sender.copies_to is not None
    if is_copied and row.kind not in AUTOMATIC:
        enqueue("copy", about=row.pk, run_at=at)


@transaction.atomic
def put_off(outgoing: Outgoing, *, said: str, at: datetime) -> None:
    """It did not leave, and is tried again later."""
    row = _ours_locked(outgoing)
    if row is not None:
        _wait(row, said=said, handed_over_at=None, at=at)


@transaction.atomic
def answer_lost(outgoing: Outgoing, *, said: str, at: datetime) -> None:
    """The server had it all, and its answer did not come: it may have arrived.

    It is sent again with the same Message-ID.
    """
    row = _ours_locked(outgoing)
    if row is not None:
        _wait(row, said=said, handed_over_at=row.handed_over_at or at, at=at)
        append_about(row, "letter.answer_lost", by=None, at=at, text=said)


@transaction.atomic
def fail(outgoing: Outgoing, *, said: str, refused: Mapping[str, str], at: datetime) -> None:
    """The server will not take it; a person has to look at it."""
    row = _ours_locked(outgoing)
    if row is not None:
        _end(row, said=said, refused=refused, at=at)


def put_down(outgoing: Outgoing, *, at: datetime) -> None:
    """It did not leave for what has nothing to do with it: it waits as before."""
    _ours(outgoing).update(state=OutgoingState.HELD, send_at=at, lease_until=None)


def put_off_others(outgoing: Outgoing, *, said: str, at: datetime) -> None:
    """The server cannot be reached: the sender's other letters need not find it out one by one."""
    others = waiting_of(outgoing.by, at=at).order_by()
    others.update(send_at=at + wait_before(outgoing.attempt), said=said)


def sweep(*, at: datetime) -> int:
    """Ask for what lies there longer than it should, whatever became of its job; how many jobs.

    One letter that waits takes with it what else of its sender may leave.
    """
    asked: dict[object, UUID] = {}
    for pk, by, state in left_over(at=at).values_list("pk", "by", "state"):
        asked.setdefault(by if state == OutgoingState.HELD else pk, pk)
    for pk in asked.values():
        enqueue("send", about=pk, run_at=at, rank=Rank.ASKED)
    return len(asked)


@transaction.atomic
def copied(outgoing: Outgoing, *, at: datetime) -> None:
    """A copy lies in the Sent folder."""
    if Outgoing.objects.filter(pk=outgoing.pk, copied_at=None).update(copied_at=at) == 1:
        append_about(outgoing, "letter.copied", by=None, at=at)


def _first_claimed(rows: QuerySet[Outgoing], *, owner: str, at: datetime) -> Outgoing | None:
    for pk in rows.values_list("pk", flat=True)[:LOOKED_AT]:
        claimed = claim(pk, owner=owner, at=at)
        if claimed is not None:
            return claimed
    return None


def _may_be_claimed(row: Outgoing, *, owner: str, at: datetime) -> bool:
    if row.state == OutgoingState.HELD:
        return row.send_at <= at
    is_left = row.lease_until is None or row.lease_until <= at or row.owner == owner
    return row.state == OutgoingState.SENDING and is_left


def _has_way(row: Outgoing) -> bool:
    sender = sender_of(row.by)
    return sender is not None and not sender.trouble


def _repeated(row: Outgoing, *, at: datetime) -> bool:
    """Whether it is sent once more although it may have arrived."""
    if row.may_be_twice and row.attempt >= MOST_REPEATED:
        row.state, row.lease_until = OutgoingState.UNSURE, None
        row.save(update_fields=("state", "lease_until"))
        append_about(row, "letter.unsure", by=None, at=at, text=row.said)
        return False
    row.may_be_twice, row.handed_over_at = True, None
    return True


def _wait(row: Outgoing, *, said: str, handed_over_at: datetime | None, at: datetime) -> None:
    row.state, row.lease_until, row.said = OutgoingState.HELD, None, said
    row.handed_over_at = handed_over_at
    row.send_at = at + wait_before(row.attempt)
    row.save(update_fields=("state", "lease_until", "said", "handed_over_at", "send_at"))
    enqueue("send", about=row.pk, run_at=row.send_at, rank=Rank.ASKED)


def _end(row: Outgoing, *, said: str, refused: Mapping[str, str], at: datetime) -> None:
    row.state, row.lease_until, row.said = OutgoingState.FAILED, None, said
    row.handed_over_at, row.refused = None, dict(refused)
    row.save(update_fields=("state", "lease_until", "said", "handed_over_at", "refused"))
    append_about(row, "letter.failed", by=None, at=at, text=said)


def _locked(pk: UUID) -> Outgoing | None:
    rows = Outgoing.objects.select_for_update(of=("self",)).select_related("by", "contact")
    return rows.filter(pk=pk).first()


def _ours(outgoing: Outgoing) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(
        pk=outgoing.pk,
        state=OutgoingState.SENDING,
        owner=outgoing.owner,
        attempt=outgoing.attempt,
    )


def _ours_locked(outgoing: Outgoing) -> Outgoing | None:
    return _ours(outgoing).select_for_update(of=("self",)).first()
