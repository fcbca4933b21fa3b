"""By whose clock a client works, as far as anything tells."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from troth.pure.courtesy.zone import zone_under
from troth.pure.when import country_of
from troth.pure.worktime import USUAL, Away, Meter, UnknownHolidaysError, WorkingTime
from troth.pure.worktime.days import day_begins
from troth.pure.worktime.place import public_holidays, zone_of
from troth.pure.worktime.spans import joined

ANY_YEAR = 2026


class Clocks:
    """The working time of people in many places, each place's hours reckoned once."""

    def __init__(self) -> None:
        self._meters: dict[str, Meter] = {}

    def minutes(
        self, start: datetime, end: datetime, *, zone: str, away: Iterable[Away] = ()
    ) -> int:
        """Whole minutes of working time in `zone` between two instants, less the days away."""
        meter = self._meters.get(zone)
        if meter is None:
            meter = self._meters[zone] = Meter(working_in(zone))
        off = 0
        for days in joined(sorted(away)):
            begins, ends = (day_begins(day, zone=zone_of(zone)) for day in days)
            off += meter.minutes(max(begins, start), min(ends, end))
        return meter.minutes(start, end) - off


def working_in(zone: str) -> WorkingTime:
    """Mo-Fr 09:00-17:00 by the clocks of a zone, less the public holidays of its country."""
    country = country_of(zone)
    try:
        public_holidays(country, "", ANY_YEAR)
    except UnknownHolidaysError:
        country = ""
    return WorkingTime(zone=zone, week=USUAL, country=country)


def zone_from(names: Iterable[str], *, domains: Iterable[str], else_: str) -> str:
    """The zone of somebody: the first of `names` that there is, else that of their country.

    The country is that of the first of `domains` whose ending is a country's; of several zones
    there the one with most people. `else_` where nothing tells.
    """
    for name in names:
        if name in available_zones():
            return name
    of_countries = (zone_under(domain.rpartition(".")[2].lower()) for domain in domains)
    return next((zone for zone in of_countries if zone), else_)


@cache
def available_zones() -> frozenset[str]:
    return frozenset(available_timezones())
