"""A member's own calendars, as they are kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.calendars.kept_rows import BERLIN, FEED, WEEK_OFF, added, meeting

from troth.calendars.actions import keeping
from troth.calendars.actions.keeping import CalendarThereError
from troth.calendars.models import TABLE, Calendar, Occasion
from troth.calendars.naming import shown
from troth.calendars.occurrence import Occurrence
from troth.calendars.queries import calendars, occurrences, to_look_into
from troth.people.access import NotFoundError, Viewer
from troth.people.sealing import SealBrokenError, unseal
from troth.record.models import Entry, Words

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=1)


def seen(member, *, first=date(2026, 3, 1), end=date(2026, 4, 1)) -> list[str]:
    said = occurrences(Viewer(member), first=first, end=end)
    return [f"{it.start} {it.end} {it.summary}" for it in said]


def kinds(calendar) -> list[str]:
    return list(
        Entry.objects.filter(about=calendar.pk).order_by("id").values_list("kind", flat=True)
    )


def test_what_a_calendar_says_is_kept_and_given_back_by_the_clocks_of_its_member(cast):
    utc = Occurrence(
        datetime(2026, 3, 3, 8, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC), False, False, "Call", "1"
    )  # fmt: skip
    added(cast, utc, meeting(), WEEK_OFF)

    assert seen(cast.alice) == [
        "2026-03-02 09:00:00+01:00 2026-03-02 10:00:00+01:00 Budget of Acme",
        "2026-03-03 09:00:00+01:00 2026-03-03 10:00:00+01:00 Call",
        "2026-03-09 2026-03-14 Away",
    ]
    (call,) = occurrences(cast.viewer(cast.alice), first=date(2026, 3, 3), end=date(2026, 3, 4))
    assert call == utc


@pytest.mark.parametrize(
    ("first", "end", "count"),
    [
        (date(2026, 3, 8), date(2026, 3, 9), 0),
        (date(2026, 3, 8), date(2026, 3, 10), 1),
        (date(2026, 3, 13), date(2026, 3, 14), 1),
        (date(2026, 3, 14), date(2026, 3, 20), 0),
        (date(2026, 3, 2), date(2026, 3, 3), 1),
        (date(2026, 3, 1), date(2026, 3, 2), 0),
    ],
)
def test_what_touches_the_days_asked_for_is_told_and_nothing_else(cast, first, end, count):
    added(cast, meeting(0), WEEK_OFF)

    assert len(seen(cast.alice, first=first, end=end)) == count


def test_what_takes_no_time_is_told_on_its_day(cast):
    moment = datetime(2026, 3, 2, tzinfo=BERLIN)
    added(cast, Occurrence(moment, moment, False, False, "Deadline", "1"))

    assert len(seen(cast.alice, first=date(2026, 3, 2), end=date(2026, 3, 3))) == 1
    assert seen(cast.alice, first=date(2026, 3, 1), end=date(2026, 3, 2)) == []


def test_a_members_calendars_are_seen_by_nobody_else_and_not_behind_the_curtain(cast):
    calendar = added(cast, meeting())
    others = [cast.viewer(cast.bob), cast.viewer(cast.carol), Viewer(cast.alice, only=cast.acme.pk)]

    assert calendars(cast.viewer(cast.alice)) == [calendar]
    assert [calendars(it) for it in others] == [[], [], []]
    assert [occurrences(it, first=date(2026, 3, 1), end=date(2026, 4, 1)) for it in others] == [
        (),
        (),
        (),
    ]
    for stranger in (cast.bob, cast.carol):
        with pytest.raises(NotFoundError):
            keeping.remove(calendar, by=stranger, at=cast.at)
        with pytest.raises(NotFoundError):
            keeping.change_password(calendar, "x", by=stranger, at=cast.at)


def test_a_look_replaces_all_that_was_kept_and_leaves_the_rows_that_are_the_same(cast):
    calendar = added(cast, meeting(9), meeting(11), WEEK_OFF)
    before = dict(Occasion.objects.values_list("uid", "pk"))
    keeping.looked(calendar, [meeting(9), meeting(15)], left_out=["One thing."], at=cast.at + LATER)
    after = dict(Occasion.objects.values_list("uid", "pk"))
    calendar.refresh_from_db()

    assert set(after) == {"2-9", "2-15"}
    assert after["2-9"] == before["2-9"]
    assert (calendar.read_at, calendar.left_out) == (cast.at + LATER, "One thing.")
    assert kinds(calendar) == ["calendar.added"]


def test_a_look_that_fails_keeps_what_was_read_before_and_says_so_until_one_goes_well(cast):
    calendar = added(cast, meeting())
    for hours in (1, 2):
        keeping.failed(
            calendar, "No answer. Try later.", may_retry=True, at=cast.at + hours * LATER
        )
    calendar.refresh_from_db()
    troubled = (calendar.trouble, calendar.trouble_since, calendar.looked_at, calendar.read_at)
    kept = seen(cast.alice)
    keeping.looked(calendar, [meeting()], at=cast.at + 3 * LATER)
    calendar.refresh_from_db()

    assert troubled == ("No answer. Try later.", cast.at + LATER, cast.at + 2 * LATER, cast.at)
    assert len(kept) == 1
    assert (calendar.trouble, calendar.trouble_since) == ("", None)
    assert kinds(calendar) == ["calendar.added", "calendar.trouble_began", "calendar.trouble_ended"]


def test_a_refused_password_is_not_tried_again_until_there_is_another(cast):
    calendar = added(cast, account="alice", password="s3cret")
    keeping.failed(calendar, "Refused.", may_retry=False, at=cast.at)
    paused = to_look_into()
    keeping.change_password(calendar, "other", by=cast.alice, at=cast.at)
    calendar.refresh_from_db()

    assert paused == []
    assert to_look_into() == [calendar.pk]
    assert kinds(calendar)[-1] == "calendar.password_changed"
    held = bytes(calendar.password)
    assert unseal(held, practice=cast.practice.pk, table=TABLE, row=calendar.pk) == "other"


def test_a_password_is_sealed_and_opens_in_its_own_row_alone(cast):
    calendar = added(cast, account="alice", password="s3cret")
    other = added(cast, address="/home-of/alice.ics")
    held = bytes(calendar.password)

    assert b"s3cret" not in held
    assert other.password is None
    with pytest.raises(SealBrokenError):
        unseal(held, practice=cast.practice.pk, table=TABLE, row=other.pk)


def test_the_record_is_told_neither_what_stands_in_a_calendar_nor_what_opens_it(cast):
    calendar = added(cast, meeting(), account="alice", password="s3cret")
    keeping.failed(calendar, f"{FEED} did not answer.", may_retry=True, at=cast.at)
    keeping.remove(calendar, by=cast.alice, at=cast.at)
    texts = list(Words.objects.filter(entry__about=calendar.pk).values_list("text", flat=True))
    facts = list(Entry.objects.filter(about=calendar.pk).values_list("facts", flat=True))

    assert texts == ["https://calendars.example/…"] * 2
    assert set(facts) == {"{}"}
    assert kinds(calendar)[-1] == "calendar.removed"


def test_removing_a_calendar_removes_all_it_said_and_nothing_of_another(cast):
    calendar = added(cast, meeting())
    added(cast, meeting(10, summary="Choir"), address="/home-of/alice.ics")
    keeping.remove(calendar, by=cast.alice, at=cast.at)

    assert list(Occasion.objects.values_list("summary", flat=True)) == ["Choir"]
    assert Calendar.objects.count() == 1


def test_the_same_calendar_is_added_once_by_each_member(cast):
    added(cast)
    added(cast, by=cast.bob)
    with pytest.raises(CalendarThereError, match="is one of your calendars"):
        added(cast)

    assert Calendar.objects.count() == 2


def test_a_look_at_a_calendar_that_was_removed_meanwhile_keeps_nothing(cast):
    calendar = added(cast)
    keeping.remove(Calendar.objects.get(), by=cast.alice, at=cast.at)
    keeping.looked(calendar, [meeting()], at=cast.at)
    keeping.failed(calendar, "No answer.", may_retry=True, at=cast.at)

    assert not Calendar.objects.exists()
    assert not Occasion.objects.exists()


def test_texts_longer_than_their_columns_and_with_nul_are_kept_as_far_as_they_go(cast):
    added(cast, meeting()._replace(summary="a\0b" * 400, uid="u" * 5_000))
    kept = Occasion.objects.get()

    assert kept.summary == ("ab" * 250)
    assert len(kept.uid) == 1_000


def test_an_occasion_has_moments_or_days_and_never_half_of_either(cast):
    calendar = added(cast)
    for half in ({"starts_at": cast.at}, {"first_on": date(2026, 3, 2)}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Occasion.objects.create(calendar=calendar, is_busy=True, **half)


def test_nobody_looks_into_the_calendars_of_who_left(cast):
    added(cast, by=cast.bob)
    keeping.remove_all_of(cast.bob, by=cast.alice, at=cast.at)

    assert not Calendar.objects.exists()
    assert not Occasion.objects.exists()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (FEED, "https://calendars.example/…"),
        ("webcal://host.example:8443/x?token=1", "webcal://host.example/…"),
        ("http://[::1]:80/a", "http://[::1]/…"),
        ("/home-of/alice/work.ics", "/home-of/alice/work.ics"),
    ],
)
def test_of_an_address_others_are_told_the_server_alone(address, words):
    assert shown(address) == words
