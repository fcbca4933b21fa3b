"""Chance by name: even, independent, and the same wherever it is asked for."""

from math import comb, factorial, sqrt

import numpy as np
import pytest

from troth.pure.forecast.draws import Draws
from troth.pure.forecast.spread import STRATA

TRIALS = 10_000


@pytest.mark.parametrize("trials", [1, 2, 100, STRATA - 1, STRATA, TRIALS, 3 * STRATA])
def test_every_stratum_is_drawn_equally_often(trials: int) -> None:
    drawn = Draws(trials=trials, seed=4).places("piece/effort")
    times = np.bincount(drawn, minlength=STRATA)
    assert len(times) == STRATA
    assert len(drawn) == trials
    assert times.max() - times.min() <= 1


def test_a_few_trials_stand_in_the_middle_of_their_shares() -> None:
    assert sorted(Draws(trials=4, seed=0).places("x") * 8 / STRATA) == [1, 3, 5, 7]


def test_a_name_is_drawn_alike_whatever_else_is_drawn() -> None:
    alone, among = Draws(trials=TRIALS, seed=1), Draws(trials=TRIALS, seed=1)
    for each in range(50):
        among.places(f"other {each}")
    assert (alone.places("mine") == among.places("mine")).all()


def test_a_seed_is_the_same_on_every_machine() -> None:
    assert Draws(trials=10, seed=7).places("piece/effort").tolist() == (
        [614, 204, 2252, 1433, 1024, 1843, 3481, 3891, 2662, 3072]
    )


def test_names_and_seeds_tell_draws_apart() -> None:
    first = Draws(trials=TRIALS, seed=1).places("a")
    assert (first != Draws(trials=TRIALS, seed=1).places("b")).mean() > 0.99
    assert (first != Draws(trials=TRIALS, seed=2).places("a")).mean() > 0.99


@pytest.mark.parametrize("seed", range(3))
def test_no_two_of_a_hundred_names_go_together(seed: int) -> None:
    draws = Draws(trials=TRIALS, seed=seed)
    ranks = np.array([draws.places(f"piece {each}/effort") for each in range(100)], float)
    pairs = np.corrcoef(ranks)[np.triu_indices(100, 1)]
    # By chance alone the square of a correlation is 1 / (TRIALS - 1) in the mean.
    assert np.abs(pairs).max() < 5 / sqrt(TRIALS)
    assert (pairs**2).mean() * TRIALS == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("seed", range(3))
def test_neither_do_their_tails(seed: int) -> None:
    draws = Draws(trials=TRIALS, seed=seed)
    late = np.array([draws.places(f"wait {each}") >= 0.9 * STRATA for each in range(100)], float)
    both = (late @ late.T)[np.triu_indices(100, 1)] / TRIALS
    assert both.mean() == pytest.approx(0.01, abs=0.0002)
    assert np.abs(both - 0.01).max() < 5.5 * sqrt(0.01 / TRIALS)


@pytest.mark.parametrize("number", range(2, 11))
@pytest.mark.parametrize("seed", range(4))
def test_sums_of_several_draws_are_spread_as_sums_of_independent_ones(
    number: int, seed: int
) -> None:
    draws = Draws(trials=TRIALS, seed=seed)
    sums = sum((draws.places(f"{number} {each}") + 0.5) / STRATA for each in range(number))
    below = np.array([_irwin_hall(float(each), number) for each in np.asarray(sums)])
    for share in (0.05, 0.2, 0.5, 0.8, 0.95):
        error = 4 * sqrt(share * (1 - share) / TRIALS)
        assert (below <= share).mean() == pytest.approx(share, abs=error)


def _irwin_hall(total: float, number: int) -> float:
    """The chance that so many numbers between 0 and 1 sum to less."""
    terms = ((-1) ** k * comb(number, k) * (total - k) ** number for k in range(int(total) + 1))
    return sum(terms) / factorial(number)
