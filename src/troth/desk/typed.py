"""When something was that is over, as a member typed it."""

from datetime import date, datetime, time, timedelta

from troth.desk.presenting.moments import Moments, NoDayError
from troth.pure.reading.due import last_moment
from troth.pure.when import LANGUAGES, When, find

WEEK = timedelta(days=7)
LONGEST = 100
"""Code points that are looked through for a day."""

NOON = time(12)


def moment_past(words: str, *, moments: Moments) -> datetime:
    """When it was: noon of the day that is named, and now for today or no words.

    A weekday is the one before today. Raises NoDayError.
    """
    words = " ".join(words.split())
    said = _named(words, moments=moments) if words else moments.today
    if isinstance(said, datetime):
        is_weekday = said.date() > moments.today and said <= moments.now + WEEK
        return said - WEEK if is_weekday else said
    if moments.today < said <= moments.today + WEEK and not words[:1].isdigit():
        said -= WEEK
    if said == moments.today:
        return moments.now
    return datetime.combine(said, NOON, tzinfo=moments.zone)


def _named(words: str, *, moments: Moments) -> date | datetime:
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    read = [found for language in LANGUAGES for found in _dates(words, language, moments)]
    best = max(read, key=lambda it: len(it.words), default=None)
    if best is None:
        raise NoDayError(words)
    return last_moment(best.value)


def _dates(words: str, language: str, moments: Moments) -> list[When]:
    return find(words[:LONGEST], at=moments.now, language=language)
