"""When a member works, as they said it or as most people do."""

from datetime import timedelta
from typing import Any, NamedTuple, Self

from troth.calendars.models import WorkingHours
from troth.people.models import Member
from troth.pure.when import country_of
from troth.pure.worktime import USUAL, described

SHORTEST_SHARE = 0.05
LONGEST_REST_HOURS = 48


class Hours(NamedTuple):
    """What `WorkingHours` keeps, with the zone it is read in; `is_said` once a member said it."""

    hours: str
    zone: str
    country: str
    region: str = ""
    share: float | None = None
    rest_hours: float | None = None
    is_said: bool = False

    def changed(self, **said: Any) -> Self:
        """With what a member says now; another country has other regions."""
        if said.get("country", self.country) != self.country:
            said = {"region": ""} | said
        if "zone" in said and not self.is_said:
            said = {"country": country_of(said["zone"]), "region": ""} | said
        return self._replace(**said)

    @property
    def rest(self) -> timedelta | None:
        return None if self.rest_hours is None else timedelta(hours=self.rest_hours)


def hours_of(member: Member) -> Hours:
    """The member's hours; until they said any, the usual ones of the country of their zone."""
    held = WorkingHours.objects.filter(member=member).first()
    if held is None:
        return Hours(described(USUAL), member.zone, country_of(member.zone))
    return Hours(
        hours=held.hours,
        zone=member.zone,
        country=held.country,
        region=held.region,
        share=held.share,
        rest_hours=held.rest_hours,
        is_said=True,
    )
