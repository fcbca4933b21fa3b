"""What a forecast is asked about: people, clients, work and what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from troth.pure.worktime.spans import Away, Busy
from troth.pure.worktime.week import USUAL, Week

TRIALS = 10_000
"""Courses that things may take, where the plan asks for no other number."""

ThreePoints = tuple[float, float, float]
"""Low, likely, high: 10, 50 and 90 of 100 are below."""

Hours = float | ThreePoints
"""An estimate in hours: one number, or three that are taken at their word."""


class Due(NamedTuple):
    """A promised date: as the plan writes it, and the instant at whose latest it is kept.

    Of a day that is the day's end.
    """

    said: str
    at: datetime
    is_day: bool


class Asked(NamedTuple):
    """Who of which client is to answer, and the hours of their working time it may take."""

    client: str
    contact: str
    hours: Hours | None


class Need(NamedTuple):
    """What must be there before a piece of work can begin."""

    what: str
    asked: Asked
    asked_at: datetime | None
    expected_at: datetime | None


class Gate(NamedTuple):
    """A pause for feedback after this share of the effort."""

    share: float
    asked: Asked


class Work(NamedTuple):
    """One piece of work of one person. Hours without their history are the person's own."""

    id: str
    title: str
    person: str
    client: str
    hours: Hours
    kind: str = ""
    spent_hours: float = 0
    after: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    gates: tuple[Gate, ...] = ()
    not_before: datetime | None = None
    promised: tuple[Due, ...] = ()


class Place(NamedTuple):
    """Where and when somebody works."""

    zone: ZoneInfo
    week: Week = USUAL
    country: str = ""
    region: str = ""
    away: tuple[Away, ...] = ()


class PastEffort(NamedTuple):
    """A finished piece of work, with its estimate; `person` is whose it was, "" where not told."""

    person: str
    estimated_hours: float
    actual_hours: float
    estimated_on: date
    completed_on: date
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who works, when, and what is known of their estimates.

    `addresses` are the person's own: invitations that these declined take no time.
    `calendars` and `histories` are names as the plan writes them: to read them is for the door.
    `together` is how far their efforts err together; None is as usual for what is known of them.
    """

    id: str
    place: Place
    share: float = 1.0
    rest: timedelta | None = None
    busy: tuple[Busy, ...] = ()
    calendars: tuple[str, ...] = ()
    histories: tuple[str, ...] = ()
    history: tuple[PastEffort, ...] = ()
    addresses: tuple[str, ...] = ()
    together: float | None = None


class PastAnswer(NamedTuple):
    """How many hours of the client's working time an answer took, or how long it is waited for."""

    hours: float
    contact: str = ""
    asked_at: datetime | None = None
    is_open: bool = False
    weight: float = 1.0


class Client(NamedTuple):
    """Whom one works for, when they work, and how long they took to answer."""

    id: str
    place: Place
    answers: tuple[PastAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is summed. `work` stands in order, the most urgent first.

    `history` is what belongs to several people, or to nobody among them.
    """

    at: datetime
    zone: ZoneInfo
    people: tuple[Person, ...]
    clients: tuple[Client, ...]
    work: tuple[Work, ...]
    history: tuple[PastEffort, ...] = ()
    seed: int = 0
    trials: int = TRIALS
