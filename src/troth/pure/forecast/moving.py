"""What moves a date: how early it would be if one fact were certain, or one piece not there."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np

from troth.pure.forecast.answer import Forecast
from troth.pure.forecast.network import Int32s, Network, Piece, Wait
from troth.pure.forecast.order import in_order
from troth.pure.forecast.plan import Asked, Plan, Work
from troth.pure.forecast.planned import HOUR, MINUTE, learned, network
from troth.pure.forecast.schedule import run

SHARE = 0.8

LEAST = HOUR
"""Minutes: what moves the date by less is not worth a line."""

MOST_TRIED = 60
"""Facts that are tried, those that may do most first: each costs a sum of its own."""


class Move(NamedTuple):
    """What is supposed otherwise, in words that follow "if"; the date that then holds 4 times of 5.

    What is sure comes out in the middle of what may be.
    """

    words: str
    by: datetime


class _Fact(NamedTuple):
    """`key` tells facts apart, `weight` is roughly what it may do, in minutes."""

    key: str
    words: str
    weight: int
    change: Callable[[Network], Network]


def moves(forecast: Forecast, named: str, *, most: int = 5) -> tuple[Move, ...]:
    """What would make the date of that piece earlier by an hour or more, the most telling first.

    The draws of all else stay as they are, so that a difference is due to that fact alone.
    """
    plan = forecast.plan
    minutes = (forecast.horizon - plan.at) // MINUTE
    summed = _concerned(network(plan, known=learned(plan), minutes=minutes), named)
    now = _date(summed, named, plan)
    facts = sorted(_facts(summed, named, plan), key=lambda fact: -fact.weight)
    # The same thing may be needed by several pieces: it is one fact.
    tried = list({fact.key: fact for fact in facts}.values())[:MOST_TRIED]
    found = [(_date(fact.change(summed), named, plan), fact.words) for fact in tried]
    telling = sorted(it for it in found if it[0] <= now - LEAST)
    return tuple(Move(words, plan.at + date * MINUTE) for date, words in telling[:most])


def _date(summed: Network, named: str, plan: Plan) -> int:
    return run(summed, trials=plan.trials, seed=plan.seed).quantiles(named, (SHARE,))[0]


def _concerned(whole: Network, named: str) -> Network:
    """What the date depends on: what the piece comes after, and its people's more urgent work.

    Each piece that is found may bring in more of both.
    """
    ordered = in_order(whole.pieces)
    place = next(number for number, piece in enumerate(ordered) if piece.id == named)
    kept, size = [ordered[place]], 0
    while size < len(kept):
        size = len(kept)
        people = {piece.person for piece in kept}
        needed = {name for piece in kept for name in piece.after}
        kept = [it for it in ordered[: place + 1] if it.person in people or it.id in needed]
    return whole._replace(pieces=tuple(kept))


def _facts(summed: Network, named: str, plan: Plan) -> Iterator[_Fact]:
    works = {work.id: work for work in plan.work}
    needed = _needed(summed, named)
    for piece in summed.pieces:
        yield _sure_effort(piece)
        yield from _sure_waits(piece, works[piece.id])
        if piece.id not in needed:
            yield _absence(piece)


def _needed(summed: Network, named: str) -> set[str]:
    """The piece, and all that it comes after: it cannot be had without them."""
    after = {piece.id: piece.after for piece in summed.pieces}
    needed, way = set[str](), [named]
    while way:
        if (name := way.pop()) not in needed:
            needed.add(name)
            way += after[name]
    return needed


def _sure_effort(piece: Piece) -> _Fact:
    def change(summed: Network) -> Network:
        sure = piece._replace(minutes=_middle(piece.minutes))
        return _with(summed, [sure if it.id == piece.id else it for it in summed.pieces])

    words = f"the effort of {piece.id!r} were sure"
    return _Fact(f"effort/{piece.id}", words, _width(piece.minutes), change)


def _sure_waits(piece: Piece, work: Work) -> Iterator[_Fact]:
    for need, wait in zip(work.needs, piece.needs, strict=True):
        yield _sure_wait(wait, f"it were sure when {need.what!r} comes from {_whom(need.asked)}")
    for gate, wait in zip(work.gates, piece.pauses, strict=True):
        yield _sure_wait(wait, f"it were sure when {_whom(gate.asked)} answers on {work.id!r}")


def _whom(asked: Asked) -> str:
    return f"{asked.contact} ({asked.client})" if asked.contact else asked.client


def _sure_wait(wait: Wait, words: str) -> _Fact:
    def sure(other: Wait) -> Wait:
        return other._replace(minutes=_middle(other.minutes)) if other.key == wait.key else other

    def change(summed: Network) -> Network:
        pieces = [
            it._replace(needs=tuple(map(sure, it.needs)), pauses=tuple(map(sure, it.pauses)))
            for it in summed.pieces
        ]
        return _with(summed, pieces)

    return _Fact(wait.key, words, _width(wait.minutes), change)


def _absence(piece: Piece) -> _Fact:
    def change(summed: Network) -> Network:
        kept = [
            it._replace(after=tuple(name for name in it.after if name != piece.id))
            for it in summed.pieces
            if it.id != piece.id
        ]
        return _with(summed, kept)

    words = f"{piece.id!r} were not to do"
    return _Fact(f"absence/{piece.id}", words, int(_middle(piece.minutes)[0]), change)


def _with(summed: Network, pieces: list[Piece]) -> Network:
    return summed._replace(pieces=tuple(pieces))


def _middle(minutes: Int32s) -> Int32s:
    return np.full_like(minutes, minutes[len(minutes) // 2])


def _width(minutes: Int32s) -> int:
    """The minutes between one in ten and nine in ten."""
    return int(minutes[len(minutes) * 9 // 10] - minutes[len(minutes) // 10])
