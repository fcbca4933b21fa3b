"""When a member works, said at the desk."""

import json
import subprocess
import sys
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from troth.calendars.actions.hours import HoursError, set_hours
from troth.calendars.hours import hours_of
from troth.calendars.models import WorkingHours
from troth.forecasts.models import PastWork, Stint
from troth.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
USUAL = dict.fromkeys(DAYS[:5], "09:00-17:00") | {"country": "DE"}


def page_of(answer) -> str:
    return unescape(answer.content.decode())


def keep(desk, **typed):
    return desk.post(reverse("hours"), USUAL | typed)


def test_until_somebody_said_their_hours_the_usual_ones_stand_in_the_form_as_such(desk):
    page = page_of(desk.get(reverse("hours")))

    assert "Nobody said so yet: this is taken for granted." in page
    assert "By the clocks of Europe/Berlin" in page
    assert page.count('value="09:00-17:00"') == 5
    assert 'name="country" type="text" autocomplete="off" value="DE"' in page
    assert "Now it is 0.70, which is assumed, for nothing is logged yet." in page
    assert not WorkingHours.objects.exists()


def test_everything_that_the_command_can_set_is_kept_and_shown_again(desk, cast):
    answer = keep(
        desk,
        friday="9-12.30 13:30-15",
        saturday="22:00-02:00",
        country="at",
        region="9",
        share="0,75",
        rest="10.5",
    )
    hours = hours_of(cast.alice)
    page = page_of(desk.get(reverse("hours")))

    assert (answer.status_code, answer.url) == (302, reverse("hours"))
    assert hours.hours == "Mo-Th 09:00-17:00, Fr 09:00-12:30 13:30-15:00, Sa 22:00-02:00"
    assert (hours.country, hours.region) == ("AT", "9")
    assert (hours.share, hours.rest_hours) == (0.75, 10.5)
    assert hours.zone == "Europe/Berlin"
    for value in ("09:00-12:30 13:30-15:00", "22:00-02:00", "AT", "9", "0.75", "10.5"):
        assert f'value="{value}"' in page
    assert "taken for granted" not in page


@pytest.mark.parametrize("words", [("", "", ""), ("none", "Learned", "off")])
def test_what_was_said_is_unsaid_by_an_empty_field_or_by_the_word_of_the_command(desk, cast, words):
    country, share, rest = words
    keep(desk, share="0.7", rest="11", region="BY")
    keep(desk, country=country, region="", share=share, rest=rest)
    hours = hours_of(cast.alice)

    assert (hours.country, hours.region, hours.share, hours.rest_hours) == ("", "", None, None)


def test_the_record_is_told_as_by_the_command(desk, cast):
    keep(desk, share="0.75", rest="11")
    entry = Entry.objects.get(kind="hours.set")

    assert (entry.by, entry.about) == (cast.alice.pk, cast.alice.pk)
    assert json.loads(entry.facts) == {
        "hours": "Mo-Fr 09:00-17:00",
        "country": "DE",
        "region": "",
        "share_percent": 75,
        "rest_minutes": 660,
    }


MANY = {
    day: " ".join(
        f"{hour:02}:0{number}-{hour:02}:20 {hour:02}:30-{hour:02}:50" for hour in range(8)
    )
    for number, day in enumerate(DAYS)
}


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"tuesday": "nine to five"}, "tuesday", "“nine to five” is no time of a day."),
        ({"tuesday": "Fr 09:00-17:00"}, "tuesday", "“Fr 09:00-17:00” is no time of a day."),
        ({"tuesday": "9"}, "tuesday", "“9” is no time of a day."),
        ({"tuesday": "24/7"}, "tuesday", "“24/7” is no time of a day."),
        ({"tuesday": "25:00-26:00"}, "tuesday", '"25:00-26:00" is no time of a day.'),
        ({"tuesday": ","}, "tuesday", "“,” is no time of a day."),
        ({"tuesday": "9-9"}, "tuesday", '"9-9" holds no time of its day.'),
        ({"tuesday": "09:00-12:00 11:00-13:00"}, "tuesday", "overlap."),
        ({"tuesday": "x" * 5_000}, "tuesday", "That is longer than 200 characters."),
        ({"region": "x" * 201}, "region", "That is longer than 200 characters."),
        (dict.fromkeys(DAYS, ""), "monday", "Write hours for one day at least."),
        (MANY, "monday", "These are more hours than can be kept."),
        ({"country": "ZZ"}, "country", 'The public holidays of "ZZ" are not known.'),
        ({"country": "DEU"}, "country", '"DEU" is longer than two letters.'),
        ({"country": "Germany"}, "country", 'The public holidays of "GERMANY" are not known.'),
        ({"region": "XX"}, "region", '"XX" is no region of DE'),
        ({"region": "Baden-Württemberg"}, "region", "is too long a name."),
        ({"country": "", "region": "BY"}, "region", "stands without its country"),
        ({"share": "0"}, "share", "A share of 0 cannot be."),
        ({"share": "70"}, "share", "A share of 70 cannot be."),
        ({"share": "nan"}, "share", "A share of nan cannot be."),
        ({"share": "most"}, "share", "“most” is no number."),
        ({"rest": "-1"}, "rest", "A rest of -1 hours cannot be."),
        ({"rest": "inf"}, "rest", "A rest of inf hours cannot be."),
        ({"rest": "long"}, "rest", "“long” is no number."),
    ],
)
def test_what_cannot_be_stands_at_its_field_and_nothing_typed_is_lost(desk, typed, field, says):
    said = {"wednesday": "10:00-11:00", "share": "0.6"} | typed
    answer = keep(desk, **said)
    page = page_of(answer)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in page
    assert says in page
    assert all(f'value="{value}"' in page for value in said.values())
    assert not WorkingHours.objects.exists()
    assert not Entry.objects.filter(kind="hours.set").exists()


def test_everything_that_is_wrong_is_told_at_once(desk):
    page = page_of(keep(desk, monday="early", country="ZZ", rest="long"))

    for field in ("monday", "country", "rest"):
        assert f'id="{field}-wrong"' in page


def test_nobodys_hours_but_ones_own_are_shown_or_changed(client, desk, cast):
    keep(desk, monday="07:15-08:45", rest="13")
    client.force_login(cast.bob)
    bobs = page_of(client.get(reverse("hours")))
    keep(client, monday="10:00-11:00")

    assert "07:15" not in bobs
    assert 'value="13"' not in bobs
    assert hours_of(cast.alice).hours.startswith("Mo 07:15-08:45")
    assert hours_of(cast.bob).hours.startswith("Mo 10:00-11:00")


def test_what_was_logged_says_what_share_is_learned(desk, cast):
    work = PastWork.objects.create(
        practice=cast.practice, member=cast.alice, title="Moving", actual_hours=20, source="csv",
        source_id="1", completed_on=date(2026, 2, 20),
    )  # fmt: skip
    for day in range(16, 21):
        Stint.objects.create(
            practice=cast.practice, work=work, member=cast.alice, on=date(2026, 2, day),
            minutes=240, source="csv", source_id=str(day),
        )  # fmt: skip

    learned = page_of(desk.get(reverse("hours")))
    keep(desk, share="0.5")
    said = page_of(desk.get(reverse("hours")))

    assert "Now it is 0.60, from 1 week of yours." in learned
    assert "It would be 0.60, from 1 week of yours." in said


def test_behind_the_curtain_the_hours_are_there_and_no_way_to_the_calendars(desk, cast):
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    page = page_of(desk.get(reverse("hours")))

    assert 'value="09:00-17:00"' in page
    assert reverse("calendars") not in page


def test_the_page_asks_the_database_a_fixed_number_of_times(desk, django_assert_num_queries):
    with django_assert_num_queries(6):
        desk.get(reverse("hours"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"country": "DEU"}, "country"), ({"region": "Baden-Württemberg"}, "region")],
)
def test_a_name_longer_than_its_column_is_refused_in_a_sentence(cast, changes, field):
    with pytest.raises(HoursError) as refused:
        set_hours(hours_of(cast.alice).changed(**changes), by=cast.alice, at=cast.at)

    assert refused.value.field == field


def test_a_desk_starts_without_what_forecasts_are_summed_with():
    said = (
        "import django, sys; django.setup(); import troth.desk.urls; print('numpy' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True
    )

    assert answer.stdout == "False\n"
