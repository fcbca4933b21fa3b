"""What a line of a file tells of past work."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from troth.forecasts.work_values import ValueRefusedError, hours
from troth.pure.forecast.table_csv import day

LONGEST_TITLE, LONGEST_WORD, LONGEST_ID = 500, 100, 200
HOURS_OF_A_DAY = 24.0
MINUTES = len("09:00")
"""Of a time of day: one export writes the seconds, another does not."""

Said = Mapping[str, str]
"""Our names of columns -> what stands there, without blanks around it."""


class Stretch(NamedTuple):
    """A stretch of work on one day."""

    id: str
    on: date
    hours: float


class Piece(NamedTuple):
    """A piece of work. `person` and `client` are as the file names them, "" where it does not.

    `stretches` are those it is the sum of, none where the file has whole pieces. `line` is the
    first that tells of it.
    """

    line: int
    id: str
    title: str
    person: str
    client: str
    kind: str
    estimated_hours: float | None
    actual_hours: float
    started_on: date | None
    estimated_on: date | None
    completed_on: date
    stretches: tuple[Stretch, ...] = ()


def whole(said: Said, *, line: int, today: date) -> Piece:
    """A line that is a whole piece of work. Raises CellError."""
    if not said["id"]:
        raise ValueRefusedError("It has no id, by which it would be known again. Give it one.")
    started, estimated = (
        day(said[name]) if said.get(name) else None for name in ("started_on", "estimated_on")
    )
    completed = _past(said["completed_on"], today=today)
    for begun, words in ((started, "it was started"), (estimated, "it was estimated")):
        if begun and begun > completed:
            raise ValueRefusedError(f"It was completed before {words}. Mend the days.")
    return Piece(
        line=line,
        id=_id(said["id"]),
        title=(said.get("title") or said["id"])[:LONGEST_TITLE],
        person=said.get("person", ""),
        client=said.get("client", ""),
        kind=said.get("kind", "")[:LONGEST_WORD],
        estimated_hours=_estimate(said),
        actual_hours=_worked(said["actual_hours"]),
        started_on=started,
        estimated_on=estimated,
        completed_on=completed,
    )


def stretch(said: Said, *, line: int, today: date) -> Piece:
    """A line that is a stretch of work: the piece as far as that line tells of it.

    Lines with the same person, client, project and title are one piece of work. Raises
    CellError.
    """
    on, took = _past(said["on"], today=today), _worked(said["hours"])
    if took > HOURS_OF_A_DAY:
        raise ValueRefusedError(f"{took:g} hours in one day cannot be. Mend the line.")
    title = _title(said)
    of = [said.get(name, "") for name in ("person", "client", "project")]
    begun = said.get("begins", "")[:MINUTES] or f"{took:.2f}"
    own = _id(said.get("id", "")) or _named([*of, title, on.isoformat(), begun])
    return Piece(
        line=line,
        id=_named([*of, title]),
        title=title[:LONGEST_TITLE],
        person=said.get("person", ""),
        client=said.get("client", ""),
        kind=said.get("kind", "")[:LONGEST_WORD],
        estimated_hours=_estimate(said),
        actual_hours=took,
        started_on=on,
        estimated_on=None,
        completed_on=on,
        stretches=(Stretch(own, on, took),),
    )


def summed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of work from the stretches of them; the latest estimate that stands there counts."""
    of_piece: dict[str, list[Piece]] = defaultdict(list)
    times: Counter[str] = Counter()
    for piece in pieces:
        (one,) = piece.stretches
        times[one.id] += 1
        if times[one.id] > 1:  # alike in everything: two entries, and not one told twice
            one = one._replace(id=f"{one.id}/{times[one.id]}")
        of_piece[piece.id].append(piece._replace(stretches=(one,)))
    for parts in of_piece.values():
        days = [it.completed_on for it in parts]
        estimates = [it.estimated_hours for it in parts if it.estimated_hours]
        yield parts[0]._replace(
            actual_hours=sum(it.actual_hours for it in parts),
            estimated_hours=estimates[-1] if estimates else None,
            started_on=min(days),
            completed_on=max(days),
            stretches=tuple(one for it in parts for one in it.stretches),
        )


def _title(said: Said) -> str:
    """What was done: its task, else its description, else the kind of work; in its project."""
    done = next((said[it] for it in ("task", "title", "kind") if said.get(it)), "")
    words = [it for it in (said.get("project", ""), done) if it]
    return ": ".join(words) or "Work without a name"


def _estimate(said: Said) -> float | None:
    """None where nobody estimated: trackers write 0 for that too."""
    text = said.get("estimated_hours", "")
    return (hours(text) or None) if text else None


def _worked(text: str) -> float:
    took = hours(text)
    if not took:
        raise ValueRefusedError(
            "It took no time, which tells nothing. Write its hours, or drop it."
        )
    return took


def _past(text: str, *, today: date) -> date:
    on = day(text)
    if on > today:
        raise ValueRefusedError(f"{on.isoformat()} has not come yet. Mend the day.")
    return on


def _id(text: str) -> str:
    return text if len(text) <= LONGEST_ID else _named([text])


def _named(words: Iterable[str]) -> str:
    """A name for what has none, the same whenever it is read."""
    said = "\n".join(" ".join(it.split()).casefold() for it in words)
    return sha256(said.encode()).hexdigest()[:40]
