"""The next days at the desk: what is worked, taken and free, as a forecast counts it."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.calendars.kept_rows import BERLIN, added, holiday, meeting
from troth.calendars.actions.hours import set_hours
from troth.calendars.hours import hours_of
from troth.calendars.models import WorkingHours
from troth.calendars.occurrence import Occurrence
from troth.desk.presenting.free_days import free_days, length
from troth.desk.presenting.moments import Moments
from troth.forecasts.queries.free_time import working
from troth.people.access import Viewer
from troth.pure.worktime import day_begins, working_minutes

pytestmark = pytest.mark.django_db

CHANGE = datetime(2026, 3, 22, 12, tzinfo=UTC)
"""A week later the clocks go forward in Berlin."""


def told(cast, *, at=None) -> dict:
    viewer = Viewer(cast.alice)
    return free_days(viewer, hours_of(cast.alice), moments=Moments(viewer, at or cast.at))


def day(cast, on: date, *, at=None) -> dict:
    return next(it for it in told(cast, at=at)["rows"] if it["iso"] == on.isoformat())


def works(cast, **said) -> None:
    set_hours(hours_of(cast.alice).changed(**said), by=cast.alice, at=cast.at)


def between(day: int, start: str, end: str, *, until: int = 0, **more) -> Occurrence:
    times = (datetime.fromisoformat(f"2026-03-{on:02}T{clock}") for on, clock in ((day, start), (until or day, end)))  # fmt: skip
    start_at, end_at = (it.replace(tzinfo=BERLIN) for it in times)
    return Occurrence(start_at, end_at, False, more.get("is_busy", True), more.get("summary", "x"), "")  # fmt: skip


def test_two_weeks_are_told_by_day_and_in_sum(cast):
    days = told(cast)

    assert [it["name"] for it in days["rows"]][:3] == ["Today", "Tomorrow", "Wed 4 Mar"]
    assert len(days["rows"]) == 14
    assert days["says"] == "Of the 80 h that you work, 80 h are free."
    assert (days["from"], days["to"], days["span"]) == ("09:00", "17:00", 480)
    assert [it["says"] for it in days["rows"]][4:7] == ["8 h free", "No working day", "No working day"]  # fmt: skip


def test_a_meeting_takes_its_time_and_says_which_it_is(cast):
    added(cast, meeting(11, day=3), meeting(13, day=3, is_busy=False), meeting(20, day=3))
    tuesday = day(cast, date(2026, 3, 3))

    assert tuesday["says"] == "7 h free of 8 h"
    assert tuesday["taken"] == "1 h taken"
    assert tuesday["why"] == [{"when": "11:00 to 12:00", "words": "Budget of Acme"}]
    assert tuesday["worked"] == [{"x": 0, "width": 480}]
    assert tuesday["free"] == [{"x": 0, "width": 120}, {"x": 180, "width": 300}]


def test_meetings_that_overlap_take_their_time_once(cast):
    added(cast, between(3, "09:00", "11:00"), between(3, "10:00", "11:30", summary=""))
    tuesday = day(cast, date(2026, 3, 3))

    assert tuesday["taken"] == "2 h 30 min taken"
    assert [it["words"] for it in tuesday["why"]] == ["x", "Busy"]


def test_a_day_that_is_taken_whole_has_nothing_free(cast):
    added(cast, holiday(date(2026, 3, 4), date(2026, 3, 6)))
    wednesday, thursday, friday = (day(cast, date(2026, 3, it)) for it in (4, 5, 6))

    for each in (wednesday, thursday):
        assert each["says"] == "Nothing free of 8 h"
        assert each["why"] == [{"when": "The whole day", "words": "Away"}]
        assert each["is_full"]
    assert friday["says"] == "8 h free"
    assert not friday["is_full"]


def test_what_lasts_over_a_night_is_told_as_far_as_it_lies_in_the_day(cast):
    added(cast, between(3, "16:00", "10:00", until=5))

    assert [day(cast, date(2026, 3, it))["why"][0]["when"] for it in (3, 4, 5)] == [
        "From 16:00",
        "The whole day",
        "Until 10:00",
    ]


def test_a_rest_after_a_meeting_at_night_is_told_though_the_meeting_was_yesterday(cast):
    works(cast, rest_hours=11.0)
    added(cast, between(1, "22:00", "23:30"), between(3, "22:00", "23:00"))
    today, wednesday = day(cast, date(2026, 3, 2)), day(cast, date(2026, 3, 4))

    assert today["says"] == "6 h 30 min free of 8 h"
    assert today["why"] == [{"when": "1 h 30 min", "words": "Rest after a meeting at night"}]
    assert wednesday["taken"] == "1 h taken"


def test_a_public_holiday_is_named_and_one_of_a_region_alone_is_still_told(cast):
    works(cast, country="DE", region="BE")
    friday = day(cast, date(2026, 4, 3), at=datetime(2026, 3, 30, 9, tzinfo=UTC))
    womens_day = day(cast, date(2027, 3, 8), at=datetime(2027, 3, 1, 9, tzinfo=UTC))

    assert friday["says"] == "Public holiday: Good Friday"
    assert womens_day["says"] == "Public holiday"
    assert friday["is_off"]


def test_hours_past_midnight_count_for_the_day_they_lie_in(cast):
    works(cast, hours="Mo 22:00-02:00")
    monday, tuesday = day(cast, date(2026, 3, 2)), day(cast, date(2026, 3, 3))

    assert (monday["says"], tuesday["says"]) == ("2 h free", "2 h free")
    assert (told(cast)["from"], told(cast)["to"]) == ("00:00", "24:00")
    assert tuesday["worked"] == [{"x": 0, "width": 120}]


def test_a_night_in_which_the_clocks_change_is_as_long_as_it_was(cast):
    works(cast, hours="Sa 22:00-06:00, Su 09:00-10:00")
    sunday = day(cast, date(2026, 3, 29), at=CHANGE)

    assert sunday["says"] == "6 h free"
    assert sunday["worked"] == [{"x": 0, "width": 360}, {"x": 540, "width": 60}]


def test_no_hours_in_these_days_is_said(cast):
    added(cast, holiday(date(2026, 2, 1), date(2026, 5, 1)))

    assert told(cast)["says"] == "Of the 80 h that you work, 0 h are free."
    works(cast, hours="Th 09:00-10:00", country="DE")
    only_holidays = told(cast, at=datetime(2026, 5, 13, 9, tzinfo=UTC))
    assert only_holidays["rows"][1]["says"] == "Public holiday: Ascension Day"


def test_holidays_that_nobody_knows_are_told_in_place_of_days(cast):
    works(cast)
    WorkingHours.objects.update(country="ZZ")
    days = told(cast)

    assert 'The public holidays of "ZZ" are not known.' in days["says"]
    assert days["rows"] == []


def test_the_sum_is_what_a_forecast_counts(cast):
    works(cast, rest_hours=11.0, country="DE", region="BY")
    added(cast, meeting(11), between(4, "21:00", "23:45"), holiday(date(2026, 3, 12), date(2026, 3, 13)))  # fmt: skip
    hours, zone = hours_of(cast.alice), BERLIN
    start, end = (day_begins(date(2026, 3, it), zone=zone) for it in (2, 16))
    free = working(cast.alice, hours, start=start - timedelta(days=3), end=end)
    counted = working_minutes(free, start=start, end=end)

    assert told(cast)["says"] == f"Of the 80 h that you work, {length(counted)} are free."


def test_the_page_says_all_of_it_in_words_and_hides_the_bars_from_readers(
    client, cast, monkeypatch
):
    monkeypatch.setattr("troth.desk.viewing.now", lambda: cast.at)
    added(cast, meeting(11, day=3, summary="<b>Budget</b>"))
    client.force_login(cast.alice)
    page = client.get(reverse("calendars")).content.decode()

    assert "7 h free of 8 h" in page
    assert '<rect class="free" x="180" width="300" height="10"/>' in page
    assert page.count('<svg class="day-bar"') == page.count('aria-hidden="true"><rect class="') + 4
    assert "&lt;b&gt;Budget&lt;/b&gt;" in page
    assert "<b>Budget" not in unescape(page.replace("&lt;", ""))


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 h"), (45, "45 min"), (60, "1 h"), (450, "7 h 30 min")]
)
def test_lengths_are_said_in_hours_and_minutes(minutes, said):
    assert length(minutes) == said
