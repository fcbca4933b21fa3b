"""What a calendar says, as rows."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from troth.calendars.models import Calendar, Occasion
from troth.calendars.occurrence import Occurrence

BATCH = 1_000
LONGEST_UID = 1_000
LONGEST_SUMMARY = 500


class Said(NamedTuple):
    """The columns of an occasion."""

    uid: str
    starts_at: datetime | None
    ends_at: datetime | None
    first_on: date | None
    end_on: date | None
    is_busy: bool
    summary: str


def put(calendar: Calendar, occurrences: Iterable[Occurrence]) -> None:
    """Replace all that was kept of the calendar; a row that would come back the same stays."""
    wanted = {said(it) for it in occurrences}
    kept: set[Said] = set()
    gone: list[int] = []
    for pk, *columns in Occasion.objects.filter(calendar=calendar).values_list("pk", *Said._fields):
        row = Said(*columns)
        if row in wanted and row not in kept:
            kept.add(row)
        else:
            gone.append(pk)
    for some in _batches(gone):
        Occasion.objects.filter(pk__in=some).delete()
    new = sorted(wanted - kept, key=_by_begin)
    Occasion.objects.bulk_create(
        (Occasion(calendar=calendar, **row._asdict()) for row in new), batch_size=BATCH
    )


def said(occurrence: Occurrence) -> Said:
    """As it is kept: moments in UTC, texts no longer than their columns and without NUL."""
    start, end = occurrence.start, occurrence.end
    uid = _clean(occurrence.uid, most=LONGEST_UID)
    summary = _clean(occurrence.summary, most=LONGEST_SUMMARY)
    if isinstance(start, datetime) and isinstance(end, datetime):
        moments = (start.astimezone(UTC), end.astimezone(UTC))
        return Said(uid, *moments, None, None, occurrence.is_busy, summary)
    return Said(uid, None, None, start, end, occurrence.is_busy, summary)


def _clean(text: str, *, most: int) -> str:
    return text.replace("\0", "")[:most]


def _by_begin(row: Said) -> str:
    return str(row.starts_at or row.first_on)


def _batches(pks: list[int]) -> Iterator[list[int]]:
    return (pks[at : at + BATCH] for at in range(0, len(pks), BATCH))
