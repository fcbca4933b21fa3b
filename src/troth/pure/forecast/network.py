"""What is scheduled: people with their working time, and pieces of work, the most urgent first."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.worktime.timetable import Timetable

Int32s = NDArray[np.int32]

BEYOND = int(np.iinfo(np.int32).max)
"""The minute of what does not come about within the horizon."""


class Wait(NamedTuple):
    """What a client owes, in minutes of their working time.

    Waits with the same `key` come out alike: they are one answer. `starts` is the minute from which
    a need is waited for; a pause begins when the part before it ends.
    """

    key: str
    clock: Timetable
    minutes: Int32s
    starts: int = 0


class Piece(NamedTuple):
    """One piece of work of one person.

    `minutes` is a spread of the whole effort in the person's working minutes. It is done in
    `parts`, fractions of the effort; between two of them stands one of `pauses`, on the client's
    clock. It begins when all `needs` are there, all of `after` is finished, and not before the
    minute `not_before`.
    """

    id: str
    person: str
    minutes: Int32s
    parts: tuple[float, ...] = (1.0,)
    pauses: tuple[Wait, ...] = ()
    needs: tuple[Wait, ...] = ()
    after: tuple[str, ...] = ()
    not_before: int = 0


class Network(NamedTuple):
    """All that competes for the people's time. `pieces` stand in order, the most urgent first.

    `together` is for each person how far their efforts err together, from 0 (also for whoever is
    not named) to below 1: the correlation of any two of them, as normal numbers.
    """

    people: Mapping[str, Timetable]
    pieces: tuple[Piece, ...]
    together: Mapping[str, float] = MappingProxyType({})
