"""Plans of a practice, made by seed: people, pieces of work and clients with their calendars."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.draws import Draws
from troth.pure.forecast.network import Int32s, Network, Piece, Wait
from troth.pure.forecast.spread import three_point
from troth.pure.forecast.together import Together, usual
from troth.pure.worktime import USUAL, Away, Busy, WorkingTime, week
from troth.pure.worktime.timetable import Timetable, timetable

AT = datetime(2026, 9, 14, 7, tzinfo=UTC)
"""A Monday; the clocks of Europe change six weeks later."""

DAYS = 400
KNOWN = 100
"""Finished pieces of each person."""

FIRST_DAY = AT.date()
SHORT_FRIDAY = week("Mo-Th 09:00-12:30 13:30-17:30, Fr 09:00-15:00")
FOUR_DAYS = week("Mo-Th 08:30-12:30 13:15-18:00")
PLACES = (
    ("Europe/Berlin", "DE", "BY"), ("Europe/Berlin", "DE", "BE"), ("Europe/Zurich", "CH", "ZH"),
    ("Europe/London", "GB", ""), ("Europe/Paris", "FR", ""), ("America/New_York", "US", ""),
)  # fmt: skip
WEEKS = (USUAL, SHORT_FRIDAY, FOUR_DAYS)


class Size(NamedTuple):
    """How much there is of what."""

    people: int
    pieces: int
    clients: int


def network(size: Size, *, seed: int, days: int = DAYS) -> Network:
    """A plan in which half of the pieces wait for a need, a third have a gate, a tenth an order.

    Its tables reach so many days. What one person misjudges goes together.
    """
    chance = random.Random(f"{size} {seed}")
    people = {f"person {number}": _person(chance, days) for number in range(size.people)}
    clients = [_client(chance, days) for _ in range(size.clients)]
    pieces = tuple(_pieces(chance, size, list(people), clients))
    return Network(people, pieces, dict.fromkeys(people, usual(KNOWN)))


def _person(chance: random.Random, days: int) -> Timetable:
    zone, country, region = chance.choice(PLACES)
    busy = tuple(_meetings(chance))
    away = _away(chance, days=chance.choice((5, 7, 14)))
    working = WorkingTime(
        zone, chance.choice(WEEKS), country, region, away, busy, rest=timedelta(hours=11)
    )
    return timetable(working, origin=AT, minutes=days * 24 * 60)


def _client(chance: random.Random, days: int) -> Timetable:
    """One in ten is known to be away."""
    zone, country, region = chance.choice(PLACES)
    away = _away(chance, days=7) if chance.random() < 0.1 else ()
    working = WorkingTime(zone, chance.choice(WEEKS), country, region, away)
    return timetable(working, origin=AT, minutes=days * 24 * 60)


def _meetings(chance: random.Random) -> Iterator[Busy]:
    """Two to five a week, each at its time for a year."""
    for _ in range(chance.randint(2, 5)):
        day, hour = FIRST_DAY + timedelta(days=chance.randrange(5)), chance.randint(7, 15)
        length = timedelta(minutes=chance.choice((30, 45, 60, 90)))
        for weeks in range(52):
            start = datetime.combine(day + timedelta(weeks=weeks), time(hour, 15), tzinfo=UTC)
            yield Busy(start, start + length)


def _away(chance: random.Random, *, days: int) -> tuple[Away, ...]:
    first: date = FIRST_DAY + timedelta(days=chance.randint(5, 60))
    return (Away(first, first + timedelta(days=days)),)


def _pieces(
    chance: random.Random, size: Size, people: list[str], clients: list[Timetable]
) -> Iterator[Piece]:
    spreads = [_hours(hours) for hours in (1, 2, 4, 6, 9, 14)]
    answers = [_answer_days(chance.choice((0.5, 1, 2, 4))) for _ in clients]
    for number in range(size.pieces):
        client = chance.randrange(size.clients)
        clock, answer = clients[client], answers[client]
        has_gate, has_need = chance.random() < 1 / 3, chance.random() < 1 / 2
        asked = chance.choice((0, 0, chance.randrange(5 * 24 * 60)))
        follows = chance.random() < 1 / 10 and number > 0
        yield Piece(
            f"piece {number}",
            people[number % len(people)],
            chance.choice(spreads),
            (0.6, 0.4) if has_gate else (1.0,),
            (Wait(f"gate {number}", clock, answer),) if has_gate else (),
            (Wait(f"need {number}", clock, answer, asked),) if has_need else (),
            (f"piece {chance.randrange(number)}",) if follows else (),
        )


def drawn_in(network: Network, *, trials: int, seed: int, first: int) -> dict[str, list[int]]:
    """The minutes behind each name that is drawn, in the first trials of a run."""
    draws = Draws(trials=trials, seed=seed)
    together = Together(draws, network.together)
    drawn = {}
    for piece in network.pieces:
        places = together.places(piece.id, person=piece.person)
        drawn[f"{piece.id}/effort"] = piece.minutes[places[:first]].tolist()
        for wait in (*piece.needs, *piece.pauses):
            drawn[wait.key] = wait.minutes[draws.places(wait.key)[:first]].tolist()
    return drawn


def _hours(likely: float) -> Int32s:
    return _whole(three_point(likely * 0.6, likely, likely * 2.2) * 60)


def _answer_days(likely: float) -> Int32s:
    """Working days of eight hours."""
    return _whole(three_point(likely * 0.2, likely, likely * 4) * 8 * 60)


def _whole(minutes: NDArray[np.float64]) -> Int32s:
    return np.ceil(np.minimum(minutes, 1e6)).astype(np.int32)
