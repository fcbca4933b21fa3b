"""The times of events that repeat, with what was moved, added and called off.

Source: RFC 5545 §3.8.5 (recurrence), §3.8.4.4 (one time of many, and those that follow).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from icalendar import Event
from recurring_ical_events.adapters.event import (  # type: ignore[import-untyped]  # has no types
    EventAdapter,
)
from recurring_ical_events.occurrence import (  # type: ignore[import-untyped]  # has no types
    Occurrence as Found,
)
from recurring_ical_events.series.rrule import Series  # type: ignore[import-untyped]  # as above

from troth.calendars.events import Times, later, times_of
from troth.calendars.occurrence import Window
from troth.calendars.rules import Rule, Work

Moment = tuple[Event, date, date]
"""An event as it is at one time, and from when to when that is."""


def moments(events: Sequence[Event], window: Window, work: Work) -> Iterator[Moment]:
    """The times of events that share a UID, as far as the window holds them.

    Raises RuleError, TooOftenError, DamagedError.
    """
    series = _Series([_Adapter(event, work) for event in events])
    for found in series.between(window.start, window.end):
        yield found.event, found.start, found.end


class _Adapter(EventAdapter):  # type: ignore[misc]  # of a library without types
    """An event as Troth understands its times."""

    def __init__(self, event: Event, work: Work) -> None:
        super().__init__(event)
        self.event = event
        self.work = work
        self.times: Times = times_of(event)

    @property
    def raw_start(self) -> date:
        return self.times.start

    @property
    def raw_end(self) -> date:
        return self.times.end


class _Found(Found):  # type: ignore[misc]  # of a library without types
    """A time that tells which event it is one of."""

    def __init__(
        self, adapter: _Adapter, start: date | None = None, end: date | None = None, **rest: int
    ) -> None:
        super().__init__(adapter, start, end, **rest)
        self.event = adapter.event


class _Rules(Series.RecurrenceRules):  # type: ignore[misc]  # of a library without types
    """A series whose rules come to an end and whose times are as long as the first one."""

    core: _Adapter
    start: datetime

    def create_rule_with_start(self, rule_string: str) -> Rule:
        return Rule(rule_string, start=self.start, work=self.core.work)

    def as_occurrence(
        self, start: datetime, stop: datetime, occurrence: type[Found], core: _Adapter
    ) -> Found:
        """One time. What lasts eight hours lasts eight hours when the clocks change meanwhile, too.

        Source: RFC 5545 §3.8.5.3: what is given by its end keeps its exact duration.
        """
        if stop - start == core.duration:
            exact = later(start, core.times.days, core.times.rest)
            return super().as_occurrence(start, exact, occurrence, core)
        return super().as_occurrence(start, stop, occurrence, core)


class _Series(Series):  # type: ignore[misc]  # of a library without types
    RecurrenceRules = _Rules

    def occurrence(
        self, adapter: _Adapter, start: date | None = None, end: date | None = None
    ) -> _Found:
        return _Found(adapter, start, end, sequence=self.sequence)
