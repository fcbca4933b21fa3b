"""Days as the screen and the terminal say them, in English."""

from datetime import date, datetime, tzinfo
from functools import lru_cache

NEAR_DAYS = 6

NEAR_NAMES = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@lru_cache(maxsize=4096)  # a page says the same few days again and again
def day_words(day: date, *, today: date) -> str:
    """A day near today by its name, any other with its date, the year only where it differs."""
    away = (day - today).days
    if away in NEAR_NAMES:
        return NEAR_NAMES[away]
    if 0 < away <= NEAR_DAYS:
        return f"{day:%A}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


@lru_cache(maxsize=4096)
def full_day_words(day: date) -> str:
    """The whole date, for who points at a word such as "yesterday"."""
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def on_day_words(day: date, *, today: date) -> str:
    """As `day_words`, fit to follow a verb: "heard on Tue 3 Mar", "heard yesterday"."""
    words = day_words(day, today=today)
    return words if (day - today).days in NEAR_NAMES else f"on {words}"


def clock_words(at: datetime, *, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def count_words(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 letter", "2,000 letters"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
