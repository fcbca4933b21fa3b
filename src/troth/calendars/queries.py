"""A member's own calendars, and what they say. A colleague's are theirs alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from troth.calendars.models import Calendar, Occasion
from troth.calendars.occurrence import Occurrence, in_order
from troth.people.access import Viewer, one
from troth.people.models import Member
from troth.pure.worktime import Away, Busy, day_begins

REACH = timedelta(days=400)
"""How far back and how far ahead calendars are kept."""


def calendars(viewer: Viewer) -> list[Calendar]:
    """The member's own. None behind the curtain: what stands in them may name any client."""
    return list(_own(viewer).order_by("added_at", "pk"))


def calendar(viewer: Viewer, pk: UUID) -> Calendar:
    """One of the member's own. Raises NotFoundError, alike for a colleague's and for none."""
    return one(_own(viewer), pk)


def counted(calendars: Sequence[Calendar]) -> dict[UUID, int]:
    """How many occurrences each of these tells of; one that tells of none is not there."""
    rows = Occasion.objects.filter(calendar__in=calendars).values_list("calendar")
    return dict(rows.annotate(Count("pk")).order_by())


def occurrences(
    viewer: Viewer, *, first: date, end: date, zone: ZoneInfo | None = None
) -> tuple[Occurrence, ...]:
    """What the member's own calendars say of the days from `first` until before `end`, by begin.

    Days are those of `zone`, else of the member's, and so are the moments that are given back.
    """
    zone = zone or ZoneInfo(viewer.member.zone)
    rows = _between(first, end, zone=zone).filter(calendar__in=_own(viewer))
    return in_order((_occurrence(it, zone=zone) for it in rows), zone)


def calendars_of(member: Member) -> list[Calendar]:
    """The member's, for the sum alone: the same behind the curtain."""
    return list(Calendar.objects.filter(member=member).order_by("added_at", "pk"))


def taken(member: Member, *, first: date, end: date) -> tuple[tuple[Busy, ...], tuple[Away, ...]]:
    """When the member's calendars keep them busy, and which days they take whole; no word of why.

    Of the days from `first` until before `end`, in the zone of the member. For the sum alone: the
    same behind the curtain.
    """
    zone = ZoneInfo(member.zone)
    rows = _between(first, end, zone=zone).filter(calendar__member=member, is_busy=True)
    columns = rows.values_list("starts_at", "ends_at", "first_on", "end_on")
    busy = {Busy(start, stop) for start, stop, _, _ in columns if start and stop and start < stop}
    away = {Away(day, back) for _, _, day, back in columns if day and back}
    return tuple(sorted(busy)), tuple(sorted(away))


def to_look_into() -> list[UUID]:
    """Calendars that the clock looks into: of members who are there, and not standing still."""
    rows = Calendar.objects.filter(member__is_active=True, is_paused=False)
    return list(rows.order_by("added_at", "pk").values_list("pk", flat=True))


def _own(viewer: Viewer) -> QuerySet[Calendar]:
    own = Calendar.objects.filter(practice=viewer.practice_id, member=viewer.member)
    return own.none() if viewer.only is not None else own


def _between(first: date, end: date, *, zone: ZoneInfo) -> QuerySet[Occasion]:
    start, stop = day_begins(first, zone=zone), day_begins(end, zone=zone)
    is_timed = Q(starts_at__lt=stop, ends_at__gt=start) | Q(starts_at=start, ends_at=start)
    return Occasion.objects.filter(is_timed | Q(first_on__lt=end, end_on__gt=first))


def _occurrence(row: Occasion, *, zone: ZoneInfo) -> Occurrence:
    start, end = row.first_on, row.end_on
    if row.starts_at is not None and row.ends_at is not None:
        start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    assert start is not None  # the table holds moments or days
    assert end is not None
    return Occurrence(
        start=start,
        end=end,
        is_all_day=row.starts_at is None,
        is_busy=row.is_busy,
        summary=row.summary,
        uid=row.uid,
    )
