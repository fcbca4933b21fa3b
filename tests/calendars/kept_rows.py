"""Calendars that a member keeps, as a look at them would have left them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.calendars.actions import keeping
from troth.calendars.models import Calendar
from troth.calendars.occurrence import Occurrence

BERLIN = ZoneInfo("Europe/Berlin")
FEED = "https://calendars.example/alice/private-4711/basic.ics"


def meeting(hour=9, *, day=2, summary="Budget of Acme", is_busy=True) -> Occurrence:
    start = datetime(2026, 3, day, hour, tzinfo=BERLIN)
    return Occurrence(start, start + timedelta(hours=1), False, is_busy, summary, f"{day}-{hour}")


def holiday(first: date, end: date) -> Occurrence:
    return Occurrence(first, end, True, True, "Away", "holiday")


WEEK_OFF = holiday(date(2026, 3, 9), date(2026, 3, 14))


def added(cast, *said: Occurrence, address=FEED, by=None, **more) -> Calendar:
    return keeping.add(address, occurrences=said, by=by or cast.alice, at=cast.at, **more)
