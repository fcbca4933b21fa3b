"""What finished work took, from wins with hours and from files of past work."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

from troth.forecasts.models import PastWork, Stint
from troth.notes.models import Win
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Member
from troth.promises.zones import zone_or_utc
from troth.pure.forecast.effort import Done


class Logged(NamedTuple):
    """What a member logged on one day."""

    on: date
    hours: float


def done(viewer: Viewer, member: Member | None = None) -> list[Done]:
    """Finished work of the practice that somebody had estimated, or one member's, the oldest first.

    `person` is the member's id. All of it is for sums: a door shows a member their own alone. Where
    nobody said when it was estimated, that was when it was begun, or at the latest when it was
    completed. Two queries. Raises NotFoundError for another practice's member.
    """
    if member is not None and member.practice_id != viewer.practice_id:
        raise NotFoundError
    found = [*_won(viewer, member), *_imported(viewer, member)]
    return sorted(found, key=lambda it: (it.completed_on, it.estimated_on, it.person))


def logged_days(member: Member) -> list[Logged]:
    """The hours that a member logged, by day, the oldest first; a day without any is not there.

    Of stretches of work alone: a piece of work in one sum does not say on which days. One query.
    """
    rows = Stint.objects.filter(member=member).values_list("on").annotate(Sum("minutes"))
    return [Logged(on, minutes / 60) for on, minutes in rows.order_by("on")]


def _won(viewer: Viewer, member: Member | None) -> Iterator[Done]:
    rows = Win.objects.filter(practice=viewer.practice_id, hours__gt=0, estimated_hours__gt=0)
    rows = rows.filter(by=member) if member else rows
    columns = ("estimated_hours", "hours", "at", "by__zone", "by", "kind")
    for estimated, took, at, zone, by, kind in rows.values_list(*columns):
        if estimated is None or took is None:
            continue
        on = at.astimezone(zone_or_utc(zone)).date()
        yield Done(estimated, took, on, on, str(by), kind)


def _imported(viewer: Viewer, member: Member | None) -> Iterator[Done]:
    rows = PastWork.objects.filter(practice=viewer.practice_id, estimated_hours__gt=0)
    for it in rows.filter(member=member) if member else rows:
        if it.estimated_hours is None:
            continue
        on = it.estimated_on or it.started_on or it.completed_on
        person = str(it.member_id)
        yield Done(it.estimated_hours, it.actual_hours, on, it.completed_on, person, it.kind)
