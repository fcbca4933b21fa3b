"""Days and moments as the desk says them, with the exact one behind the words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from troth.people.access import Viewer
from troth.promises.one_line import said_in
from troth.promises.zones import zone_or_utc
from troth.web.days import day_words, on_day_words

LONGEST_SHOWN = 60
"""Characters of what was typed that an error repeats."""

LONGEST_TYPED = 200
"""Characters in which a day is looked for."""

When = dict[str, str]
"""What `time` in web/macros.html reads: words, iso, exact."""


class NoDayError(Exception):
    """Words that name no day."""

    def __init__(self, words: str) -> None:
        shown = words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
        super().__init__(
            f"“{shown}” is no day Troth can read. Write it like Friday, 27 November or 2026-11-27."
        )


class Moments:
    """How moments are said to one member: in their zone, seen from `at`."""

    def __init__(self, viewer: Viewer, at: datetime) -> None:
        self.zone: ZoneInfo = zone_or_utc(viewer.member.zone, viewer.practice.zone)
        self.me = viewer.member.email
        self.now = at.astimezone(self.zone)
        self.today: date = self.now.date()

    def when(self, moment: datetime, *, clock: bool = False) -> When:
        """A moment by its day; with `clock`, also by its time."""
        local = self.local(moment)
        words = day_words(local.date(), today=self.today)
        said = f"{words} at {local:%H:%M}" if clock else words
        return {"words": said, "iso": local.isoformat(), "exact": self.exact(moment)}

    def on(self, moment: datetime) -> str:
        """Fit to follow a verb: "on Tuesday", "yesterday"."""
        return on_day_words(self.local(moment).date(), today=self.today)

    def exact(self, moment: datetime) -> str:
        local = self.local(moment)
        return f"{long_day(local.date())} {local.year}, {local:%H:%M}"

    def due(self, said: date | datetime) -> str:
        """A day or an instant by which something is due: "Friday, 6 March", "today at 12:00"."""
        if isinstance(said, datetime):
            local = self.local(said)
            return f"{self._day(local.date())} at {local:%H:%M}"
        return self._day(said)

    def local(self, moment: datetime) -> datetime:
        """In the member's zone; at the very ends of the calendar, where there is none, as it is."""
        try:
            return moment.astimezone(self.zone)
        except OverflowError:
            return moment

    def is_over(self, said: date | datetime) -> bool:
        """Whether that day has ended here, or that instant has passed."""
        return said < self.now if isinstance(said, datetime) else said < self.today

    def typed_day(self, words: str) -> date | datetime | None:
        """The day or moment that somebody typed, as written now and here. Raises NoDayError."""
        words = words.strip()
        if not words:
            return None
        said = _iso(words)
        if said is None and len(words) <= LONGEST_TYPED:
            said = said_in(words, at=self.now).due
        if said is None:
            raise NoDayError(words)
        if isinstance(said, datetime) and said.tzinfo is None:
            return said.replace(tzinfo=self.zone)
        return said

    def _day(self, day: date) -> str:
        if abs((day - self.today).days) <= 1:
            return day_words(day, today=self.today)
        year = f" {day.year}" if day.year != self.today.year else ""
        return f"{long_day(day)}{year}"


def _iso(words: str) -> date | datetime | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def long_day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"
