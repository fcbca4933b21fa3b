"""Whole letters, opened by one process: read, packed, and ready to be stored.

Only what belongs to a chosen client is kept; of all other letters nothing leaves the process.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from troth.mail.filing import Kept, Taken, kept, storable, taken
from troth.mail.places import HeldPlace, Place
from troth.promises.batch import HEAD_BYTES, LETTER_BYTES, STRIDE
from troth.promises.digest import Filed, digest
from troth.promises.opened import Chosen, Discovery, Opened
from troth.pure.letter import Address, Letter, Truncated, parse
from troth.pure.reading import languages as known_languages
from troth.pure.reading import told

PIECE_BYTES = 16 << 20
"""A process gives back sooner what it has packed, so that huge letters do not pile up."""

USUAL_BYTES = 256 << 10
"""Nearly all letters are smaller."""

TELLING = 500
"""Code points of a letter that tell its language."""

MOST_ACTOR = 200


class Piece(NamedTuple):
    """What a process gives back, and the places it did not get to."""

    opened: Opened
    rest: Sequence[Place]


def open_places(places: Sequence[Place], chosen: Chosen) -> Piece:
    """Open letters; what cannot be read is told with its reason and costs no other letter."""
    opened = Opened()
    at = 0
    while at < len(places) and opened.packed_bytes < PIECE_BYTES:
        at += _open_some(places[at : at + STRIDE], chosen, into=opened)
    return Piece(opened, places[at:])


def discovered(raw: bytes, chosen: Chosen) -> list[Discovery]:
    """What is found in one letter's bytes, as `open_places` finds it."""
    opened = open_places([HeldPlace("a letter that is kept", raw, len(raw))], chosen).opened
    return opened.discoveries


class _Ours(NamedTuple):
    """A letter of a client: what it says, its bytes for keeping, and whose it is."""

    letter: Letter
    kept: Kept
    key_of: dict[Address, str]


def _open_some(places: Sequence[Place], chosen: Chosen, *, into: Opened) -> int:
    """Open as many as may be held together, at least one; how many that were.

    Their bytes are packed while they are at hand; they are read together afterwards. Note [All
    opened, then all read] in `batch`.
    """
    held: list[_Ours] = []
    size = done = 0
    for place in places:
        if size >= PIECE_BYTES:
            break
        done += 1
        if (one := _opened(place, chosen, into=into)) is not None:
            held.append(one)
            size += len(one.kept.packed)
    for one in held:
        _read(one, chosen, into=into)
    into.packed_bytes += size
    return done


def _opened(place: Place, chosen: Chosen, *, into: Opened) -> _Ours | None:
    """A letter that belongs to a client; of any other it is only counted that there was one."""
    try:
        raw = _bytes(place)
        letter = _letter(raw[:LETTER_BYTES])
    except Exception as error:  # noqa: BLE001  # one letter must never cost the others
        into.unreadable.append((place.name, _reason(error)))
        return None
    everybody = (*letter.to, *letter.cc)
    if letter.sender is not None:
        everybody = (letter.sender, *everybody)
    others = [person for person in everybody if person.email not in chosen.reader.me]
    key_of = {person: key for person in others if (key := chosen.key_of(person.email))}
    if not key_of:
        _leave(place, letter, others, into=into)
        return None
    if max(getattr(place, "size", 0), len(raw)) > min(len(raw), LETTER_BYTES):
        raw = raw[:LETTER_BYTES]
        letter = _with_problem(letter, f"Only its first {len(raw):,} bytes were read.")
    return _Ours(letter, kept(raw), key_of)


def _bytes(place: Place) -> bytes:
    """The whole letter, up to one byte more than is kept of it.

    A buffer for the largest letter costs more than reading most letters does.
    """
    raw = place.read(USUAL_BYTES)
    return raw if len(raw) < USUAL_BYTES else place.read(LETTER_BYTES + 1)


def _leave(place: Place, letter: Letter, others: Sequence[Address], *, into: Opened) -> None:
    if letter.sender is None and not others:
        into.unreadable.append((place.name, "It names nobody, so it belongs to no client."))
    else:
        into.others += 1


def _letter(raw: bytes) -> Letter:
    """The letter, read as the scan does: from its beginning where that is enough."""
    try:
        return parse(raw[:HEAD_BYTES], whole=len(raw) < HEAD_BYTES)
    except Truncated:
        return parse(raw)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"Troth failed on it ({error!r}); please report this."


def _with_problem(letter: Letter, problem: str) -> Letter:
    return letter._replace(problems=(*letter.problems, problem))


def _read(one: _Ours, chosen: Chosen, *, into: Opened) -> None:
    letter, reader = one.letter, chosen.reader
    try:
        posted, filed = digest(letter, reader)
    except Exception as error:  # noqa: BLE001  # its bytes are kept, and the others are read
        letter = _with_problem(letter._replace(new=""), _reason(error))
        posted, filed = digest(letter, reader)
    row = taken(
        one.kept,
        letter,
        posted,
        is_mine=posted.sender in reader.me,
        language=_language(letter, filed),
        keys=dict.fromkeys(one.key_of.values()),
    )
    if filed and row.sent_at is not None:
        into.discoveries += _discoveries(len(into.taken), row, filed, chosen)
    if row.is_word or filed:
        for person, key in one.key_of.items():
            into.meet(storable(person.email), key=key, name=storable(person.name))
    into.taken.append(row)


def _language(letter: Letter, filed: Sequence[Filed]) -> str:
    if filed:
        return filed[0].finding.language
    languages = told(letter.new[:TELLING], languages=known_languages())
    return languages[0] if len(languages) == 1 else ""


def _discoveries(
    place: int, row: Taken, filed: Sequence[Filed], chosen: Chosen
) -> Iterator[Discovery]:
    for it in filed:
        finding = it.finding
        others = it.to if row.is_mine else (row.sender,)
        counterpart = next((email for email in others if chosen.key_of(email)), "")
        if counterpart and row.sent_at is not None:
            yield Discovery(
                letter=place,
                key=chosen.key_of(counterpart),
                counterpart=storable(counterpart),
                kind=finding.kind.value,
                language=finding.language,
                rule=finding.rule,
                words=storable(finding.words),
                certainty=finding.certainty,
                sentence=storable(finding.sentence),
                start=finding.start,
                end=finding.end,
                is_mine=row.is_mine,
                to=json.dumps([storable(email) for email in it.to]),
                actor=storable(finding.actor, MOST_ACTOR),
                due=finding.due.isoformat() if finding.due else "",
                said_at=row.sent_at,
            )
