"""When a rule of recurrence says that something happens, with an end to the work whatever it says.

Source: RFC 5545 §3.3.10 (recurrence rules); RFC 7529 §4 (RSCALE and SKIP, of which the usual case).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # has no types of its own
from icalendar.prop import vDDDTypes

from troth.calendars.clock import Clock

MOST_TIMES = 20_000
"""Times of one event within a window, after which the rest is left out."""
MOST_STEPS = 250_000
"""Times of one event that are counted through before the window begins, or looked at within it."""
MOST_WORK = 5_000_000
"""Such steps for all events of a calendar together: about half a minute."""
VAIN = {"YEARLY": 5_000, "MONTHLY": 5_000, "WEEKLY": 30_000}
VAIN_BY_DAYS = 200_000
"""Steps that it counts for when a rule has been looked through to the last year there is."""

PARTS = frozenset(
    """FREQ INTERVAL COUNT UNTIL WKST BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO
    BYMONTH BYSETPOS""".split()
)
USUAL = {"RSCALE": "GREGORIAN", "SKIP": "OMIT"}
"""What RFC 7529 adds and what it says of every rule that does not name it."""
OF_DAYS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH")
SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
DAYS = {"DAILY": 1, "WEEKLY": 7}
DAY = timedelta(days=1)
FAR = 9999
"""The last year there is."""
CYCLE = 400
"""Years after which the calendar repeats itself, weekdays and leap days included."""


class RuleError(Exception):
    """A rule that cannot be read."""


class TooOftenError(Exception):
    """It happens too often to be counted through."""


class Work:
    """What is left to be done for a calendar, in steps."""

    def __init__(self) -> None:
        self.left = MOST_WORK

    def spend(self, steps: int) -> None:
        """Raises TooOftenError when nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise TooOftenError


class Rule:
    """A rule of recurrence and its first moment, floating or in a zone.

    What it yields are the times by the clock on the wall in that zone.
    """

    def __init__(self, text: str, *, start: datetime, work: Work) -> None:
        """Raises RuleError."""
        self._work = work
        self._steps = 0
        parts = _parts(text)
        self._zone = start.tzinfo
        self._start = start.replace(tzinfo=None)
        self._until = _until(parts.pop("UNTIL", ""), start=start)
        self._parts = parts
        self._unit = _unit(parts)
        self._made(self._start)

    @property
    def until(self) -> datetime | None:
        """The last moment at which it may happen, in the zone of the start."""
        return self._until.replace(tzinfo=self._zone) if self._until else None

    def between(self, first: datetime, last: datetime, *, inc: bool = True) -> Iterator[datetime]:
        """Its times from `first` to `last`, both included. Raises TooOftenError after MOST_TIMES.

        What ends the work is told in # Note [No rule without an end].
        """
        assert inc
        # Clocks that are changed move a time by less than a day from where the wall has it.
        walls = self._walls(self._wall(first) - DAY, self._wall(last) + DAY)
        for number, wall in enumerate(walls):
            if number >= MOST_TIMES:
                raise TooOftenError
            moment = wall.replace(tzinfo=self._zone)
            if first <= moment <= last:
                yield moment

    def _walls(self, low: datetime, high: datetime) -> Iterator[datetime]:
        if self._until:
            high = min(high, self._until)
        if self._start > high:
            return
        self._steps = 0
        start = self._near(low)
        within_days = self._parts["FREQ"] in SECONDS
        for wall in self._within_days(start, high) if within_days else self._far(start, high):
            if wall > high:
                return
            self._spend()
            if wall >= low:
                yield wall

    def _within_days(self, start: datetime, high: datetime) -> Iterator[datetime]:
        """The times of a rule that counts hours, minutes or seconds: those of each of its days."""
        midnight = datetime.combine(start, time.min)
        rule = f"FREQ=DAILY;{_text(self._parts, OF_DAYS)}".rstrip(";")
        times = self._of_days(self._far(midnight, high, rule), start, high)
        return islice(times, int(self._parts["COUNT"])) if "COUNT" in self._parts else times

    def _of_days(
        self, days: Iterator[datetime], start: datetime, high: datetime
    ) -> Iterator[datetime]:
        wanted = Clock.of(self._parts, start)
        assert self._unit
        for day in days:
            if day > high:
                return
            missing = max(-((start - day) // self._unit), 0)
            moment = start + missing * self._unit
            while moment < day + DAY:
                self._spend()
                # Of the hour or minute it starts in, what lies before the start is none of it.
                yield from (it for it in wanted.from_(moment) if it >= self._start)
                moment += self._unit

    def _near(self, low: datetime) -> datetime:
        """The start, or if nothing is counted from it a whole number of steps nearer to `low`."""
        if self._unit is None or "COUNT" in self._parts:
            return self._start
        steps = (low - self._start) // self._unit - 1
        return self._start + max(steps, 0) * self._unit

    def _far(self, start: datetime, high: datetime, rule: str = "") -> Iterator[datetime]:
        """The times of this rule, or of another one, asked at the far end of the calendar."""
        years = (FAR - max(high.year, start.year)) // CYCLE * CYCLE
        there = start.replace(year=start.year + years)
        for moment in rrulestr(rule or _text(self._parts, tuple(self._parts)), dtstart=there):
            yield moment.replace(year=moment.year - years)
        self._spend(VAIN.get(self._parts["FREQ"], VAIN_BY_DAYS))

    def _spend(self, steps: int = 1) -> None:
        self._steps += steps
        self._work.spend(steps)
        if self._steps > MOST_STEPS:
            raise TooOftenError

    def _made(self, start: datetime) -> None:
        """Raises RuleError if it cannot be made."""
        try:
            rrulestr(_text(self._parts, tuple(self._parts)), dtstart=start)
            if self._parts["FREQ"] in SECONDS:
                Clock.of(self._parts, start)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise RuleError(str(error)) from None

    def _wall(self, moment: datetime) -> datetime:
        if moment.tzinfo is not None and self._zone is not None:
            moment = moment.astimezone(self._zone)
        return moment.replace(tzinfo=None)


# Note [No rule without an end]
# dateutil looks for the next time until the year 9999, and cannot be stopped on the way: from today
# on, 30 February costs it seconds and every second of 30 February hours. So:
# 1. What is not counted from its start begins shortly before the window.
# 2. Rules are asked in the last 400 years there are, where the same weekdays fall on the same days
#    as now; that leaves 400 years in which nothing may be found, a fraction of a second.
# 3. Hours, minutes and seconds are counted here, and only on the days which are the rule's.
# 4. What is counted or shown ends at MOST_STEPS and MOST_TIMES, and for a calendar at MOST_WORK.


def _parts(text: str) -> dict[str, str]:
    """Raises RuleError where a part is unknown or its value cannot be meant."""
    pairs = [part.partition("=")[::2] for part in text.upper().split(";") if part]
    parts = dict(pairs)
    for name, value in USUAL.items():
        if parts.get(name) == value:
            del parts[name]
    if len(parts) != len(pairs) - sum(name in USUAL for name, _ in pairs):
        raise RuleError("a part stands in it twice")
    if unknown := sorted(parts.keys() - PARTS):
        raise RuleError(f"{unknown[0]} is not known")
    if "FREQ" not in parts:
        raise RuleError("it does not say how often")
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdecimal() and int(parts[name]) > 0):
            raise RuleError(f"{name} is no number above 0")
    return parts


def _until(text: str, *, start: datetime) -> datetime | None:
    """Its last moment by the wall of the start; of a day, the day's end. Raises RuleError."""
    if not text:
        return None
    try:
        said = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]  # has no types here
    except ValueError:
        raise RuleError("UNTIL is no time") from None
    if isinstance(said, datetime):
        if said.tzinfo is not None:
            said = said.astimezone(start.tzinfo) if start.tzinfo else said
        return said.replace(tzinfo=None)
    if isinstance(said, date):
        return datetime.combine(said, time.max)
    raise RuleError("UNTIL is no time")


def _unit(parts: dict[str, str]) -> timedelta | None:
    """How far it steps, where that is always the same."""
    freq, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    try:
        if freq in SECONDS:
            return timedelta(seconds=SECONDS[freq] * interval)
        if freq in DAYS:
            return timedelta(days=DAYS[freq] * interval)
    except OverflowError:
        raise RuleError("INTERVAL is too large") from None
    return None


def _text(parts: dict[str, str], names: tuple[str, ...]) -> str:
    return ";".join(f"{name}={parts[name]}" for name in names if name in parts)
