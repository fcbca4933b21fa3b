"""Efforts that err together: who misjudges one piece is likelier to misjudge the next one too.

Each effort is drawn by a chance of its own and by one that all pieces of the person share. Of how
an effort comes out, seen alone, that changes nothing; the sum of many is spread wider.

Note [One factor]. With z a normal number of the person, e one of the piece, and r how far the
person's pieces go together, √r z + √(1 - r) e says how hard a trial is for the piece: any two of
the person's pieces are correlated by r. The hardest trials get the greatest values of its spread.
Source: Sklar 1959, Vasicek 1987. The sums are kept as whole numbers, in steps of 1 / FINE, so that
their ranks are had by counting: cheap, and the same on every machine.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import ceil, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.draws import Draws, Places, taken
from troth.pure.forecast.spread import LEVELS, STRATA

FINE = 256
"""Steps to a standard deviation: of 10,000 trials about 16 at most fall on one, and get one place.

So a share of the trials may be off by a thousandth.
"""


UNKNOWN = 0.3
"""How far efforts go together where none of the person's work is finished; see `usual`."""

LEAST = 0.05
"""How far they go together however much is known."""

KNOWN_HALF = 80
"""With so many finished pieces they go together half as far as with none."""


class TogetherError(ValueError):
    """A measure of going together that there cannot be."""

    def __init__(self, person: str, together: float) -> None:
        self.person, self.together = person, together
        super().__init__(
            f"How far the efforts of “{person}” err together is from 0 to below 1, "
            f"not {together:g}: write 0 where they do not."
        )


class Together:
    """The draws of efforts. `shares` is for each person how far theirs go together, else 0."""

    def __init__(self, draws: Draws, shares: Mapping[str, float]) -> None:
        """Raises TogetherError."""
        for person, share in shares.items():
            if not 0 <= share < 1:
                raise TogetherError(person, share)
        self._draws, self._shares = draws, shares
        self._common: dict[str, Places] = {}
        self._rotors: dict[float, Places] = {}

    def places(self, id: str, *, person: str) -> Places:  # noqa: A002  # the word that a plan has
        """For each trial, the place of a piece's effort in its spread."""
        name = f"{id}/effort"
        share = self._shares.get(person, 0)
        if not share:
            return self._draws.places(name)
        if person not in self._common:
            common = taken(_steps(share), self._draws.places(f"{person}/together"))
            self._common[person] = common + _most_steps()
        steps = self._draws.drawn(name, self._rotor(share))
        steps += self._common[person]
        return taken(_ranks(steps, size=2 * _most_steps() + 1), steps)

    def _rotor(self, share: float) -> Places:
        """What is drawn for each piece alone, in steps, where so much is drawn for all."""
        if share not in self._rotors:
            self._rotors[share] = self._draws.rotor(_steps(1 - share))
        return self._rotors[share]


def usual(known: int) -> float:
    """How far a person's efforts go together where nobody says, with so many pieces finished.

    What is not known of a person's way of estimating makes all of their pieces err alike. The more
    is finished, the less of that there is, as with a mean of so many; what is left is a bad month.
    The numbers are our assumption, rounded from what benchmarks/together.py finds of one practice:
    where nothing is known, the interval of 80 % for the sum of 20 pieces holds in 52 % drawn one by
    one and in 79 % with .3; where all is known, in 75 % and in 82 % with .05.
    """
    return max(LEAST, UNKNOWN * KNOWN_HALF / (KNOWN_HALF + known))


def _ranks(steps: Places, *, size: int) -> Places:
    """For each number of steps below `size`, the middle of the places that its trials get."""
    times = np.bincount(steps, minlength=size)
    ranks = np.cumsum(times)
    ranks *= 2
    ranks -= times
    ranks *= STRATA
    ranks //= 2 * len(steps)
    return ranks


@lru_cache(maxsize=64)
def _steps(share: float) -> Places:
    """Normal numbers times the root of that share, in steps."""
    return np.rint(FINE * sqrt(share) * _normal()).astype(np.intp)


@lru_cache(maxsize=1)
def _most_steps() -> int:
    """As far from 0 as a sum can be: √r + √(1 - r) is √2 at most; 1 is for what was rounded."""
    return ceil(sqrt(2) * FINE * float(_normal()[-1])) + 1


@lru_cache(maxsize=1)
def _normal() -> NDArray[np.float64]:
    """The normal number below which as much lies as below each value of a spread."""
    return np.array([NormalDist().inv_cdf(level) for level in LEVELS.tolist()])
