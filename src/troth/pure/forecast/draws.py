"""Chance, by name: which of its equally likely values a spread takes in each trial.

The values of one name do not depend on what else is drawn: a fact that is added, changed or taken
away leaves every other draw as it was (common random numbers), and the same seed gives the same
answer on every machine.

Note [Rotors]. To shuffle the trials anew for each name is most of the cost of a small forecast. So
they are shuffled three times in all, and the three permutations are put behind each other as the
rotors of a cipher machine are, turned by as much as the name says. Two names have the same turns
once in trials³; any others meet value by value as chance would have it.
"""

from functools import lru_cache
from hashlib import blake2b
from struct import unpack
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.spread import STRATA

Places = NDArray[np.intp]


class Draws:
    """The draws of one run: `trials` of them for each name."""

    def __init__(self, *, trials: int, seed: int) -> None:
        self.trials = trials
        self._seed = seed
        self._rotors = _rotors(seed, trials)

    def places(self, name: str) -> Places:
        """For each trial, the place of its value in a spread.

        The places are spread evenly over the strata, in an order of chance that is the name's own.
        Source: McKay 1979, Latin hypercubes.
        """
        return self.drawn(name, self._rotors[-1])

    def rotor(self, values: Places) -> Places:
        """What `drawn` draws from, so that the places of a spread come out as these values."""
        return taken(values, self._rotors[-1])

    def drawn(self, name: str, last: Places) -> Places:
        """For each trial, what stands at the place of that name in a rotor."""
        digest = blake2b(f"{self._seed}/{name}".encode(), digest_size=24).digest()
        begin, middle, end = (turn % self.trials for turn in unpack("<3Q", digest))
        first = self._rotors[0][begin : begin + self.trials]
        second = self._rotors[1][middle : middle + self.trials]
        return taken(last[end : end + self.trials], taken(second, first))


Whole = TypeVar("Whole", np.int32, np.intp)


def taken(values: NDArray[Whole], places: Places) -> NDArray[Whole]:
    """The values at these places, all of which there are."""
    # numpy is fastest where it need not refuse a place that does not exist.
    return values.take(places, mode="wrap")


@lru_cache(maxsize=8)
def _rotors(seed: int, trials: int) -> tuple[Places, Places, Places]:
    """Three permutations of the trials, the last as strata; each twice over, to be turned."""
    first, second, third = (np.argsort(_words(f"{seed}/{each}", trials)) for each in range(3))
    # The middle of each trial's share: ten trials have the strata at 5 %, 15 % and so on.
    strata = (2 * third + 1) * STRATA // (2 * trials)
    return np.tile(first, 2), np.tile(second, 2), np.tile(strata, 2)


def _words(name: str, count: int) -> NDArray[np.uint64]:
    """Words of chance, without an equal pair: a one-to-one function of their numbers.

    Source: Steele 2014; the constants are those of S. Vigna's splitmix64.
    """
    start = np.frombuffer(blake2b(name.encode(), digest_size=8).digest(), "<u8")
    words = start + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(words ^ (words >> np.uint64(31)))
