"""Days, ages and certainty as a person would say them."""

from datetime import date, datetime, timedelta

from troth.pure.ledger import Matter, Standing, due_end, is_overdue
from troth.pure.reading import Kind
from troth.pure.when import country_of, day_off
from troth.web.days import day_words

__all__ = ["age_words", "certainty_words", "day_words", "due_words"]

CERTAIN = 0.8
LIKELY = 0.6


def age_words(since: datetime, *, at: datetime) -> str:
    """How long ago, by calendar days in the zone of `at`."""
    days = (at.date() - since.astimezone(at.tzinfo).date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 60:
        return f"{days} days ago"
    if days < 730:
        return f"{round(days / 30.44)} months ago"
    return f"{round(days / 365.25)} years ago"


def due_words(matter: Matter, *, at: datetime) -> str:
    """When the matter is due, or since when it is overdue; "" where nobody said."""
    due = matter.due
    if due is None:
        return "no date" if matter.standing is Standing.DEFERRED else ""
    when = _when_words(due, at=at)
    if matter.finding.kind is Kind.AWAY:
        return f"until {when}"
    if is_overdue(matter, at=at):
        days = _days_over(due, at=at)
        return f"overdue since {when}" + (f", {days} days" if days > 1 else "")
    return f"{'now expected' if matter.deferred_to else 'due'} {when}"


def _when_words(due: date | datetime, *, at: datetime) -> str:
    if not isinstance(due, datetime):
        return day_words(due, today=at.date()) + _off_words(due, at=at)
    local = due.astimezone(at.tzinfo)
    return f"{day_words(local.date(), today=at.date())} {local:%H:%M}{_off_words(local, at=at)}"


def _off_words(day: date, *, at: datetime) -> str:
    """That nobody works on the day, in the country that the zone of `at` is named for."""
    off = day_off(day, country=country_of(str(at.tzinfo)))
    return "" if off is None else " (weekend)" if off == f"{day:%A}" else f" ({off})"


def _days_over(due: date | datetime, *, at: datetime) -> int:
    end = due_end(due, zone=at.tzinfo)
    return (at - end) // timedelta(days=1) + 1 if end else 0


def certainty_words(certainty: float) -> str:
    """The certainty in a word, with its figure behind it."""
    word = "certain" if certainty >= CERTAIN else "likely" if certainty >= LIKELY else "perhaps"
    return f"{word} {certainty:.2f}".replace("0.", ".")
