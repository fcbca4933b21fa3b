"""What takes place in one's own calendars, as they were read last."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from troth.calendars.models import Calendar
from troth.calendars.occurrence import Read, Window
from troth.calendars.queries import REACH, calendars, occurrences
from troth.people.access import Viewer

DAY = timedelta(days=1)


def kept(viewer: Viewer, window: Window) -> Read | None:
    """What they say of a window, and what is to be said of them; None where there are none."""
    rows = calendars(viewer)
    if not rows:
        return None
    first, end = (window.start - DAY).date(), (window.end + 2 * DAY).date()
    found = occurrences(viewer, first=first, end=end, zone=window.zone)
    within = tuple(it for it in found if window.holds(it.start, it.end))
    return Read(within, tuple(_troubles(rows)), tuple(_remarks(rows, window)))


def _troubles(rows: list[Calendar]) -> Iterator[str]:
    for row in rows:
        if row.trouble:
            yield f"{row.address}: {row.trouble} What was read before is shown."
        yield from (f"{row.address}: {sentence}" for sentence in row.left_out.splitlines())


def _remarks(rows: list[Calendar], window: Window) -> Iterator[str]:
    read_at = min(row.read_at or row.added_at for row in rows)
    if window.start < read_at - REACH or window.end > read_at + REACH:
        yield _only_so_far(read_at)


def _only_so_far(read_at: datetime) -> str:
    first, last = read_at - REACH, read_at + REACH
    return (
        f"Of your calendars the time from {first:%Y-%m-%d} to {last:%Y-%m-%d} is kept. "
        "For more, name the calendar."
    )
