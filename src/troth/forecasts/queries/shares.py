"""How much of a member's free time is work: said, learned or assumed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from troth.calendars.hours import Hours
from troth.calendars.queries import REACH
from troth.forecasts.queries.free_time import working
from troth.forecasts.queries.past_work import Logged, logged_days
from troth.people.models import Member
from troth.promises.zones import zone_or_utc
from troth.pure.worktime import PRIOR_SHARE, Meter, day_begins, learned_share

HOUR = 60
"""Minutes."""

WEEK = timedelta(days=7)


class Share(NamedTuple):
    """The share of free time that is work, and of how many weeks it is learned.

    With no weeks it is what the member said, where `is_said`, else what is assumed.
    """

    weeks: int
    share: float
    is_said: bool = False


def share(member: Member, hours: Hours, *, at: datetime) -> Share:
    """What they said, else what their logged weeks tell, else what is assumed.

    A week in which they logged anything counts once it is over, if calendars are kept for it; its
    free time is their hours in it less what stood in their calendars.
    """
    if hours.share is not None:
        return Share(0, hours.share, is_said=True)
    logged = logged_days(member)
    weeks = _weeks(hours, member, logged, at=at) if logged else []
    return Share(len(weeks), learned_share(weeks) if weeks else PRIOR_SHARE)


def _weeks(
    hours: Hours, member: Member, logged: Iterable[Logged], *, at: datetime
) -> list[tuple[float, float]]:
    """Of each week that counts: free hours, and logged ones."""
    zone, start = zone_or_utc(hours.zone), at - REACH
    worked: dict[date, float] = defaultdict(float)
    for each in logged:
        worked[each.on - timedelta(days=each.on.weekday())] += each.hours
    meter = Meter(working(member, hours, start=start, end=at))
    bounds = (
        (day_begins(monday, zone=zone), day_begins(monday + WEEK, zone=zone), total)
        for monday, total in sorted(worked.items())
    )
    return [
        (meter.minutes(begins, ends) / HOUR, total)
        for begins, ends, total in bounds
        if start <= begins and ends <= at
    ]
