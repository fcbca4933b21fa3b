"""A line in sentences, for the screen and the terminal alike."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.agenda.order import Band, Why
from troth.web.days import day_words, full_day_words, on_day_words


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One client on Today. Each sentence is "" where there is nothing to say.

    `due_matter` is the id of what the next word is about, `word_day` the whole date that its words
    name; each "" where there is none.
    """

    client: UUID
    name: str
    kind: str
    band: Band
    heard: str
    word: str
    they_wait: str
    we_wait: str
    overdue: str
    endangered: str
    to_look_at: int
    due_matter: str
    word_day: str

    @property
    def is_urgent(self) -> bool:
        return self.band <= Band.DUE_NOW

    @property
    def is_due(self) -> bool:
        """Whether a word is due by now."""
        return self.band < Band.CALM


@dataclass(frozen=True, slots=True)
class Days:
    """How days are said: from `today` on, in `zone`."""

    today: date
    zone: ZoneInfo

    def day(self, seconds: int) -> date:
        return datetime.fromtimestamp(seconds, self.zone).date()

    def last(self, seconds: int) -> date:
        """The day that ends at an instant, for what is due until then."""
        return datetime.fromtimestamp(seconds - 1, self.zone).date()

    def words(self, day: date) -> str:
        return day_words(day, today=self.today)

    def on(self, day: date) -> str:
        return on_day_words(day, today=self.today)


def told(client: UUID, band: int, facts: dict[str, Any], *, days: Days) -> TodayLine:
    """The line that its stored facts make on that day."""
    return TodayLine(
        client=client,
        name=facts["name"],
        kind=facts["kind"],
        band=Band(band),
        heard=_heard(facts, days),
        word=_word(Band(band), facts, days),
        they_wait=_they_wait(facts["they_wait"], days),
        we_wait=_we_wait(facts["we_wait"], days),
        overdue=_overdue(facts, days),
        endangered=_endangered(facts["endangered"], days),
        to_look_at=facts["to_look_at"],
        due_matter=(facts["about"] or {}).get("id", ""),
        word_day=_word_day(facts, days),
    )


def _heard(facts: dict[str, Any], days: Days) -> str:
    if facts["heard"] is None:
        return "They have not heard from you yet."
    by = {"mail": "by mail", "chat": "in a chat", "call": "in a call", "meeting": "in a meeting"}
    return f"Heard from you {days.on(days.day(facts['heard']))} {by[facts['heard_by']]}."


def _word(band: Band, facts: dict[str, Any], days: Days) -> str:
    """When the next word is due, and why."""
    why, about = facts["why"], facts["about"]
    if why == Why.NOTHING:
        return "No word is due."
    when = f"Next word {_when(band, date.fromisoformat(facts['word_on']), days)}"
    if why == Why.CADENCE:
        return f"{when}: to keep in touch."
    return f"{when}: {_reason(why, about, days)}, “{about['what']}”"


def _word_day(facts: dict[str, Any], days: Days) -> str:
    if facts["why"] == Why.NOTHING:
        return ""
    due = _due_day(facts["about"], days)
    return full_day_words(due or date.fromisoformat(facts["word_on"]))


def _reason(why: str, about: dict[str, Any], days: Days) -> str:
    if why == Why.DUE:
        return f"due {_due_words(about, days)}"
    if why == Why.OVERDUE:
        return f"due {_due_words(about, days)} and not done"
    return {
        Why.MOVED: "the new date is not told yet",
        Why.ASKED: "an answer",
        Why.REMIND: "ask again",
    }[Why(why)]


def _when(band: Band, day: date, days: Days) -> str:
    """Now where it is due, also for a reader whose own day has not begun."""
    return "now" if band < Band.CALM or day <= days.today else days.words(day)


def _due_words(owed: dict[str, Any], days: Days) -> str:
    day = _due_day(owed, days)
    assert day is not None
    return days.words(day)


def _due_day(owed: dict[str, Any] | None, days: Days) -> date | None:
    """The last day on which it is in time: the one that was named, else the reader's."""
    if owed is None or owed["due"] is None:
        return None
    return date.fromisoformat(owed["due_on"]) if owed["due_on"] else days.last(owed["due"])


def _they_wait(owed: dict[str, Any] | None, days: Days) -> str:
    if owed is None:
        return ""
    return f"{owed['who'] or 'They'} {_waits(owed)} for you since {_since(owed, days)}."


def _we_wait(owed: dict[str, Any] | None, days: Days) -> str:
    if owed is None:
        return ""
    return f"You wait for {owed['who'] or 'them'} since {_since(owed, days)}."


def _waits(owed: dict[str, Any]) -> str:
    return "waits" if owed["who"] else "wait"


def _since(owed: dict[str, Any], days: Days) -> str:
    return days.words(days.day(owed["since"]))


def _overdue(facts: dict[str, Any], days: Days) -> str:
    """What is overdue on either side, where the next word has not said all of it."""
    said = (facts["about"] or {}).get("id")
    parts = []
    for side, whose in (("late_ours", "yours"), ("late_theirs", "theirs")):
        number, latest = facts[f"{side}_count"], facts[side]
        if number == 0 or (number == 1 and latest[0]["id"] == said):
            continue
        since = _due_words(latest[0], days)
        which = "since" if number == 1 else "the latest since"
        parts.append(f"{number} of {whose} overdue, {which} {since}")
    return f"{'; '.join(parts)}." if parts else ""


def _endangered(owed: dict[str, Any] | None, days: Days) -> str:
    if owed is None:
        return ""
    return f"Endangered: “{owed['what']}”, due {_due_words(owed, days)}."
