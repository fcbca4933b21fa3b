"""When work can be finished: to the minute where it is certain, in shares of trials where not."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tests.pure.forecast.plans import between, certain, clock, random_plan

from troth.pure.forecast.network import BEYOND, Network, Piece, Wait
from troth.pure.forecast.order import CycleError, RepeatedPieceError, UnknownPieceError
from troth.pure.forecast.placing import UnknownPersonError
from troth.pure.forecast.schedule import Run, run
from troth.pure.worktime.spans import WorkingTime
from troth.pure.worktime.timetable import Timetable, timetable
from troth.pure.worktime.week import ALWAYS, USUAL, Week

HOUR, DAY = 60, 24 * 60
ALWAYS_FREE = clock([(0, 10 * DAY)], minutes=10 * DAY)
NINE_TO_FIVE = clock(
    [(day * DAY + 9 * HOUR, day * DAY + 17 * HOUR) for day in range(10)], minutes=10 * DAY
)
NEVER = clock([], minutes=10 * DAY)


def work(name: str, hours: float, person: str = "robin", **more: object) -> Piece:
    return Piece(name, person, certain(round(hours * HOUR)), **more)  # type: ignore[arg-type]


def told(*pieces: Piece, people: Mapping[str, Timetable] | None = None) -> dict[str, float]:
    """The hours after which each piece is finished, all trials alike."""
    done = run(Network(people or {"robin": NINE_TO_FIVE}, pieces), trials=20)
    found = {}
    for each in done.ids:
        (minute,) = set(done.finishes(each).tolist())
        found[each] = minute / HOUR if minute != BEYOND else float("inf")
    return found


def answer(hours: float, free: Timetable = ALWAYS_FREE, key: str = "answer", at: int = 0) -> Wait:
    return Wait(key, free, certain(round(hours * HOUR)), at)


@pytest.mark.parametrize(
    ("zone", "week", "origin", "hours", "finished"),
    [
        ("UTC", USUAL, "2026-07-06T00:00+00:00", 6, "2026-07-06T15:00+00:00"),
        ("UTC", USUAL, "2026-07-06T10:59+00:00", 6, "2026-07-06T16:59+00:00"),
        ("UTC", USUAL, "2026-07-06T12:00+00:00", 5, "2026-07-06T17:00+00:00"),
        ("UTC", USUAL, "2026-07-06T12:00+00:00", 5 + 1 / 60, "2026-07-07T09:01+00:00"),
        ("UTC", USUAL, "2026-07-10T16:00+00:00", 2, "2026-07-13T10:00+00:00"),
        # Clocks go forward in the night to the 29th of March 2026, and back on the 25th of October.
        ("Europe/Berlin", USUAL, "2026-03-27T12:00+00:00", 5, "2026-03-30T08:00+00:00"),
        ("Europe/Berlin", USUAL, "2026-10-23T13:00+00:00", 3, "2026-10-26T09:00+00:00"),
        ("Europe/Berlin", ALWAYS, "2026-03-28T22:00+00:00", 6, "2026-03-29T04:00+00:00"),
        ("Europe/Berlin", ALWAYS, "2026-10-24T22:00+00:00", 6, "2026-10-25T04:00+00:00"),
        ("America/New_York", USUAL, "2026-10-30T20:00+00:00", 2, "2026-11-02T15:00+00:00"),
    ],
)
def test_certain_work_in_a_free_calendar_is_exact_to_the_minute(
    zone: str, week: Week, origin: str, hours: float, finished: str
) -> None:
    begin = datetime.fromisoformat(origin).astimezone(UTC)
    free = timetable(WorkingTime(zone, week), origin=begin, minutes=20 * DAY)
    finishes = run(Network({"robin": free}, (work("a", hours),)), trials=50).finishes("a")
    assert {begin + timedelta(minutes=int(each)) for each in finishes} == {
        datetime.fromisoformat(finished)
    }


@pytest.mark.parametrize(
    ("pieces", "finished"),
    [
        # The more urgent first, the next after it.
        ([work("a", 2), work("b", 3)], {"a": 11, "b": 14}),
        # What waits lets the other pass, and takes its time back when it may.
        ([work("a", 2, needs=(answer(10),)), work("b", 3)], {"a": 12, "b": 14}),
        # A need is waited for from the moment it was asked; both must be there.
        (
            [work("a", 2, needs=(answer(1, at=11 * HOUR), answer(10, key="other")))],
            {"a": 14},
        ),
        # A client answers in their own working time, at night not at all.
        ([work("a", 2, needs=(answer(9, NINE_TO_FIVE),))], {"a": 24 + 12}),
        # A basic version, a pause, the rest: the pause is the client's, and others pass.
        (
            [work("a", 4, parts=(0.75, 0.25), pauses=(answer(2),)), work("b", 4)],
            {"a": 15, "b": 17},
        ),
        # The rest interrupts what is less urgent, which goes on afterwards.
        (
            [work("a", 2, parts=(0.5, 0.5), pauses=(answer(1),)), work("b", 4)],
            {"a": 12, "b": 15},
        ),
        # Whatever is waited for is as urgent as what waits for it.
        ([work("a", 1, after=("b",)), work("c", 5), work("b", 1)], {"a": 11, "b": 10, "c": 16}),
        ([work("a", 1, not_before=14 * HOUR + 30), work("b", 6)], {"a": 15.5, "b": 16}),
        # No effort: finished when it may begin, also at night.
        ([work("a", 0)], {"a": 0}),
        ([work("a", 0, needs=(answer(3),))], {"a": 3}),
        ([work("a", 2), work("b", 0, after=("a",))], {"a": 11, "b": 11}),
        ([work("a", 0, parts=(1, 1), pauses=(answer(3),))], {"a": 3}),
        # An answer that is there needs no office hours.
        ([work("a", 1, needs=(answer(0, NEVER),))], {"a": 10}),
        ([work("a", 0, needs=(answer(0, NINE_TO_FIVE, at=30),))], {"a": 0.5}),
        ([work("a", 1, needs=(answer(1, NEVER),))], {"a": float("inf")}),
        (
            [work("a", 81), work("b", 1, after=("a",)), work("c", 1)],
            dict.fromkeys("abc", float("inf")),
        ),
        ([work("a", 0, not_before=11 * DAY)], {"a": float("inf")}),
    ],
)
def test_certain_plans_are_finished_when_one_would_count_it_out(
    pieces: list[Piece], finished: dict[str, float]
) -> None:
    assert told(*pieces) == finished


def test_work_passes_from_one_person_to_another() -> None:
    people = {"robin": NINE_TO_FIVE, "ada": ALWAYS_FREE}
    pieces = [work("a", 2), work("b", 20, "ada", after=("a",)), work("c", 1, after=("b",))]
    assert told(*pieces, people=people) == {"a": 11, "b": 31, "c": 34}


def test_where_nobody_ever_works_nothing_is_finished_but_what_takes_no_time() -> None:
    pieces = work("a", 1), work("b", 0), work("c", 1, after=("a",))
    assert told(*pieces, people={"robin": NEVER}) == {
        "a": float("inf"), "b": 0, "c": float("inf"),
    }  # fmt: skip


def test_what_is_asked_once_is_answered_once() -> None:
    need = Wait("the recording", ALWAYS_FREE, between(0, 3 * DAY))
    two = Network(
        {"robin": ALWAYS_FREE, "ada": ALWAYS_FREE},
        (
            Piece("a", "robin", certain(60), needs=(need,)),
            Piece("b", "ada", certain(60), needs=(need,)),
        ),
    )
    done = run(two, trials=500)
    assert (done.finishes("a") == done.finishes("b")).all()
    assert len(set(done.finishes("a").tolist())) > 400


@pytest.mark.parametrize("parts", [(0.5, 0.5), (0.1, 0.2, 0.7), (1, 1, 1), (0.999, 0.001)])
def test_the_parts_of_an_effort_are_the_whole_of_it(parts: tuple[float, ...]) -> None:
    pauses = tuple(answer(0, key=str(each)) for each in range(len(parts) - 1))
    effort = between(1, 997)
    whole = run(Network({"robin": ALWAYS_FREE}, (Piece("a", "robin", effort),)))
    split = run(Network({"robin": ALWAYS_FREE}, (Piece("a", "robin", effort, parts, pauses),)))
    assert (whole.finishes("a") == split.finishes("a")).all()


def test_the_chance_of_a_minute_and_the_minute_of_a_chance_agree() -> None:
    network = random_plan(3, pieces=9, minutes=2_000)
    done = run(network, trials=999)
    for each in done.ids:
        for share, minute in zip((0.5, 0.8, 0.95), done.quantiles(each), strict=True):
            if minute == BEYOND:
                assert done.chance(each, BEYOND) < share
            else:
                assert done.chance(each, minute - 1) < share <= done.chance(each, minute)
                finishes = done.finishes(each)
                assert done.chance(each, minute) == (finishes <= minute).mean()


def test_shares_of_evenly_likely_minutes_are_those_minutes() -> None:
    done = run(Network({"robin": ALWAYS_FREE}, (Piece("a", "robin", between(1, 1_000)),)))
    assert done.quantiles("a", (0.1, 0.5, 0.8, 0.95)) == pytest.approx((100, 500, 800, 950), abs=1)
    assert done.chance("a", 0) == 0
    assert done.chance("a", -5) == 0
    assert done.chance("a", 1_000) == 1


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    network = random_plan(5, pieces=9, minutes=2_000)
    assert _all(run(network, seed=1)) == _all(run(network, seed=1))
    assert _all(run(network, seed=1)) != _all(run(network, seed=2))


def test_a_changed_fact_changes_its_own_answer_and_no_more_urgent_one() -> None:
    clients = {"acme": between(60, 3_000), "birch": between(60, 3_000)}
    first = Piece("a", "robin", between(30, 500), needs=(Wait("a?", ALWAYS_FREE, clients["acme"]),))
    other = Piece(
        "b", "robin", between(30, 500), needs=(Wait("b?", ALWAYS_FREE, clients["birch"]),)
    )
    slower = other._replace(needs=(Wait("b?", ALWAYS_FREE, between(120, 6_000)),))
    told = run(Network({"robin": ALWAYS_FREE}, (first, other)))
    changed = run(Network({"robin": ALWAYS_FREE}, (first, slower)))
    assert (told.finishes("a") == changed.finishes("a")).all()
    assert (told.finishes("b") <= changed.finishes("b")).all()


@pytest.mark.parametrize(
    ("pieces", "error", "says"),
    [
        (
            [work("a", 1, "ada")],
            UnknownPersonError,
            "“a” is for “ada”, who is not among the people",
        ),
        ([work("a", 1, after=("b",))], UnknownPieceError, "“a” comes after “b”"),
        ([work("a", 1, after=("a",))], CycleError, "“a” after “a”"),
        ([work("a", 1), work("a", 2)], RepeatedPieceError, "“a”"),
    ],
)
def test_a_plan_that_cannot_be_summed_is_refused_in_one_sentence(
    pieces: list[Piece], error: type[ValueError], says: str
) -> None:
    with pytest.raises(error, match=says) as refused:
        run(Network({"robin": NINE_TO_FIVE}, tuple(pieces)))
    assert str(refused.value).endswith(".")


def _all(done: Run) -> list[list[int]]:
    return [np.asarray(done.finishes(each)).tolist() for each in done.ids]
