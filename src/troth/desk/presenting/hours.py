"""When a member works, as it is shown and typed: each weekday by itself, all else in a word."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from troth.calendars.hours import Hours
from troth.pure.worktime import Week, WeekError, described, week
from troth.pure.worktime.place import UnknownHolidaysError, public_holidays
from troth.pure.worktime.week import NAMES
from troth.web.days import count_words

if TYPE_CHECKING:
    from troth.forecasts.queries.shares import Share

Typed = dict[str, str]
Wrong = dict[str, str]

DAYS = tuple((name.lower(), name) for name in NAMES)
"""The field of each weekday, and its name."""

FIELD_OF = {"hours": DAYS[0][0], "rest_hours": "rest"}
"""Where a sentence about what is kept stands, if not at a field of the same name."""

MORE = ("country", "region", "share", "rest")
LEARNED, OFF, NONE = "learned", "off", "none"
LONGEST = 200
LONGEST_SHOWN = 40

LONG = f"That is longer than {LONGEST} characters. Shorten it."
NO_HOURS = "Write hours for one day at least."
NO_TIME = "“{}” is no time of a day. Write it like 09:00-12:30 13:30-17:00, or leave it empty."
NO_SHARE = "“{}” is no number. Write a part of one, such as 0.7, or leave it empty."
NO_REST = "“{}” is no number. Write hours, such as 11, or leave it empty."


def known(hours: Hours) -> Typed:
    """What is kept, as it is typed."""
    days = week(hours.hours).days
    return {
        **{
            field: _of_day(index, days[index]) for index, (field, _) in enumerate(DAYS)
        },
        "country": hours.country,
        "region": hours.region,
        "share": "" if hours.share is None else f"{hours.share:g}",
        "rest": "" if hours.rest_hours is None else f"{hours.rest_hours:g}",
    }  # fmt: skip


def typed_in(post: Mapping[str, str]) -> Typed:
    names = (*(field for field, _ in DAYS), *MORE)
    return {name: post.get(name, "").replace("\0", "").strip() for name in names}


def read_hours(typed: Typed, *, year: int) -> tuple[dict[str, Any], Wrong]:
    """What was said, by the names that it is kept by; and what is wrong with which field.

    Holidays are tried for the year.
    """
    wrong: Wrong = {}
    country, region = (_unless(typed[name], NONE) for name in ("country", "region"))
    said = {
        "hours": _week(typed, wrong),
        "country": country.upper(),
        "region": region,
        "share": _number(typed["share"], LEARNED, NO_SHARE, "share", wrong),
        "rest_hours": _number(typed["rest"], OFF, NO_REST, "rest", wrong),
    }
    for field, part in (("country", ""), ("region", region)):
        try:
            public_holidays(said["country"], part, year)
        except UnknownHolidaysError as error:
            wrong[field] = str(error)
            break
    return said, wrong | {name: LONG for name, words in typed.items() if len(words) > LONGEST}


def share_words(learned: "Share", *, is_set: bool) -> str:
    """What it comes to where it is learned, whether that counts now or the member set another."""
    now = f"{'It would be' if is_set else 'Now it is'} {learned.share:.2f}"
    if not learned.weeks:
        return f"{now}, which is assumed, for nothing is logged yet."
    return f"{now}, from {count_words(learned.weeks, 'week')} of yours."


def _of_day(index: int, spans: tuple[tuple[int, int], ...]) -> str:
    """The hours of one weekday, without its name."""
    alone = Week(tuple(spans if day == index else () for day in range(len(DAYS))))
    return described(alone).partition(" ")[2]


def _week(typed: Typed, wrong: Wrong) -> str:
    said = []
    for field, name in DAYS:
        words = typed[field]
        if not words:
            continue
        said.append(f"{name} {words}")
        try:
            if any(it.isalpha() for it in words):
                wrong[field] = NO_TIME.format(_short(words))
            else:
                week(said[-1])
        except WeekError as error:
            is_order = "overlap" in str(error) or "no time of" in str(error)
            wrong[field] = str(error) if is_order else NO_TIME.format(_short(words))
    if not said:
        wrong[DAYS[0][0]] = NO_HOURS
    return ", ".join(said)


def _number(words: str, none: str, sentence: str, field: str, wrong: Wrong) -> float | None:
    words = _unless(words, none)
    if not words:
        return None
    try:
        return float(words.replace(",", "."))
    except ValueError:
        wrong[field] = sentence.format(_short(words))
        return None


def _unless(words: str, none: str) -> str:
    return "" if words.lower() == none else words


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
