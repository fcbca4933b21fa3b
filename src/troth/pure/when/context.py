"""When, where and in which language the words were written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from troth.pure.when.nodes import Clock
from troth.pure.when.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """The instant `at` which a text was written, its zone, and its language's words."""

    at: datetime
    zone: tzinfo
    vocabulary: Vocabulary
    month_first: bool

    @property
    def today(self) -> date:
        return self.at.date()

    def instant(self, day: date, clock: Clock) -> datetime:
        """That clock time on that day, in this zone; a time the clocks skip is moved past the gap.

        A clock with its own zone is read there. Hour 24 is the midnight that ends the day.
        """
        zone = clock.zone or self.zone
        day += timedelta(days=clock.hour // 24)
        wall = time(clock.hour % 24, clock.minute, clock.second)
        return self.local(datetime.combine(day, wall, tzinfo=zone))

    def local(self, moment: datetime) -> datetime:
        """`moment` in this zone, by way of UTC, so that it is a time that the clocks show."""
        return moment.astimezone(UTC).astimezone(self.zone)

    def same_time(self, day: date) -> datetime:
        """The clock time of `at` on another day; `at` itself on its own."""
        if day == self.today:
            return self.at
        return self.local(datetime.combine(day, self.at.time(), tzinfo=self.zone))

    def after(self, delta: timedelta, *, start: datetime) -> datetime:
        """So much time after `start`, counted in real hours across a change of clocks."""
        return self.local(start.astimezone(UTC) + delta)
