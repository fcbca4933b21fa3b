"""Days that are worked."""

from troth.pure.worktime.days import after_working_days, day_begins, is_working, working_day_before

__all__ = ["after_working_days", "day_begins", "is_working", "working_day_before"]
