"""A piece more on a schedule that is known: only what it can touch is summed again."""

import random

import pytest
from tests.pure.forecast.plans import certain, clock, random_plan

from troth.pure.forecast.network import Network, Piece
from troth.pure.forecast.order import CycleError, RepeatedPieceError, UnknownPieceError
from troth.pure.forecast.placing import UnknownPersonError
from troth.pure.forecast.schedule import run

HOUR = 60
DAY = 24 * HOUR
NINE_TO_FIVE = clock(
    [(day * DAY + 9 * HOUR, day * DAY + 17 * HOUR) for day in range(10)], minutes=10 * DAY
)


def work(name: str, hours: float, person: str = "robin", after: tuple[str, ...] = ()) -> Piece:
    return Piece(name, person, certain(round(hours * HOUR)), after=after)


@pytest.mark.parametrize("seed", range(6))
def test_one_piece_more_is_what_it_would_have_been_from_the_start(seed: int) -> None:
    network = random_plan(seed, pieces=9)
    *others, last = _ordered(network)
    some = run(network._replace(pieces=tuple(others)), seed=seed)
    before = {each: some.finishes(each).copy() for each in some.ids}
    more, again = some.with_piece(last), some.with_piece(last)
    whole = run(network._replace(pieces=(*others, last)), seed=seed)
    for each in whole.ids:
        assert (more.finishes(each) == whole.finishes(each)).all()
        assert (again.finishes(each) == whole.finishes(each)).all()
    assert all((some.finishes(each) == before[each]).all() for each in some.ids)
    assert last.id not in some.ids


@pytest.mark.parametrize("seed", range(30))
def test_one_urgent_piece_more_is_what_it_would_have_been_from_the_start(seed: int) -> None:
    network = random_plan(seed, pieces=9, people=3, minutes=1_500)
    chance = random.Random(seed)
    some = run(network, seed=seed, trials=200)
    before = chance.choice(some.ids)
    allowed = [it.id for it in network.pieces if before not in _needed_by(it, network)]
    new = (
        random_plan(seed + 1, pieces=1)
        .pieces[0]
        ._replace(id="new", after=tuple(chance.sample(allowed, min(1, len(allowed)))))
    )
    more = some.with_piece(new, before=before)
    by_id = {piece.id: piece for piece in (*network.pieces, new)}
    at = some.ids.index(before)
    pieces = [by_id[each] for each in (*some.ids[:at], "new", *some.ids[at:])]
    whole = run(network._replace(pieces=tuple(pieces)), seed=seed, trials=200)
    assert more.ids == whole.ids
    for each in whole.ids:
        assert (more.finishes(each) == whole.finishes(each)).all()
        assert more.quantiles(each) == whole.quantiles(each)


def _needed_by(piece: Piece, network: Network) -> set[str]:
    """The piece, and all that it comes after."""
    found, by_id = {piece.id}, {it.id: it for it in network.pieces}
    for named in piece.after:
        found |= _needed_by(by_id[named], network)
    return found


def test_who_has_nothing_to_do_with_an_urgent_piece_is_not_summed_again() -> None:
    people = {"robin": NINE_TO_FIVE, "ada": NINE_TO_FIVE, "kim": NINE_TO_FIVE}
    pieces = work("a", 2), work("b", 2, "ada"), work("c", 2, "kim", after=("a",)), work("d", 1)
    some = run(Network(people, pieces), trials=20)
    more = some.with_piece(work("new", 1), before="a")
    assert more.finishes("b") is some.finishes("b")
    assert [int(more.finishes(each)[0]) // HOUR for each in more.ids] == [10, 12, 11, 14, 13]


def _ordered(network: Network) -> list[Piece]:
    """So that nothing comes after the last."""
    done = run(network, trials=1)
    by_id = {piece.id: piece for piece in network.pieces}
    needed = {named for piece in network.pieces for named in piece.after}
    return sorted((by_id[each] for each in done.ids), key=lambda it: it.id not in needed)


@pytest.mark.parametrize(
    ("piece", "error"),
    [
        (work("b", 1, "ada"), UnknownPersonError),
        (work("b", 1, after=("q",)), UnknownPieceError),
        (work("a", 1), RepeatedPieceError),
    ],
)
def test_a_piece_that_cannot_be_placed_is_refused(piece: Piece, error: type[ValueError]) -> None:
    done = run(Network({"robin": NINE_TO_FIVE}, (work("a", 1),)), trials=10)
    with pytest.raises(error):
        done.with_piece(piece)
    with pytest.raises(error):
        done.with_piece(piece, before="a")


def test_a_piece_cannot_come_after_what_waits_for_itself() -> None:
    done = run(Network({"robin": NINE_TO_FIVE}, (work("a", 1),)), trials=10)
    with pytest.raises(CycleError):
        done.with_piece(work("b", 1, after=("b",)), before="a")
