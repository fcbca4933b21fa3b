"""Which times of a day a rule wants that counts hours, minutes or seconds.

Source: RFC 5545 §3.3.10 (what limits such a rule, and what widens it).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple


class Clock(NamedTuple):
    """Which hours, minutes and seconds a rule that counts them wants."""

    hours: frozenset[int]
    minutes: tuple[int, ...]
    seconds: tuple[int, ...]
    freq: str

    @classmethod
    def of(cls, parts: dict[str, str], start: datetime) -> "Clock":
        """Raises ValueError."""
        if "BYSETPOS" in parts:
            raise ValueError("BYSETPOS within a day")
        hours, minutes, seconds = (
            _numbers(parts.get(name, "")) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")
        )
        freq = parts["FREQ"]
        if freq == "HOURLY":
            minutes = minutes or (start.minute,)
        if freq != "SECONDLY":
            seconds = seconds or (start.second,)
        return cls(frozenset(hours), minutes, seconds, freq)

    def from_(self, moment: datetime) -> Iterator[datetime]:
        """The times that begin with this hour, minute or second; none if it is not wanted."""
        if self.hours and moment.hour not in self.hours:
            return
        minutes, seconds = self.minutes, self.seconds
        if self.freq != "HOURLY":
            minutes = _only(moment.minute, minutes)
        if self.freq == "SECONDLY":
            seconds = _only(moment.second, seconds)
        for minute in minutes:
            for second in seconds:
                yield moment.replace(minute=minute, second=second)


def _only(here: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    return (here,) if not wanted or here in wanted else ()


def _numbers(text: str) -> tuple[int, ...]:
    """Raises ValueError. A leap second is the second before it, for want of a better one."""
    found = sorted({int(each) for each in text.split(",")}) if text else []
    if any(not 0 <= each <= 60 for each in found):
        raise ValueError(text)
    return tuple(sorted({min(each, 59) for each in found}))
