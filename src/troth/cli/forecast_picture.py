"""How likely each day is, as a line of blocks between the first day and the last."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np

from troth.pure.forecast.answer import Finish
from troth.pure.forecast.answer_words import day_words
from troth.pure.forecast.network import BEYOND
from troth.pure.forecast.planned import MINUTE

BLOCKS = "▁▂▃▄▅▆▇█"

PROMISED = "|"

SHOWN = (0.01, 0.95)
"""From the first date that may be to the latest one that is told: the tail would flatten it all."""

NARROWEST = 16
"""Columns for blocks, under which a picture says nothing."""

MOST_COLUMNS = 50

FEWEST_DAYS = 4

ONE = timedelta(days=1)


def picture(finish: Finish, *, at: datetime, zone: ZoneInfo, columns: int) -> str:
    """A block for each day, higher where a finish is likelier; "" where it would say nothing.

    Where there are more days than columns, a block stands for several and the line says how many.
    """
    reach = _reach(finish, at=at, zone=zone)
    if reach is None:
        return ""
    begins, ends = (day_words(day, at=at.astimezone(zone).date()) for day in reach)
    room = min(columns - len(f"{begins}  {ends}  99 days a block"), MOST_COLUMNS)
    if room < NARROWEST:
        return ""
    step = -(-((reach[1] - reach[0]).days + 1) // room)
    each = "" if step == 1 else f"  {step} days a block"
    return f"{begins} {''.join(_blocks(finish, reach, at=at, zone=zone, step=step))} {ends}{each}"


def _reach(finish: Finish, *, at: datetime, zone: ZoneInfo) -> tuple[date, date] | None:
    """The first day and the last that are shown; None where the words say as much."""
    low, high = np.quantile(finish.minutes, SHOWN, method="inverted_cdf")
    if high >= BEYOND:
        return None
    first, last = (_day(at + int(minute) * MINUTE, zone) for minute in (low, high))
    return (first, last) if (last - first).days + 1 >= FEWEST_DAYS else None


def _blocks(
    finish: Finish, reach: tuple[date, date], *, at: datetime, zone: ZoneInfo, step: int
) -> Iterator[str]:
    first, last = reach
    starts = [first + number * ONE for number in range(0, (last - first).days + step + 1, step)]
    edges = [(datetime.combine(day, time.min, zone) - at) // MINUTE for day in starts]
    # A minute is the end of what was worked: what ends at midnight belongs to the day before.
    counts, _ = np.histogram(finish.minutes, bins=[edge + 1 for edge in edges])
    promised = {_day(it.due.at, zone) for it in finish.promised}
    for count, (start, end) in zip(counts.tolist(), pairwise(starts), strict=True):
        yield _block(count, most=counts.max())
        if _any_within(promised, start, end):
            yield PROMISED


def _block(count: int, *, most: int) -> str:
    return BLOCKS[-(-count * len(BLOCKS) // most) - 1] if count else " "


def _any_within(days: Collection[date], start: date, end: date) -> bool:
    return any(start <= day < end for day in days)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """The day of the last minute before the moment."""
    return (moment - MINUTE).astimezone(zone).date()
