"""Between the minutes on the wall and the minutes that somebody has worked."""

from typing import Any

import numpy as np

from troth.pure.forecast.network import BEYOND, Int32s, Wait
from troth.pure.worktime.timetable import Timetable


def worked_by(clock: Timetable, minutes: Int32s) -> Int32s:
    """How much has been worked before each of the minutes; BEYOND counts as the horizon."""
    return clock.before.take(minutes, mode="clip")


def ended(clock: Timetable, worked: Int32s) -> Int32s:
    """The minute at whose beginning so many minutes, 1 or more, have been worked.

    BEYOND where that is past the horizon.
    """
    last = len(clock.nth)
    if not last:
        return np.full(len(worked), BEYOND, np.int32)
    # numpy is faster where it need not hold on to the ends of a table.
    is_within = np.maximum.reduce(worked) <= last
    minute = clock.nth.take(worked - 1, mode="wrap" if is_within else "clip")
    minute += 1
    if not is_within:
        minute[worked > last] = BEYOND
    return minute


def answered(wait: Wait, minutes: Int32s, at: Any) -> Int32s:
    """The minute at which a wait is over that begins at `at`, one minute or many of them."""
    worked = wait.clock.before.take(at, mode="clip") + minutes
    arrived = ended(wait.clock, worked)
    if not wait.minutes[0]:
        # What takes no time is there at once, also at night.
        return np.where(minutes == 0, np.int32(at), arrived)
    return arrived
