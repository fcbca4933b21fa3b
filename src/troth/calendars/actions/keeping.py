"""A calendar is added, looked into, put right, given another password, removed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from troth.calendars.actions.rows import put
from troth.calendars.address import Place
from troth.calendars.models import TABLE, Calendar, Occasion
from troth.calendars.naming import shown
from troth.calendars.occurrence import Occurrence
from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.people.sealing import seal
from troth.record.appending import append_own
from troth.web.journal import leave_no_copy

READ = "read calendar"
"""The job that looks into one."""


class CalendarThereError(Exception):
    """The member has that calendar already."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{shown(address)} is one of your calendars already.")


@transaction.atomic
def add(  # noqa: PLR0913  # where it is, how it is opened, and what it says
    address: str,
    *,
    account: str = "",
    password: str = "",
    occurrences: Iterable[Occurrence],
    left_out: Sequence[str] = (),
    by: Member,
    at: datetime,
) -> Calendar:
    """Keep a calendar of the member's that was read a moment ago, and what it said.

    `address` carries neither user nor password. The record is told neither what stands in the
    calendar nor what of its address may be a secret. Raises CalendarThereError.
    """
    refuse_twice(address, by=by)
    calendar = Calendar(
        practice_id=by.practice_id, member=by, address=address, account=account, added_at=at
    )
    calendar.password = _sealed(calendar, password)
    calendar.looked_at = calendar.read_at = at
    calendar.left_out = "\n".join(left_out)
    calendar.save(force_insert=True)
    put(calendar, occurrences)
    append_own(calendar, "calendar.added", by=by, at=at, text=shown(address))
    return calendar


@transaction.atomic
def add_unread(place: Place, *, password: str = "", by: Member, at: datetime) -> Calendar:
    """Keep a calendar of the member's as they wrote it; a job reads it at once.

    Where that fails it stays, with its trouble in words: no word that was typed is lost. The record
    is told as by `add`. Raises CalendarThereError.
    """
    refuse_twice(place.address, by=by)
    calendar = Calendar(practice_id=by.practice_id, member=by, added_at=at, **place._asdict())
    calendar.password = _sealed(calendar, password)
    calendar.save(force_insert=True)
    append_own(calendar, "calendar.added", by=by, at=at, text=shown(place.address))
    _ask(calendar, at=at)
    return calendar


@transaction.atomic
def put_right(
    calendar: Calendar, place: Place, *, password: str = "", by: Member, at: datetime
) -> None:
    """Another address, user or password of one that could never be read; it is read at once.

    Without a password the one that is kept stays, as long as it goes to the same place. Raises
    NotFoundError, also for one that was read, and CalendarThereError.
    """
    held = _held(calendar, by=by)
    if held.read_at is not None:
        raise NotFoundError
    is_elsewhere = place != Place(held.address, held.account)
    if place.address != held.address:
        refuse_twice(place.address, by=by)
    if password or is_elsewhere:
        held.password = _sealed(held, password)
        leave_no_copy()
    held.address, held.account = place
    held.trouble, held.trouble_since, held.is_paused = "", None, False
    held.save()
    append_own(held, "calendar.put_right", by=by, at=at, text=shown(place.address))
    _ask(held, at=at)


@transaction.atomic
def look_now(calendar: Calendar, *, by: Member, at: datetime) -> None:
    """Ask for a look at once; one that stood still goes on, of which the record is told.

    Raises NotFoundError.
    """
    held = _held(calendar, by=by)
    if held.is_paused:
        held.is_paused = False
        held.save(update_fields=("is_paused",))
        append_own(held, "calendar.gone_on", by=by, at=at)
    _ask(held, at=at)


@transaction.atomic
def remove(calendar: Calendar, *, by: Member, at: datetime) -> None:
    """It is no calendar of the member's any more, and nothing it said is kept.

    Raises NotFoundError.
    """
    _remove(_held(calendar, by=by), by=by, at=at)


@transaction.atomic
def remove_all_of(member: Member, *, by: Member, at: datetime) -> None:
    """The member leaves, and their calendars go with them."""
    for calendar in Calendar.objects.select_for_update().filter(member=member).order_by("pk"):
        _remove(calendar, by=by, at=at)


@transaction.atomic
def change_password(calendar: Calendar, password: str, *, by: Member, at: datetime) -> None:
    """Another password, with which it is looked into at once, also if it stood still.

    Raises NotFoundError.
    """
    held = _held(calendar, by=by)
    held.password, held.is_paused = _sealed(held, password), False
    held.save(update_fields=("password", "is_paused"))
    leave_no_copy()
    append_own(held, "calendar.password_changed", by=by, at=at)
    _ask(held, at=at)


@transaction.atomic
def looked(
    calendar: Calendar,
    occurrences: Iterable[Occurrence],
    *,
    left_out: Sequence[str] = (),
    at: datetime,
) -> None:
    """A look went well: what the calendar says now replaces all that it said before.

    The record is told where trouble ends with it.
    """
    held = _as_it_was_read(calendar)
    if held is None:
        return
    put(held, occurrences)
    before, held.trouble = held.trouble, ""
    held.looked_at = held.read_at = at
    held.trouble_since, held.is_paused, held.left_out = None, False, "\n".join(left_out)
    held.save()
    if before:
        append_own(held, "calendar.trouble_ended", by=None, at=at)


@transaction.atomic
def failed(calendar: Calendar, trouble: str, *, may_retry: bool, at: datetime) -> None:
    """A look failed: what the calendar said before stays, and its trouble is kept in words.

    Where it must not be tried again, it stands still until its member looks or gives another
    password. The record is told where trouble begins.
    """
    held = _as_it_was_read(calendar)
    if held is None:
        return
    before, held.trouble = held.trouble, trouble
    held.looked_at, held.trouble_since = at, held.trouble_since or at
    held.is_paused = not may_retry
    held.save(update_fields=("looked_at", "trouble", "trouble_since", "is_paused"))
    if not before:
        append_own(held, "calendar.trouble_began", by=None, at=at)


def refuse_twice(address: str, *, by: Member) -> None:
    """Raises CalendarThereError where the member has that calendar already."""
    if Calendar.objects.filter(practice_id=by.practice_id, member=by, address=address).exists():
        raise CalendarThereError(address)


def _remove(held: Calendar, *, by: Member, at: datetime) -> None:
    append_own(held, "calendar.removed", by=by, at=at, text=shown(held.address))
    leave_no_copy()
    Occasion.objects.filter(calendar=held).delete()
    held.delete()


def _held(calendar: Calendar, *, by: Member) -> Calendar:
    """As it is now, locked; a member's calendars are their own."""
    rows = Calendar.objects.select_for_update().filter(pk=calendar.pk, member=by)
    held = rows.first()
    if held is None:
        raise NotFoundError
    return held


def _as_it_was_read(calendar: Calendar) -> Calendar | None:
    """As it is now, locked; None where it is gone, or has another address or password by now.

    What came of the old ones says nothing of the new ones, which have a look of their own ahead.
    """
    held = Calendar.objects.select_for_update().filter(pk=calendar.pk).first()
    is_same = held is not None and _opened_by(held) == _opened_by(calendar)
    return held if is_same else None


def _opened_by(calendar: Calendar) -> tuple[str, str, bytes]:
    return calendar.address, calendar.account, bytes(calendar.password or b"")


def _ask(calendar: Calendar, *, at: datetime) -> None:
    enqueue(READ, about=calendar.pk, run_at=at, rank=Rank.ASKED)


def _sealed(calendar: Calendar, password: str) -> bytes | None:
    if not password:
        return None
    return seal(password, practice=calendar.practice_id, table=TABLE, row=calendar.pk)
