"""`troth forecast --own`: what a plan does not say comes from the practice."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.terminal import call
from tests.forecasts.asked import ask, reply

from troth.calendars.actions import keeping
from troth.calendars.actions.hours import set_hours
from troth.calendars.hours import hours_of
from troth.calendars.occurrence import Occurrence
from troth.cli.forecast_own import filled
from troth.forecasts.gathering import known
from troth.notes.models import Win
from troth.pure.forecast.plan_reading import read
from troth.pure.forecast.planned import learned

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = "2026-03-02T09:00+01:00"
LOGO = {"id": "logo", "hours": "6,6,6"}
"""Six hours that are certain: from Monday at nine until three, where nothing is in the way."""


@pytest.fixture
def ask_for(cast, tmp_path):
    set_hours(hours_of(cast.alice)._replace(share=1.0), by=cast.alice, at=cast.at)

    def answer(plan: dict | str, *more: str) -> dict:
        said = asked(tmp_path, plan, *more)
        return json.loads(said.stdout)

    return answer


def asked(folder: Path, plan: dict | str, *more: str, own=("--own", *ALICE)):
    path = folder / "plan.json"
    path.write_text(plan if isinstance(plan, str) else json.dumps({"at": MONDAY} | plan), "utf-8")
    return call("forecast", str(path), "--json", *more, *own)


def done_by(answer: dict, name="logo") -> str:
    (found,) = (it for it in answer["work"] if it["id"] == name)
    return found["finish"]["50"]


def meeting(cast, day: int, start: int, end: int):
    begins, ends = (datetime(2026, 3, day, hour, tzinfo=BERLIN) for hour in (start, end))
    said = [Occurrence(begins, ends, False, True, "Budget of Acme", str(day))]
    keeping.add(f"/home-of/{day}.ics", occurrences=said, by=cast.alice, at=cast.at)


def week_off(cast):
    said = [Occurrence(date(2026, 3, 2), date(2026, 3, 7), True, True, "Skiing", "off")]
    keeping.add("/home-of/away.ics", occurrences=said, by=cast.alice, at=cast.at)


def test_a_plan_that_says_nothing_but_the_work_is_forecast_by_my_hours(ask_for, cast):
    free = ask_for({"work": [LOGO]})
    set_hours(hours_of(cast.alice)._replace(hours="Mo-Fr 13:00-15:00"), by=cast.alice, at=cast.at)

    assert done_by(free) == "2026-03-02T15:00+01:00"
    assert done_by(ask_for({"work": [LOGO]})) == "2026-03-04T15:00+01:00"


def test_my_calendars_count_and_the_answer_says_how_much_they_take_and_not_why(ask_for, cast):
    meeting(cast, 2, 10, 14)
    answer = ask_for({"work": [LOGO]})

    assert done_by(answer) == "2026-03-03T11:00+01:00"
    assert "4 h of the hours you work are taken, from 1 calendar of yours." in answer["rests_on"]
    assert "Budget" not in json.dumps(answer)


def test_days_off_of_my_calendars_are_added_to_those_that_the_plan_names(ask_for, cast):
    week_off(cast)
    away = [{"from": "2026-03-09", "to": "2026-03-10"}]

    assert done_by(ask_for({"work": [LOGO]})) == "2026-03-09T15:00+01:00"
    assert done_by(ask_for({"people": [{"id": "me", "away": away}], "work": [LOGO]})) == (
        "2026-03-10T15:00+01:00"
    )


def test_what_the_plan_says_goes_before_what_the_practice_knows(ask_for, cast):
    meeting(cast, 2, 10, 14)
    week_off(cast)
    me = {
        "id": "Alice@harbour-it.example",
        "hours": "Mo-Fr 08:00-12:00",
        "calendars": [],
        "share": 0.5,
    }

    assert done_by(ask_for({"people": [me], "work": [LOGO]})) == "2026-03-05T09:00+01:00"


def test_a_colleague_in_the_plan_is_left_as_the_plan_has_them(ask_for, cast):
    week_off(cast)
    people = [{"id": "me"}, {"id": "bob"}]
    work = [LOGO | {"person": "bob"}, LOGO | {"id": "mine", "person": "me"}]
    answer = ask_for({"people": people, "work": work})

    assert done_by(answer) == "2026-03-02T15:00+01:00"
    assert done_by(answer, "mine") == "2026-03-09T15:00+01:00"


def test_work_that_is_called_mine_makes_me_one_of_the_people(ask_for, cast):
    week_off(cast)
    plan = {"people": [{"id": "bob"}], "work": [LOGO | {"person": "me"}]}

    assert done_by(ask_for(plan)) == "2026-03-09T15:00+01:00"


def test_where_nobody_in_the_plan_is_me_it_says_so(ask_for, cast):
    week_off(cast)
    answer = ask_for({"people": [{"id": "bob"}], "work": [LOGO]})

    assert done_by(answer) == "2026-03-02T15:00+01:00"
    assert "Nobody in the plan is you. Call yourself 'me' there." in answer["left_out"]


@pytest.mark.parametrize("name", ["Acme", "acme.example", " ACME "])
def test_a_clients_turnaround_counts_by_any_of_its_names(ask_for, cast, tmp_path, name):
    for number in range(1, 6):
        ask(cast, number, day=-20 + number, subject=f"Logo {number}")
        reply(cast, number, day=-20 + number + 0.01, subject=f"Logo {number}")
    needs = [{"what": "logo", "from": "Anna"}]
    known = ask_for({"work": [LOGO | {"client": name, "needs": needs}]})
    here = {"zone": "Europe/Berlin", "people": [{"id": "me"}], "clients": [{"id": name.strip()}]}
    plan = here | {"work": [LOGO | {"client": name.strip(), "needs": needs}]}
    unknown = json.loads(asked(tmp_path, plan, own=()).stdout)

    assert "Turnaround of Acme from 5 answers." in known["rests_on"]
    assert done_by(known) < done_by(unknown)


def test_a_client_who_is_none_of_mine_is_told_and_the_rest_is_summed(ask_for, cast):
    answer = ask_for({"clients": [{"id": "Nave"}], "work": [LOGO | {"client": "Nave"}]})

    assert done_by(answer) == "2026-03-02T15:00+01:00"
    assert (
        "'Nave' may mean no client of yours: what is usual counts for them." in answer["left_out"]
    )


def test_what_is_waited_for_from_a_client_who_is_none_of_mine_takes_as_long_as_is_usual(ask_for):
    answer = ask_for({"work": [LOGO | {"client": "Nave", "needs": [{"what": "texts"}]}]})

    assert done_by(answer) > "2026-03-02T15:00+01:00"
    assert answer["left_out"] == [
        "'Nave' may mean no client of yours: what is usual counts for them."
    ]


def test_a_client_is_known_by_any_word_of_the_name(ask_for, cast):
    cast.acme.name = "Hotel Acme"
    cast.acme.save(update_fields=["name"])
    answer = ask_for({"work": [LOGO | {"client": "acme"}]})

    assert answer["left_out"] == []


def test_a_strangers_client_is_answered_as_one_that_does_not_exist(ask_for, cast):
    def left_out(name):
        return ask_for({"work": [LOGO | {"client": name}]})["left_out"]

    assert [it.replace("Cove", "Nave") for it in left_out("Cove")] == left_out("Nave")


def test_my_own_finished_work_teaches_and_a_colleagues_is_not_shown(ask_for, cast):
    for by, hours in [*[(cast.alice, 8.0)] * 40, *[(cast.bob, 1.0)] * 40]:
        Win.objects.create(
            practice=cast.practice, client=cast.acme, by=by, at=cast.at - timedelta(days=9),
            text="Done", hours=hours, estimated_hours=4.0,
        )  # fmt: skip
    answer = ask_for({"work": [LOGO | {"hours": 4}]})

    assert (
        "How estimates turn out is learned from 40 finished pieces of yours." in answer["rests_on"]
    )
    assert done_by(answer) >= "2026-03-02T16:00+01:00"


def test_what_is_known_is_that_of_the_moment_the_plan_names(ask_for, cast):
    meeting(cast, 2, 10, 14)
    later = ask_for({"at": "2026-03-03T09:00+01:00", "work": [LOGO]})
    said = ask_for({"work": [LOGO]}, "--at", "2026-03-03T09:00")

    assert done_by(later) == done_by(said) == "2026-03-03T15:00+01:00"


def test_a_plan_with_every_date_and_name_wrong_is_told_of_as_without_the_practice(
    ask_for, cast, tmp_path
):
    wrong = [
        '{"at": 5, "work": [{"id": "logo", "hours": 6}]}',
        '{"zone": "Mars/Base", "work": [{"id": "logo", "hours": 6}]}',
        '{"people": 5, "clients": "x", "work": {"id": 7, "client": [], "needs": [1, {"from": {}}]}}',
        '{"people": [{"id": "me", "away": 5, "zone": 7, "hours": []}], "work": [null]}',
        '{"clients": [{"id": "Acme", "answers": 7, "country": 3}], "work": [{"id": "a", "client": "Acme", "hours": 1, "gates": 4}]}',
        "[]", "", "{", '{"work": [{"id": "logo", "hours": NaN}]}', "[" * 100_000,
    ]  # fmt: skip
    for text in wrong:
        answer = asked(tmp_path, text)

        assert answer.exit_code in (1, 2), text
        assert answer.stderr or json.loads(answer.stdout)["left_out"], text


def test_without_own_nothing_is_taken_and_no_practice_is_needed(cast, tmp_path):
    week_off(cast)
    plan = {"people": [{"id": "me", "zone": "Europe/Berlin"}], "work": [LOGO]}
    answer = asked(tmp_path, plan, own=())

    assert done_by(json.loads(answer.stdout)) == "2026-03-02T15:00+01:00"


def test_who_one_is_matters_for_ones_own_alone_and_is_refused_elsewhere(cast, tmp_path):
    plan = asked(tmp_path, {"work": [LOGO]}, own=ALICE)
    calendar = call("calendar", "work.ics", *ALICE)

    assert [it.exit_code for it in (plan, calendar)] == [2, 2]
    assert "--member and --demo go with --own." in plan.stderr
    assert "--member and --demo are for your own calendars." in calendar.stderr


def test_on_the_page_too_it_stands_what_was_taken(ask_for, cast, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"at": MONDAY, "work": [LOGO]}), "utf-8")
    page = " ".join(call("forecast", str(path), "--own", *ALICE).stdout.split())

    assert "No calendar of yours is kept: all your hours count as free." in page


def test_an_answer_is_that_of_the_person_whom_the_plan_names(cast):
    ask(cast)
    reply(cast, day=-19)
    needs = [{"what": "logo", "from": "anna"}, {"what": "photo", "from": "Ben"}]
    plan = {"at": MONDAY, "work": [LOGO | {"client": "Acme", "needs": needs}]}
    here = filled(json.dumps(plan).encode(), cast.viewer(cast.alice), now=cast.at)
    (acme,) = json.loads(here.raw)["clients"]

    assert acme["id"] == "Acme"
    assert acme["zone"] == "Europe/Berlin"
    assert [(it["contact"], it["open"]) for it in acme["answers"]] == [("anna", False)]


def test_what_was_learned_of_a_client_counts_in_the_plan_as_it_does_in_the_practice(cast):
    ask(cast, day=-20)
    for number, words in (
        (2, "The weather in the north is lovely these days."),
        (3, "The logo is attached."),
    ):
        ask(cast, number, day=-10, subject=f"Logo {number}")
        reply(cast, number, day=-9, subject=f"Logo {number}", words=words)
    viewer = cast.viewer(cast.alice)
    plan = {"at": cast.at.isoformat(), "work": [LOGO | {"client": "Acme"}]}
    here = filled(json.dumps(plan).encode(), viewer, now=cast.at)
    read_plan = read(here.raw, zone=ZoneInfo("UTC"), now=cast.at).plan
    in_practice = known(viewer, at=cast.at)

    assert {it.weight for it in in_practice.answers} != {1.0}, "an ask that nobody confirmed"
    assert np.allclose(
        learned(read_plan).turnarounds.minutes(client="Acme"),
        in_practice.turnarounds.minutes(client=str(cast.acme.pk)),
        rtol=0.01,
    )


FIELDS = st.sampled_from(
    "id person client people clients work needs gates from away calendars zone at".split()
)
WORDS = st.sampled_from(["me", "Acme", "", " ", "\ud800", "Europe/Berlin", "2026-03-02"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | WORDS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(FIELDS, inside, max_size=4),
)


def test_whatever_stands_in_a_plan_it_is_filled_or_left_as_it_is(cast):
    @settings(max_examples=150, deadline=None)
    @given(st.dictionaries(FIELDS, ANYTHING))
    def holds(plan):
        raw = json.dumps(plan).encode()
        said = json.loads(filled(raw, cast.viewer(cast.alice), now=cast.at).raw)

        assert {key for key, it in plan.items() if it is not None} <= set(said)

    holds()
