"""A member's free time: what is left of their hours. Without numpy, which a desk starts without."""

from datetime import datetime

from troth.calendars.hours import Hours
from troth.calendars.queries import taken
from troth.people.models import Member
from troth.promises.zones import zone_or_utc
from troth.pure.worktime import WorkingTime, week


def working(member: Member, hours: Hours, *, start: datetime, end: datetime) -> WorkingTime:
    """Their hours less what stands in their calendars between two aware instants."""
    zone = zone_or_utc(hours.zone)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    busy, away = taken(member, first=first, end=last)
    return WorkingTime(
        zone=zone.key,
        week=week(hours.hours),
        country=hours.country,
        region=hours.region,
        away=away,
        busy=busy,
        rest=hours.rest,
    )
