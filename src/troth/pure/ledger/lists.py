"""The ledger as lists: what a person wants to read, in which order."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from troth.pure.ledger.model import Matter, Standing
from troth.pure.reading import Kind


class Section(StrEnum):
    """One list of the ledger. Its value is its heading."""

    PROMISED = "You promised"
    ASKED = "They asked, unanswered"
    OWED = "They owe you"
    DEFERRED = "Deferred"
    ALARMS = "Alarms"
    IDEAS = "Ideas"
    AWAY = "Away"
    UNCLEAR = "Perhaps settled"


OF_KIND = {
    Kind.PROMISE: Section.PROMISED,
    Kind.ASK: Section.ASKED,
    Kind.NEED: Section.OWED,
    Kind.DEFERRAL: Section.DEFERRED,
    Kind.ALARM: Section.ALARMS,
    Kind.INQUIRY: Section.IDEAS,
}


def section_of(matter: Matter, *, at: datetime) -> Section | None:
    """The list a matter stands in at `at`, or None where it is over or no list is about it."""
    if matter.is_repeated:
        return None
    if matter.finding.kind is Kind.AWAY:
        return Section.AWAY if not matter.is_mine and not is_over(matter, at=at) else None
    if matter.standing is Standing.DEFERRED:
        return Section.DEFERRED
    if matter.standing is Standing.UNCLEAR:
        return Section.UNCLEAR
    if matter.standing is not Standing.OPEN or _is_my_news(matter):
        return None
    return OF_KIND.get(matter.finding.kind)


def lists(matters: Iterable[Matter], *, at: datetime) -> dict[Section, list[Matter]]:
    """Every list in the order of `Section`, each in the order of `urgency`."""
    found: dict[Section, list[Matter]] = {section: [] for section in Section}
    for matter in matters:
        section = section_of(matter, at=at)
        if section is not None:
            found[section].append(matter)
    for of_section in found.values():
        of_section.sort(key=lambda matter: urgency(matter, at=at))
    return found


def urgency(matter: Matter, *, at: datetime) -> tuple[int, float, float, str, int]:
    """A sort key: overdue, then by due time, then the undated, newest first.

    Of the overdue the latest comes first: what slipped this week can still be saved, and years of
    mail would otherwise open with their oldest ruin.
    """
    sent = matter.sent_at.timestamp() if matter.sent_at else 0.0
    end = due_end(matter.due, zone=at.tzinfo)
    if end is None:
        return (2, 0.0, -sent, matter.message_id, matter.finding.start)
    if end <= at:
        return (0, -end.timestamp(), -sent, matter.message_id, matter.finding.start)
    return (1, end.timestamp(), -sent, matter.message_id, matter.finding.start)


def is_overdue(matter: Matter, *, at: datetime) -> bool:
    """Whether the matter is not settled and its due time has ended, in the zone of `at`."""
    if matter.standing not in {Standing.OPEN, Standing.DEFERRED}:
        return False
    end = due_end(matter.due, zone=at.tzinfo)
    return end is not None and end <= at


def is_over(matter: Matter, *, at: datetime) -> bool:
    """Whether an absence has ended: its return has come, or it names none and a week has passed."""
    if matter.finding.due is None:
        return matter.sent_at is not None and at - matter.sent_at > UNSAID_ABSENCE
    end = due_end(matter.finding.due, zone=at.tzinfo)
    return end is not None and end <= at


UNSAID_ABSENCE = timedelta(days=7)
"""How long an absence without a date of return is shown."""


def due_end(due: date | datetime | None, *, zone: tzinfo | None) -> datetime | None:
    """The instant at which something due has become overdue: for a day the midnight after it."""
    if due is None or isinstance(due, datetime):
        return due
    if due >= date.max - timedelta(days=1):
        return None
    return datetime.combine(due + timedelta(days=1), time.min, tzinfo=zone)


def _is_my_news(matter: Matter) -> bool:
    """An alarm or an idea of mine is mine to tell, and waits for nobody."""
    return matter.is_mine and matter.finding.kind in {Kind.ALARM, Kind.INQUIRY}
