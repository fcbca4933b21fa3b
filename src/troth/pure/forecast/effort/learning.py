"""What an estimate will come to: two ways of learning from the past, mixed, then trued."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from troth.pure.forecast.effort.efforts import Efforts
from troth.pure.forecast.effort.judging import Judging
from troth.pure.forecast.effort.past import Done, past
from troth.pure.forecast.spread import Spread


def learn(history: Sequence[Done], *, on: date) -> Efforts:
    """What `history` tells at the beginning of the day `on`: of the pieces completed before it.

    Pieces that tell nothing (no hours above 0, completed before they were estimated) are left out.
    """
    whole = past(history)
    known = int(whole.known(on.toordinal()))
    return Judging(whole.part(0, known)).efforts(known)


def forecasts(history: Sequence[Done]) -> Iterator[tuple[Done, int, Spread]]:
    """Each piece in the order of its estimate, how many were known then, and its forecast of hours.

    Exactly what `learn` would have told on the day of the estimate.
    """
    judging = Judging(past(history))
    told = sorted((done for done in history if done.tells), key=lambda done: done.estimated_on)
    for day, pieces in groupby(told, key=lambda done: done.estimated_on):
        known = int(judging.past.known(day.toordinal()))
        efforts = judging.efforts(known)
        for done in pieces:
            hours = efforts.hours(done.estimated_hours, person=done.person, kind=done.kind)
            yield done, known, hours
