"""A forecast in words: no date without its chance."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.pure.forecast.answer import Chance, Finish, Forecast
from troth.pure.forecast.plan import Due

NEAR = timedelta(days=2)
"""Up to here a date is told with the time of day; further on that would feign to be exact."""

INSTANT = timedelta(microseconds=1)


def finish_words(finish: Finish, *, forecast: Forecast, zone: ZoneInfo) -> str:
    """By when the piece is finished, in one sentence; days and times are those of `zone`."""
    even, often, nearly_always = (_day(moment, finish, forecast, zone) for moment in finish.by)
    if even == often == nearly_always:
        return f"{_by(even, forecast, zone)} 19 times out of 20."
    return (
        f"{_by(often, forecast, zone)} four times out of five; "
        f"even odds {_then(even)}, 19 of 20 {_then(nearly_always)}."
    )


def promise_words(chance: Chance, *, forecast: Forecast, zone: ZoneInfo) -> str:
    """What becomes of a promised date, in one sentence."""
    at = forecast.plan.at.astimezone(zone)
    due = f"Promised {_due_words(chance.due, at=at)}:"
    if chance.due.at <= at:
        return f"{due} that has gone by."
    return f"{due} holds in {chance_words(chance.chance)}."


def chance_words(chance: float) -> str:
    """A chance as a count out of 100; one that trials cannot tell from certainty is not called so.

    >>> chance_words(0.843)
    '84 of 100'
    >>> chance_words(1.0)
    'more than 99 of 100'
    """
    if chance > 0.99:
        return "more than 99 of 100"
    if chance < 0.01:
        return "less than 1 of 100"
    return f"{chance * 100:.0f} of 100"


def day_words(day: date, *, at: date) -> str:
    """A day with its weekday, and with its year where that is not the one of `at`."""
    year = f" {day.year}" if day.year != at.year else ""
    return f"{day:%a} {day.day} {day:%B}{year}"


def _day(moment: datetime | None, finish: Finish, forecast: Forecast, zone: ZoneInfo) -> str:
    """The day of the last minute that is worked; "" where it is later than the horizon."""
    if moment is None:
        return ""
    latest = finish.by[-1]
    is_near = latest is not None and latest - forecast.plan.at < NEAR
    local = (moment - INSTANT).astimezone(zone)
    day = day_words(local.date(), at=forecast.plan.at.astimezone(zone).date())
    return f"{day} {moment.astimezone(zone):%H:%M}" if is_near else day


def _by(day: str, forecast: Forecast, zone: ZoneInfo) -> str:
    if day:
        return f"By {day}"
    horizon = forecast.horizon.astimezone(zone).date()
    return f"No date up to {horizon.day} {horizon:%B %Y} holds"


def _then(day: str) -> str:
    return f"by {day}" if day else "later than that"


def _due_words(due: Due, *, at: datetime) -> str:
    local = due.at.astimezone(at.tzinfo)
    if due.is_day:
        return day_words((local - INSTANT).date(), at=at.date())
    return f"{day_words(local.date(), at=at.date())} {local:%H:%M}"
