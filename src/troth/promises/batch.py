"""Letters read a batch at a time, so that several processes can share a mailbox."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from troth.mail.sources import Place
from troth.promises.digest import Filed, Reader, digest
from troth.pure.ledger import Letters
from troth.pure.letter import Letter, Truncated, parse, parse_plain
from troth.pure.reading import told

HEAD_BYTES = 16 * 1024
"""How much of a letter is read at first: the wanted part ends before it in all but a few."""

LETTER_BYTES = 32 * 1024 * 1024
"""How much of a letter is read at most."""


STRIDE = 50
"""Letters opened before any of them is read, and so held in memory together."""


class _Opened(NamedTuple):
    """A letter, where it lies, and how many bytes of it were read if more than its beginning."""

    place: Place
    letter: Letter
    read_bytes: int


class Found(NamedTuple):
    """What was found in the letter at `place` of a batch."""

    place: int
    message_id: str
    sent_at: datetime | None
    filed: tuple[Filed, ...]


@dataclass(slots=True)
class Batch:
    """What a batch of letters gave.

    `letters` is every letter, in columns; `found` what was found in them, by position. `names` is
    the fullest display name seen for an address. `problems` says which letters were damaged or
    could not be read, and why: (place, why). `unreadable` counts those of which nothing could be
    had: no bytes, no sender or no date.
    """

    letters: Letters = field(default_factory=Letters)
    found: list[Found] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    unreadable: int = 0


# Note [All opened, then all read]
# Opening a letter and reading it run through different code and data, each nearly as large as a
# core's cache. Taking some letters through the one and then through the other, rather than each
# letter through both, saves a fifth of the time.


def read_batch(places: Sequence[Place], reader: Reader) -> Batch:
    """Read the letters at `places`; what cannot be read is told with its reason."""
    batch = Batch()
    for start in range(0, len(places), STRIDE):  # Note [All opened, then all read]
        opened = [_open(place, reader, into=batch) for place in places[start : start + STRIDE]]
        for each in opened:
            if each is not None:
                _read(each, reader, into=batch)
    return batch


def usual_languages(places: Sequence[Place], reader: Reader) -> tuple[str, ...]:
    """The languages that these letters are clearly in, in the order of `reader.languages`."""
    nowhere = Batch()
    opened = [_open(place, reader, into=nowhere) for place in places]
    clear = {
        language
        for each in opened
        if each is not None
        and len(languages := told(each.letter.new, languages=reader.languages)) == 1
        for language in languages
    }
    return tuple(language for language in reader.languages if language in clear)


def keep_names(letter: Letter, names: dict[str, str]) -> None:
    """Remember the fullest name each address was seen with."""
    for person in letter.to if letter.sender is None else (letter.sender, *letter.to):
        if person.name and len(person.name) > len(names.get(person.email, "")):
            names[person.email] = person.name


def _open(place: Place, reader: Reader, *, into: Batch) -> _Opened | None:
    try:
        return _Opened(place, *_letter(place, plain=reader.plain))
    except Exception as error:  # noqa: BLE001  # one letter must never cost the others
        _tell(error, place, into=into)
        return None


def _read(opened: _Opened, reader: Reader, *, into: Batch) -> None:
    place, letter, read_bytes = opened
    try:
        posted, filed = digest(letter, reader)
    except Exception as error:  # noqa: BLE001  # one letter must never cost the others
        _tell(error, place, into=into)
        return
    into.letters.append(posted)
    if filed:
        found = Found(len(into.letters) - 1, letter.message_id, letter.sent_at, filed)
        into.found.append(found)
    keep_names(letter, into.names)
    if letter.problems:
        into.problems += [(place.name, problem) for problem in letter.problems]
    if letter.sender is None or letter.sent_at is None:
        into.unreadable += 1
    if read_bytes and read_bytes < getattr(place, "size", 0):
        into.problems.append((place.name, f"Only its first {read_bytes:,} bytes were read."))


def _tell(error: Exception, place: Place, *, into: Batch) -> None:
    why = f"Troth failed on it ({error!r}); please report this."
    if isinstance(error, OSError):
        why = error.strerror or str(error)
    into.unreadable += 1
    into.problems.append((place.name, why))


def _letter(place: Place, *, plain: bool) -> tuple[Letter, int]:
    """The letter, from its beginning where that is enough, and the bytes read if more were."""
    if plain:
        return parse_plain(place.read(LETTER_BYTES)), 0
    raw = place.read(HEAD_BYTES)
    try:
        return parse(raw, whole=len(raw) < HEAD_BYTES), 0
    except Truncated:
        raw = place.read(LETTER_BYTES)
        return parse(raw), len(raw)
