"""Plans made by seed, and timetables of a few lines."""

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import numpy as np

from troth.pure.forecast.draws import Draws, Places
from troth.pure.forecast.network import Int32s, Network, Piece, Wait
from troth.pure.forecast.spread import STRATA
from troth.pure.forecast.together import Together
from troth.pure.worktime.timetable import Timetable

ORIGIN = datetime(2026, 7, 6, tzinfo=UTC)


def clock(free: Iterable[tuple[int, int]], *, minutes: int) -> Timetable:
    """A timetable that is free in these stretches of minutes and in no other."""
    is_free = np.zeros(minutes, np.bool_)
    for start, end in free:
        is_free[start:end] = True
    before = np.zeros(minutes + 1, np.int32)
    np.cumsum(is_free, dtype=np.int32, out=before[1:])
    return Timetable(ORIGIN, minutes, before, np.flatnonzero(is_free).astype(np.int32))


def certain(minutes: int) -> Int32s:
    return np.full(STRATA, minutes, np.int32)


def between(low: int, high: int) -> Int32s:
    """Any minute from `low` to `high`, each as likely as another."""
    return np.linspace(low, high, STRATA).round().astype(np.int32)


def random_plan(seed: int, *, pieces: int = 6, people: int = 2, minutes: int = 600) -> Network:
    """A small plan with everything that one can hold: needs, gates, order, dates, no effort."""
    chance = random.Random(seed)
    clocks = [_random_clock(chance, minutes) for _ in range(people + 2)]
    staff, clients = dict(zip("abc", clocks[:people], strict=False)), clocks[people:]
    made = [_random_piece(chance, number, list(staff), clients) for number in range(pieces)]
    linked = [
        piece._replace(after=_random_after(chance, at, made)) for at, piece in enumerate(made)
    ]
    chance.shuffle(linked)
    return Network(staff, tuple(linked))


def _random_clock(chance: random.Random, minutes: int) -> Timetable:
    cuts = sorted(chance.sample(range(minutes), 2 * chance.randint(1, 12)))
    return clock(zip(cuts[::2], cuts[1::2], strict=True), minutes=minutes)


def _random_piece(
    chance: random.Random, number: int, staff: list[str], clients: list[Timetable]
) -> Piece:
    def waits(name: str, count: int) -> tuple[Wait, ...]:
        return tuple(
            Wait(
                f"{number}/{name}/{each}",
                chance.choice(clients),
                between(low := chance.randint(0, 40), low + chance.randint(0, 60)),
                chance.choice((0, 0, chance.randint(0, 80))),
            )
            for each in range(count)
        )

    gates = chance.choice((0, 0, 1, 2))
    low = chance.choice((0, 1, 10, 30))
    return Piece(
        f"p{number}",
        chance.choice(staff),
        between(low, low + chance.randint(0, 40)),
        tuple(chance.choice((0.2, 0.3, 1.0)) for _ in range(gates + 1)),
        waits("pause", gates),
        waits("need", chance.choice((0, 0, 1, 2))),
        not_before=chance.choice((0, 0, chance.randint(0, 200))),
    )


def _random_after(chance: random.Random, at: int, made: list[Piece]) -> tuple[str, ...]:
    number = min(at, chance.choice((0, 0, 1, 2)))
    return tuple(piece.id for piece in chance.sample(made[:at], number))


def drawn_in(network: Network, *, trials: int, seed: int, trial: int) -> Callable[[str], int]:
    """What each name takes in this trial of a run."""
    draws, spreads = Draws(trials=trials, seed=seed), spreads_of(network)
    together = Together(draws, network.together)
    efforts = {f"{piece.id}/effort": piece for piece in network.pieces}

    def places(name: str) -> Places:
        piece = efforts.get(name)
        return together.places(piece.id, person=piece.person) if piece else draws.places(name)

    return lambda name: int(spreads[name][places(name)[trial]])


def spreads_of(network: Network) -> dict[str, Int32s]:
    """The spread behind each name that is drawn."""
    waits = [wait for piece in network.pieces for wait in (*piece.needs, *piece.pauses)]
    efforts = {f"{piece.id}/effort": piece.minutes for piece in network.pieces}
    return efforts | {wait.key: wait.minutes for wait in waits}
