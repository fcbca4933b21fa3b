"""A calendar is added, looked into, given another password, removed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from troth.calendars.actions.rows import put
from troth.calendars.models import TABLE, Calendar, Occasion
from troth.calendars.naming import shown
from troth.calendars.occurrence import Occurrence
from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.people.sealing import seal
from troth.record.appending import append_own
from troth.web.journal import leave_no_copy


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
    """Another password, with which one that stood still is looked into again.

    Raises NotFoundError.
    """
    held = _held(calendar, by=by)
    held.password, held.is_paused = _sealed(held, password), False
    held.save(update_fields=("password", "is_paused"))
    leave_no_copy()
    append_own(held, "calendar.password_changed", by=by, at=at)


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
    held = Calendar.objects.select_for_update().filter(pk=calendar.pk).first()
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
    held = Calendar.objects.select_for_update().filter(pk=calendar.pk).first()
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


def _sealed(calendar: Calendar, password: str) -> bytes | None:
    if not password:
        return None
    return seal(password, practice=calendar.practice_id, table=TABLE, row=calendar.pk)
