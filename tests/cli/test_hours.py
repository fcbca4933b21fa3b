"""`troth hours`: when a member works."""

import json

import pytest
from tests.cli.terminal import call

from troth.calendars.models import WorkingHours
from troth.people.models import Member
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
BOB = ("--member", "bob@harbour-it.example")


def said(*arguments: str) -> dict:
    return json.loads(call("hours", *arguments, "--json", *ALICE).stdout)


def test_until_somebody_said_their_hours_the_usual_ones_of_their_country_are_told_as_such(cast):
    answer = call("hours", *ALICE)

    assert answer.stdout.splitlines() == [
        "You work Mo-Fr 09:00-17:00, by the clocks of Europe/Berlin.",
        "The public holidays of DE are kept.",
        "How much of a free hour really is work is learned from what you log.",
        "After a meeting at night the next day begins as usual.",
        'Nobody said so yet: this is taken for granted. Change it: `troth hours "…"`.',
    ]
    assert not WorkingHours.objects.exists()


def test_what_is_said_is_kept_and_what_is_not_named_stays(cast):
    call("hours", "Mo-Th 09:00-12:30 13:30-17:00", "--region", "BY", "--rest", "11", *ALICE)
    answer = call("hours", "--share", "0,7", *ALICE)

    assert answer.stdout.splitlines() == [
        "You work Mo-Th 09:00-12:30 13:30-17:00, by the clocks of Europe/Berlin.",
        "The public holidays of DE, BY are kept.",
        "Of a free hour 70 % really is work.",
        "After a meeting at night nothing is worked for 11 hours.",
    ]


def test_what_was_said_can_be_unsaid(cast):
    call("hours", "--share", "0.7", "--rest", "11", *ALICE)
    now = said("--share", "learned", "--rest", "off", "--country", "none")

    assert (now["share"], now["rest_hours"], now["country"], now["region"]) == (None, None, "", "")


def test_another_country_has_other_regions_and_another_zone_another_country_until_one_is_said(cast):
    call("hours", "--region", "BY", *ALICE)
    abroad = said("--country", "at")
    moved = said("--zone", "America/New_York")

    assert (abroad["country"], abroad["region"]) == ("AT", "")
    assert (moved["country"], moved["zone"]) == ("AT", "America/New_York")
    assert Member.objects.get(pk=cast.alice.pk).zone == "America/New_York"
    assert (
        json.loads(call("hours", "--zone", "Asia/Kathmandu", "--json", *BOB).stdout)["country"]
        == "NP"
    )


def test_the_record_is_told_and_nobody_elses_hours_change(cast):
    call("hours", "Mo 09:00-12:00", "--share", "0.75", "--rest", "10.5", *ALICE)
    entry = Entry.objects.get(kind="hours.set")

    assert (entry.chain, entry.by, entry.about) == (cast.practice.pk, cast.alice.pk, cast.alice.pk)
    assert json.loads(entry.facts) == {
        "hours": "Mo 09:00-12:00",
        "country": "DE",
        "region": "",
        "share_percent": 75,
        "rest_minutes": 630,
    }
    assert "taken for granted" in call("hours", *BOB).stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["someday"], "is no day. Write Mo, Tu"),
        (["Mo"], "No hours stand after Monday"),
        ([""], "There are no working hours here"),
        (["Mo 25:00-26:00"], "is no time of a day"),
        (["--country", "ZZ"], 'The public holidays of "ZZ" are not known'),
        (["--region", "XX"], '"XX" is no region of DE'),
        (["--country", "none", "--region", "BY"], "stands without its country"),
        (["--zone", "Mars/Base"], 'There is no zone "Mars/Base"'),
        (["--share", "0"], "A share of 0 cannot be"),
        (["--share", "70"], "A share of 70 cannot be"),
        (["--share", "nan"], "A share of nan cannot be"),
        (["--share", "most"], "is no number"),
        (["--rest", "-1"], "A rest of -1 hours cannot be"),
        (["--rest", "inf"], "A rest of inf hours cannot be"),
        (["--rest", "long"], "is no number"),
        ([f"Mo {' '.join(f'{h:02}:{m:02}-{h:02}:{m + 5:02}' for h in range(24) for m in (0, 10, 20))}"], "more hours than can be kept"),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused_in_a_sentence_and_nothing_changes(cast, words, sentence):
    before = call("hours", *ALICE).stdout
    answer = call("hours", *words, *ALICE)

    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert call("hours", *ALICE).stdout == before
    assert not Entry.objects.filter(kind="hours.set").exists()
