"""Working time on one axis of minutes: how much has gone by, and when it will have.

Imports numpy; whoever only reads working time does not need this module.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from troth.pure.worktime.spans import WorkingTime, spans

Int32s = NDArray[np.int32]

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Timetable:
    """Free working time, summed, and its inverse, in whole minutes since `origin`.

    A minute is free only if it is wholly free. The tables are shared: they cannot be written.
    """

    origin: datetime
    minutes: int
    """The horizon: how many minutes from `origin` the tables cover."""
    before: Int32s
    """[minutes + 1]: the free working minutes in [origin, origin + m)."""
    nth: Int32s
    """[before[-1]]: the minute in which the k-th worked minute lies, counted from 0."""


def timetable(working: WorkingTime, *, origin: datetime, minutes: int) -> Timetable:
    """The tables of that working time for so many minutes from `origin`, an aware whole minute.

    Equal arguments share one timetable. Raises UnknownZoneError, UnknownHolidaysError.
    """
    origin = origin.astimezone(UTC)
    key = (working, origin, minutes)
    table = _shared.get(key)
    if table is None:
        table = _shared[key] = _tables(working, origin=origin, minutes=minutes)
    _keep(key, table)
    return table


Key = tuple[WorkingTime, datetime, int]

KEPT_BYTES = 64_000_000
"""A year of one person is 2.6 MB. Tables in use are shared however many they are; so much of those
asked for last is also kept for the next forecast, which often asks for the same."""

_shared: WeakValueDictionary[Key, Timetable] = WeakValueDictionary()
_kept: dict[Key, Timetable] = {}


def _keep(key: Key, table: Timetable) -> None:
    """Keep it as the last one asked for; let go of the first ones, down to what may be kept."""
    _kept.pop(key, None)
    _kept[key] = table
    held = sum(map(_size, list(_kept.values())))
    for first in list(_kept)[:-1]:
        if held <= KEPT_BYTES:
            return
        gone = _kept.pop(first, None)
        held -= _size(gone) if gone else 0


def _size(table: Timetable) -> int:
    return table.before.nbytes + table.nth.nbytes


def _tables(working: WorkingTime, *, origin: datetime, minutes: int) -> Timetable:
    """Written in stretches: four times as fast as one pass over every minute of the year."""
    before = np.zeros(minutes + 1, np.int32)
    nth = [np.empty(0, np.int32)]
    for start, end in spans(working, start=origin, end=origin + minutes * MINUTE):
        first, after = -((origin - start) // MINUTE), (end - origin) // MINUTE
        before[first + 1 : after + 1] = 1
        nth.append(np.arange(first, after, dtype=np.int32))
    np.cumsum(before, out=before)
    table = Timetable(origin, minutes, before, np.concatenate(nth))
    table.before.flags.writeable = table.nth.flags.writeable = False
    return table
