"""What comes of an estimate, told by earlier ones that are like it.

Every earlier ratio counts, the more so the nearer its estimate was in size, the later it was
finished, and more again if it was the same person's and the same kind of work. Ratios stay what
they were, so that "exactly as estimated" keeps the chance it has had.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.effort.past import UNKNOWN, Asked, Numbers, Past, Places

FAR = 1e-7
"""What an estimate of quite another size still counts: it decides where there is no other."""


class Likeness(NamedTuple):
    """What makes an earlier piece count."""

    width: float
    """How far apart, in logarithms, sizes are that are still near."""
    half_life: float
    """After how many finished pieces one counts half: habits of estimating change."""
    other_person: float
    other_kind: float

    def weights(self, past: Past, asked: Asked) -> Numbers:
        """What each piece of `past` (columns) counts for each estimate asked about (rows)."""
        apart = (asked.size[:, None] - past.size) / self.width
        counted = np.exp(-0.5 * apart * apart) + FAR
        counted *= 0.5 ** (np.arange(len(past.size))[::-1] / self.half_life)
        counted *= _other(past.person, asked.person, self.other_person)
        counted *= _other(past.kind, asked.kind, self.other_kind)
        return np.asarray(counted)


NEAR = Likeness(width=0.7, half_life=500, other_person=0.5, other_kind=0.3)
"""Near in size: within a factor of two."""

LATELY = Likeness(width=1.0, half_life=100, other_person=0.5, other_kind=0.5)
"""What came last, for habits that change quickly."""

LIKENESSES = NEAR, LATELY


def _other(theirs: Places, asked: Places, share: float) -> NDArray[np.float64]:
    same = (asked[:, None] == theirs) & (theirs != UNKNOWN)
    return np.where(same, 1.0, share)
