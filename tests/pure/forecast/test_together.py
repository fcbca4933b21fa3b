"""Efforts of one person err together: their sum is spread wider, each alone as it was."""

from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.pure.forecast.plans import between, certain, clock, random_plan

from troth.pure.forecast.draws import Draws
from troth.pure.forecast.network import Int32s, Network, Piece, Wait
from troth.pure.forecast.schedule import Run, run
from troth.pure.forecast.spread import LEVELS, STRATA
from troth.pure.forecast.together import (
    KNOWN_HALF,
    LEAST,
    UNKNOWN,
    Together,
    TogetherError,
    usual,
)

TRIALS, PIECES = 10_000, 40
NORMAL = np.array([NormalDist().inv_cdf(level) for level in LEVELS.tolist()])
FREE = clock([(0, 60_000)], minutes=60_000)


def drawn(together: float, *, trials: int = TRIALS, seed: int = 0) -> NDArray[np.intp]:
    draws = Together(Draws(trials=trials, seed=seed), {"robin": together})
    return np.array([draws.places(f"p{each}", person="robin") for each in range(PIECES)])


@pytest.mark.parametrize("together", [0.05, 0.3, 0.9])
@pytest.mark.parametrize("seed", range(2))
def test_any_two_pieces_are_correlated_by_as_much(together: float, seed: int) -> None:
    pairs = np.corrcoef(NORMAL[drawn(together, seed=seed)])[np.triu_indices(PIECES, 1)]
    assert pairs.mean() == pytest.approx(together, abs=0.01)
    assert np.abs(pairs - together).max() < 5 / sqrt(TRIALS)


@pytest.mark.parametrize("together", [0.01, 0.05, 0.3, 0.9])
@pytest.mark.parametrize("trials", [1_000, TRIALS, 3 * STRATA])
def test_each_alone_comes_out_as_if_there_were_no_other(together: float, trials: int) -> None:
    # A few trials may fall on one step; they get one place.
    for places in drawn(together, trials=trials):
        below = np.searchsorted(np.sort(places), np.arange(0, STRATA, 64)) / trials
        assert np.abs(below - np.arange(0, STRATA, 64) / STRATA).max() < 0.002 + 3 / trials


@pytest.mark.parametrize("trials", [1, 2, 5])
def test_a_few_trials_stand_within_the_spread(trials: int) -> None:
    places = drawn(0.5, trials=trials)
    assert places.min() >= 0
    assert places.max() < STRATA
    assert trials > 1 or (places == STRATA // 2).all()


def test_the_sum_of_many_is_spread_as_widely_as_their_correlation_says() -> None:
    for together in (0.0, 0.05, 0.3):
        sums = NORMAL[drawn(together)].sum(axis=0)
        right = PIECES * (1 + (PIECES - 1) * together)
        assert sums.std() == pytest.approx(sqrt(right), rel=0.02)


def test_with_nothing_in_common_nothing_is_drawn_otherwise() -> None:
    network = random_plan(11, pieces=9, minutes=2_000)
    assert all_of(run(network)) == all_of(run(network._replace(together={"a": 0.0, "b": 0})))


def test_only_the_efforts_of_that_person_are_drawn_otherwise() -> None:
    need = Wait("texts", FREE, between(1, 900))
    pieces = tuple(
        Piece(f"{person} {each}", person, between(10, 90), needs=(need,) if each else ())
        for person in ("robin", "ada")
        for each in range(4)
    )
    network = Network({"robin": FREE, "ada": FREE}, pieces)
    apart, joined = run(network), run(network._replace(together={"robin": 0.4}))
    assert (apart.finishes("ada 3") == joined.finishes("ada 3")).all()
    assert (apart.finishes("robin 0") != joined.finishes("robin 0")).any()


def test_the_last_of_many_pieces_is_less_sure_and_the_first_is_not() -> None:
    apart, joined = (spread_of(20, together, between(10, 110)) for together in (0.0, 0.3))
    assert joined["p0"] == pytest.approx(apart["p0"], abs=0.2)
    assert joined["p19"] > 2 * apart["p19"]


def test_what_is_certain_stays_certain() -> None:
    assert set(spread_of(5, 0.9, certain(30)).values()) == {0}


def test_a_piece_more_or_less_changes_the_draws_of_no_other() -> None:
    pieces = tuple(Piece(f"p{each}", "robin", between(10, 110)) for each in range(9))
    network = Network({"robin": FREE}, pieces, {"robin": 0.3})
    some = run(network._replace(pieces=pieces[:5]))
    whole = run(network)
    assert all_of(whole)[:5] == all_of(some)
    more = some.with_piece(pieces[5])
    assert (more.finishes("p5") == whole.finishes("p5")).all()
    urgent = run(network._replace(pieces=pieces[1:])).with_piece(pieces[0], before="p1")
    assert all_of(urgent) == all_of(whole)


@pytest.mark.parametrize("together", [-0.1, 1, 1.5, float("nan")])
def test_what_cannot_be_is_refused_in_one_sentence(together: float) -> None:
    network = Network({"robin": FREE}, (Piece("a", "robin", certain(1)),), {"robin": together})
    with pytest.raises(TogetherError, match="“robin” err together is from 0 to below 1") as refused:
        run(network)
    assert str(refused.value).endswith(".")


def test_the_more_is_known_the_less_errors_go_together() -> None:
    by_known = [usual(known) for known in range(2_000)]
    assert by_known == sorted(by_known, reverse=True)
    assert (by_known[0], by_known[KNOWN_HALF], by_known[-1]) == (UNKNOWN, UNKNOWN / 2, LEAST)


def spread_of(pieces: int, together: float, minutes: Int32s) -> dict[str, float]:
    """How far the finishes of each piece are spread, in minutes."""
    made = tuple(Piece(f"p{each}", "robin", minutes) for each in range(pieces))
    done = run(Network({"robin": FREE}, made, {"robin": together}))
    return {each: float(done.finishes(each).std()) for each in done.ids}


def all_of(done: Run) -> list[list[int]]:
    return [np.asarray(done.finishes(each)).tolist() for each in done.ids]
