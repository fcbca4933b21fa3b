"""What is taken of a person's time is the earliest that is free, in each trial by itself."""

import random

import numpy as np
import pytest

from troth.pure.forecast.gaps import Gaps
from troth.pure.forecast.network import Int32s

END = 4_000


class Ticked:
    """The same by ticking minutes off, one by one."""

    def __init__(self, trials: int) -> None:
        self.free = [[True] * END for _ in range(trials)]

    def take(self, release: list[int], minutes: list[int]) -> list[int]:
        return [
            self._take(free, start, owed)
            for free, start, owed in zip(self.free, release, minutes, strict=True)
        ]

    def _take(self, free: list[bool], minute: int, owed: int) -> int:
        while owed:
            owed -= free[minute]
            free[minute] = False
            minute += 1
        return minute


@pytest.mark.parametrize("seed", range(150))
def test_the_earliest_free_minutes_are_taken(seed: int) -> None:
    chance = random.Random(seed)
    trials, latest, longest = chance.randint(1, 6), chance.choice((30, 100, 300)), 40
    gaps, ticked = Gaps(trials), Ticked(trials)
    for _ in range(chance.randint(1, 40)):
        at_once = chance.random() < 0.3
        release = [0 if at_once else chance.randrange(latest) for _ in range(trials)]
        minutes = [chance.choice((0, 1, chance.randint(1, longest))) for _ in range(trials)]
        finish = gaps.take(None if at_once else _column(release), _column(minutes))
        for told, right, taken in zip(finish, ticked.take(release, minutes), minutes, strict=True):
            assert told == right or not taken


def test_what_is_taken_from_a_copy_is_not_taken_from_the_first() -> None:
    gaps = Gaps(2)
    gaps.take(_column([5, 9]), _column([3, 3]))
    for _ in range(9):
        gaps.copy().take(_column([1, 2]), _column([4, 50]))
    assert gaps.take(None, _column([6, 10])).tolist() == [9, 13]


def test_what_is_asked_for_is_left_as_it_was() -> None:
    release, minutes = _column([5, 0]), _column([7, 0])
    Gaps(2).take(release, minutes)
    assert (release.tolist(), minutes.tolist()) == ([5, 0], [7, 0])


def test_sums_of_what_never_comes_about_do_not_run_over() -> None:
    gaps, most = Gaps(1), 1 << 28
    before = gaps.take(_column([100]), _column([50]))
    for each in range(40):
        finish = gaps.take(_column([200 + each]) if each % 2 else None, _column([most]))
        assert finish[0] >= most
        assert finish[0] >= before[0]
        before = finish


def test_no_more_columns_are_kept_than_gaps_are_open_at_once() -> None:
    chance, gaps = np.random.default_rng(1), Gaps(1_000)
    for number in range(1_000):
        release = (number * 50 + chance.integers(0, 600, 1_000)).astype(np.int32)
        gaps.take(release if number % 2 else None, chance.integers(1, 120, 1_000).astype(np.int32))
        assert len(gaps) < 20


def _column(values: list[int]) -> Int32s:
    return np.array(values, np.int32)
