"""The letter of the day: once for each member and day, whoever asks, and however often."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from troth.agenda.actions.lines import catch_up
from troth.agenda.digest import digest, is_worth_a_letter
from troth.agenda.digest_time import HOURS, is_decided
from troth.agenda.digest_wish import KIND, about, due, every_line, way_of
from troth.agenda.models import DigestChoice
from troth.agenda.telling import TodayLine
from troth.jobs.actions import StalledError
from troth.people.access import Viewer
from troth.people.models import Member
from troth.post.actions.outbox import AlreadyPutError, erase, put, withdraw
from troth.post.letter import Letter
from troth.post.models import Outgoing, OutgoingState
from troth.post.queries import sender_of
from troth.post.refusals import PostError
from troth.record.appending import append_own

log = logging.getLogger("troth.agenda")

OVER_AFTER = timedelta(hours=12)
"""A letter of the day that has not left by then does not leave any more: its day is over."""

KEPT = timedelta(days=30)
"""How long its text stays: it names clients."""


class DigestError(Exception):
    """Nothing was changed. The message is for the person."""


class NoWayError(DigestError):
    """The letter has nowhere to go, or no way to leave."""


class HadOneError(DigestError):
    """The member had the letter of that day."""

    def __init__(self) -> None:
        super().__init__("You had today's digest: there is one a day. `troth today` says it anew.")


class NothingToTellError(DigestError):
    """Today has no line."""

    def __init__(self) -> None:
        super().__init__("Nothing is due, and nobody waits: there is nothing to send.")


class HourError(DigestError):
    """That is no hour of a day."""

    def __init__(self, hour: int) -> None:
        super().__init__(f"A day has no hour {hour}. Say one from 0 to 23.")


def send_due(*, at: datetime, desk: str) -> int:
    """Put every letter into the outbox that is due now; how many there were.

    Trouble with one member's is not the others': the first that was met is raised at the end.
    `desk` is the address of the pages, "" where nobody has said it.
    """
    drop_late(at=at)
    number, troubles, true = 0, list[Exception](), set[UUID]()
    for member, day in list(due(at=at)):
        try:
            if member.practice_id not in true:
                catch_up(member.practice_id, at=at)
                true.add(member.practice_id)
            number += put_digest(member, day=day, at=at, desk=desk) is not None
        except StalledError:
            raise
        except Exception as error:
            log.exception("The digest of member %s could not be made", member.pk)
            troubles.append(error)
    if troubles:
        raise troubles[0]
    return number


@transaction.atomic
def put_digest(member: Member, *, day: date, at: datetime, desk: str) -> Outgoing | None:
    """The letter of `day` goes into the outbox, if it is worth one; None where none goes.

    Either way that day is decided, and no other letter comes of it. Raises PostError.
    """
    choice = _locked(member)
    if is_decided(day, choice.decided_on) or _was_put(member, day) or not choice.is_wanted:
        return None
    _decide(choice, day)
    lines = tuple(every_line(Viewer(member), at=at))
    return _put(member, lines, day=day, at=at, desk=desk) if is_worth_a_letter(lines) else None


def send_now(member: Member, *, at: datetime, desk: str) -> Outgoing:
    """The member wants the letter of today at once; it counts as the one of the day.

    Raises NoWayError, HadOneError, NothingToTellError.
    """
    catch_up(member.practice_id, at=at)
    return _put_now(member, at=at, desk=desk)


@transaction.atomic
def choose(member: Member, *, is_wanted: bool, hour: int, by: Member, at: datetime) -> None:
    """From now on the member wants the letter at `hour` of their zone, or wants none.

    Raises HourError.
    """
    if hour not in HOURS:
        raise HourError(hour)
    choice = _locked(member)
    if (choice.is_wanted, choice.hour) == (is_wanted, hour):
        return
    choice.is_wanted, choice.hour, choice.chosen_at = is_wanted, hour, at
    choice.save(update_fields=("is_wanted", "hour", "chosen_at"))
    append_own(
        member,
        "digest.switched_on" if is_wanted else "digest.switched_off",
        by=by,
        at=at,
        facts={"hour": hour},
    )


def drop_late(*, at: datetime) -> int:
    """Letters of a day that is over are taken out of the outbox; how many there were."""
    held = Outgoing.objects.filter(kind=KIND, state=OutgoingState.HELD)
    return _each(held.filter(made_at__lte=at - OVER_AFTER).select_related("by"), withdraw, at=at)


def empty_old(*, at: datetime) -> int:
    """What letters of long ago said is erased; how many there were. That they were there stays."""
    old = Outgoing.objects.filter(kind=KIND, made_at__lt=at - KEPT).exclude(text="")
    return _each(old.select_related("by"), erase, at=at)


@transaction.atomic
def _put_now(member: Member, *, at: datetime, desk: str) -> Outgoing:
    choice = _locked(member)
    day = at.astimezone(ZoneInfo(member.zone)).date()
    lines = tuple(every_line(Viewer(member), at=at))
    if not lines:
        raise NothingToTellError
    try:
        letter = _put(member, lines, day=day, at=at, desk=desk)
    except AlreadyPutError as error:
        raise HadOneError from error
    _decide(choice, day)
    return letter


def _each(letters: QuerySet[Outgoing], do: Callable[..., object], *, at: datetime) -> int:
    """What is in other hands by now is left to the next time."""
    number = 0
    for letter in list(letters):
        try:
            do(letter, by=letter.by, at=at)
        except PostError:
            continue
        number += 1
    return number


def _was_put(member: Member, day: date) -> bool:
    """Whether there was a letter of that day, also one that was taken back since."""
    return Outgoing.objects.filter(by=member, kind=KIND, about=about(member, day)).exists()


def _put(
    member: Member, lines: Sequence[TodayLine], *, day: date, at: datetime, desk: str
) -> Outgoing:
    to, trouble = way_of(member, sender_of(member))
    if trouble:
        raise NoWayError(trouble)
    said = digest(lines, today=day, desk=desk)
    letter = Letter(
        to=[to],
        subject=said.subject,
        text=said.text,
        kind=KIND,
        about=about(member, day),
        language="en",
    )
    return put(letter, hold=timedelta(), by=member, at=at)


def _locked(member: Member) -> DigestChoice:
    """The member's choice, made where there is none yet: whoever decides of a day decides alone."""
    DigestChoice.objects.get_or_create(member=member, defaults={"practice": member.practice})
    return DigestChoice.objects.select_for_update().get(member=member)


def _decide(choice: DigestChoice, day: date) -> None:
    choice.decided_on = day
    choice.save(update_fields=("decided_on",))
