"""What more time and more work do, and what they never do."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.forecast.plans import certain, clock, random_plan

from troth.pure.forecast.network import Network, Piece, Wait
from troth.pure.forecast.schedule import run
from troth.pure.worktime.timetable import Timetable

HOUR = 60
seeds = st.integers(0, 1_000_000)
many = settings(max_examples=60, deadline=None)


@many
@given(seeds)
def test_more_free_time_never_makes_the_most_urgent_chain_later(seed: int) -> None:
    network = random_plan(seed, pieces=7)
    chain = [
        piece._replace(id=f"urgent {place}", after=(f"urgent {place - 1}",) if place else ())
        for place, piece in enumerate(network.pieces[:3])
    ]
    network = network._replace(pieces=(*reversed(chain), *network.pieces))
    before, after = run(network, trials=50), run(_freer(network, seed), trials=50)
    for piece in chain:
        assert (after.finishes(piece.id) <= before.finishes(piece.id)).all()


@many
@given(seeds)
def test_more_free_time_makes_nothing_later_where_nothing_waits_or_depends(seed: int) -> None:
    network = random_plan(seed, pieces=7)
    alone = [Piece(it.id, it.person, it.minutes) for it in network.pieces]
    network = network._replace(pieces=tuple(alone))
    before, after = run(network, trials=50), run(_freer(network, seed), trials=50)
    for piece in alone:
        assert (after.finishes(piece.id) <= before.finishes(piece.id)).all()


@many
@given(seeds, st.integers(0, 5))
def test_more_work_never_improves_a_more_urgent_promise_and_never_touches_it(
    seed: int, place: int
) -> None:
    network = random_plan(seed, pieces=6)
    network = network._replace(pieces=tuple(it._replace(after=()) for it in network.pieces))
    new = random_plan(seed + 1, pieces=1).pieces[0]._replace(id="new")
    pieces = network.pieces
    more = network._replace(pieces=(*pieces[:place], new, *pieces[place:]))
    before, after = run(network, trials=50), run(more, trials=50)
    for piece in pieces[:place]:
        assert (after.finishes(piece.id) == before.finishes(piece.id)).all()


def test_an_hour_more_can_make_a_plan_two_hours_later() -> None:
    """Graham's anomaly. Robin's hour before nine lets them hand over earlier, in the middle of
    Ada's other work, for which in turn Robin waits.

    Source: Graham 1969.
    """
    from_nine = clock([(9 * HOUR, 24 * HOUR)], minutes=24 * HOUR)
    from_eight = clock([(8 * HOUR, 24 * HOUR)], minutes=24 * HOUR)
    pieces = (
        Piece("sketch", "robin", certain(2 * HOUR)),
        Piece("proof", "ada", certain(2 * HOUR), after=("sketch",)),
        Piece("cable", "ada", certain(2 * HOUR)),
        Piece("report", "robin", certain(4 * HOUR), after=("cable",)),
    )
    finished = [
        [int(done.finishes(it.id)[0]) // HOUR for it in pieces]
        for robin in (from_nine, from_eight)
        if (done := run(Network({"robin": robin, "ada": from_nine}, pieces), trials=1))
    ]
    assert finished == [[11, 13, 11, 15], [10, 12, 13, 17]]


def _freer(network: Network, seed: int) -> Network:
    """Somebody, or some client, works longer: of each timetable a few stretches are added."""
    chance = random.Random(seed)
    known: dict[int, Timetable] = {}

    def freer(table: Timetable) -> Timetable:
        if id(table) not in known:
            known[id(table)] = _with_more(table, chance)
        return known[id(table)]

    def wait(it: Wait) -> Wait:
        return it._replace(clock=freer(it.clock))

    return Network(
        {person: freer(table) for person, table in network.people.items()},
        tuple(
            it._replace(needs=tuple(map(wait, it.needs)), pauses=tuple(map(wait, it.pauses)))
            for it in network.pieces
        ),
    )


def _with_more(table: Timetable, chance: random.Random) -> Timetable:
    is_free = np.diff(table.before) > 0
    for _ in range(chance.choice((0, 1, 3))):
        start = chance.randrange(table.minutes)
        is_free[start : start + chance.randint(1, 60)] = True
    return clock(
        ((minute, minute + 1) for minute in np.flatnonzero(is_free).tolist()), minutes=table.minutes
    )
