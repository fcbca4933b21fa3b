"""Days and hours that are worked. What needs numpy is imported from `timetable`, not from here."""

from troth.pure.worktime.days import after_working_days, day_begins, is_working, working_day_before
from troth.pure.worktime.meter import Meter, working_minutes
from troth.pure.worktime.place import (
    UnknownHolidaysError,
    UnknownZoneError,
    public_holidays,
    zone_of,
)
from troth.pure.worktime.refusals import WorktimeError
from troth.pure.worktime.share import PRIOR_SHARE, learned_share
from troth.pure.worktime.spans import Away, Busy, WorkingTime, spans
from troth.pure.worktime.week import ALWAYS, USUAL, Week, WeekError, described, week

__all__ = [
    "ALWAYS",
    "PRIOR_SHARE",
    "USUAL",
    "Away",
    "Busy",
    "Meter",
    "UnknownHolidaysError",
    "UnknownZoneError",
    "Week",
    "WeekError",
    "WorkingTime",
    "WorktimeError",
    "after_working_days",
    "day_begins",
    "described",
    "is_working",
    "learned_share",
    "public_holidays",
    "spans",
    "week",
    "working_day_before",
    "working_minutes",
    "zone_of",
]
