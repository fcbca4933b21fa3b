"""A member says when they work."""

from datetime import datetime

from django.db import transaction

from troth.calendars.hours import LONGEST_REST_HOURS, SHORTEST_SHARE, Hours
from troth.calendars.models import WorkingHours
from troth.people.actions.founding import introduce
from troth.people.models import Member
from troth.pure.worktime import described, week
from troth.pure.worktime.place import public_holidays, zone_of
from troth.record.appending import append_own

LONGEST_HOURS = 500
COUNTRY_LETTERS = 2
LONGEST_REGION = 10


class HoursError(Exception):
    """Hours that cannot be kept; the sentence says what can.

    `field` is what of `Hours` is wrong.
    """

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def set_hours(hours: Hours, *, by: Member, at: datetime) -> WorkingHours:
    """Keep when the member works, in place of what they said before.

    Where `hours` name another zone than theirs, their days end there from now on. Raises HoursError
    and WorktimeError (a week, a zone or holidays that are not known).
    """
    said = described(week(hours.hours))
    country, region = hours.country.upper(), hours.region
    public_holidays(country, region, at.year)
    _refuse_unfit(said, hours)
    if hours.zone != by.zone:
        zone_of(hours.zone)
        introduce(by, name=by.name, email=by.email, zone=hours.zone, by=by, at=at)
    kept, _ = WorkingHours.objects.update_or_create(
        member=by,
        defaults={
            "hours": said,
            "country": country,
            "region": region,
            "share": hours.share,
            "rest_hours": hours.rest_hours,
            "set_at": at,
        },
    )
    append_own(
        by,
        "hours.set",
        by=by,
        at=at,
        facts=_facts(kept),
    )
    return kept


def _refuse_unfit(said: str, hours: Hours) -> None:
    if len(said) > LONGEST_HOURS:
        sentence = "These are more hours than can be kept. Write fewer spans a day."
        raise HoursError(sentence, field="hours")
    if len(hours.country) > COUNTRY_LETTERS:
        sentence = f'"{hours.country}" is longer than two letters. Write them, such as DE.'
        raise HoursError(sentence, field="country")
    if len(hours.region) > LONGEST_REGION:
        sentence = f'"{hours.region}" is too long a name. Write the letters of the region: BY.'
        raise HoursError(sentence, field="region")
    if hours.share is not None and not SHORTEST_SHARE <= hours.share <= 1:
        raise HoursError(
            f"A share of {hours.share:g} cannot be. Write how much of a free hour really is work, "
            f"from {SHORTEST_SHARE} to 1, or learned.",
            field="share",
        )
    if hours.rest_hours is not None and not 0 < hours.rest_hours <= LONGEST_REST_HOURS:
        raise HoursError(
            f"A rest of {hours.rest_hours:g} hours cannot be. Write a number up to "
            f"{LONGEST_REST_HOURS}, such as 11, or off.",
            field="rest_hours",
        )


def _facts(kept: WorkingHours) -> dict[str, object]:
    """Whole numbers, as the record holds them."""
    return {
        "hours": kept.hours,
        "country": kept.country,
        "region": kept.region,
        "share_percent": None if kept.share is None else round(kept.share * 100),
        "rest_minutes": None if kept.rest_hours is None else round(kept.rest_hours * 60),
    }
