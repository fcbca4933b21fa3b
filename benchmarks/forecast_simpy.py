"""The same schedule in SimPy, as one would write it: a process per piece, a resource per person.

Nights and holidays are looked up in the same tables, so that a stretch of work is one event however
many days it runs; the minutes that chance gives each name are drawn beforehand.
"""

from array import array
from collections.abc import Callable, Generator
from typing import Any

import simpy

from troth.pure.forecast.network import BEYOND, Network, Piece, Wait
from troth.pure.forecast.order import in_order
from troth.pure.worktime.timetable import Timetable

Drawn = Callable[[str], int]
Steps = Generator[simpy.Event, Any, None]


class Clock:
    """A timetable in Python's own arrays: one number at a time, they are read faster."""

    def __init__(self, timetable: Timetable) -> None:
        self.before = array("i", timetable.before.tobytes())
        self.nth = array("i", timetable.nth.tobytes())

    def after(self, minute: int, worked: int) -> int:
        """The minute at which so much has been worked from `minute` on."""
        if not worked:
            return minute
        last = self.before[min(minute, len(self.before) - 1)] + worked
        return self.nth[last - 1] + 1 if last <= len(self.nth) else BEYOND


class Model:
    """A network made ready once, to be walked in as many trials as one likes."""

    def __init__(self, network: Network) -> None:
        timetables = [*network.people.values()]
        for piece in network.pieces:
            timetables += [wait.clock for wait in (*piece.needs, *piece.pauses)]
        self.clocks = {id(each): Clock(each) for each in {id(it): it for it in timetables}.values()}
        self.people = {name: self.clocks[id(each)] for name, each in network.people.items()}
        self.pieces = in_order(network.pieces)

    def walked(self, drawn: Drawn) -> dict[str, int]:
        """The minute at which each piece is finished in one trial."""
        trial = Trial(self, drawn)
        trial.environment.run()
        return trial.finishes


class Trial:
    def __init__(self, model: Model, drawn: Drawn) -> None:
        self.model, self.drawn = model, drawn
        self.environment = simpy.Environment()
        self.staff = {
            person: simpy.PreemptiveResource(self.environment, capacity=1)
            for person in model.people
        }
        self.finishes: dict[str, int] = {}
        self.done: dict[str, simpy.Event] = {}
        for rank, piece in enumerate(model.pieces):
            self.done[piece.id] = self.environment.process(self.worked(piece, rank))

    def worked(self, piece: Piece, rank: int) -> Steps:
        yield from self.released(piece)
        clock, worker = self.model.people[piece.person], self.staff[piece.person]
        for number, minutes in enumerate(_split(self.drawn(f"{piece.id}/effort"), piece.parts)):
            if number:
                yield from self.waited(piece.pauses[number - 1])
            left = minutes
            while left:
                with worker.request(priority=rank) as turn:
                    began = BEYOND
                    try:
                        yield turn
                        began = self.environment.now
                        yield self.environment.timeout(clock.after(began, left) - began)
                        left = 0
                    except simpy.Interrupt:
                        if began < self.environment.now:  # It may lose its turn as it gets it.
                            left -= clock.before[self.environment.now] - clock.before[began]
        self.finishes[piece.id] = self.environment.now

    def released(self, piece: Piece) -> Steps:
        for named in piece.after:
            yield self.done[named]
        ready = piece.not_before
        for need in piece.needs:
            clock = self.model.clocks[id(need.clock)]
            ready = max(ready, clock.after(need.starts, self.drawn(need.key)))
        if ready > self.environment.now:
            yield self.environment.timeout(ready - self.environment.now)

    def waited(self, pause: Wait) -> Steps:
        clock, now = self.model.clocks[id(pause.clock)], self.environment.now
        yield self.environment.timeout(clock.after(now, self.drawn(pause.key)) - now)


def _split(minutes: int, parts: tuple[float, ...]) -> list[int]:
    ends = [round(minutes * (sum(parts[:each]) / sum(parts))) for each in range(1, len(parts))]
    return [b - a for a, b in zip([0, *ends], [*ends, minutes], strict=True)]
