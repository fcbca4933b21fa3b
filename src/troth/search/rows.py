"""Texts on their way into the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from troth.search.folding import words_of
from troth.search.matching import BETWEEN, KIND, SHARED
from troth.search.models import Text

MOST_BYTES = 900_000
"""Bytes of one text's words in all its scopes: PostgreSQL takes a megabyte."""

BYTES_BESIDE = 14
"""What a word takes beside its own bytes: its code and its places."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A text to be found: what kind of row has it, whose it is, and when it was.

    `about` is what an entry is about. `people` are names and addresses, found and not shown.
    """

    kind: str
    row: UUID
    clients: tuple[UUID, ...]
    at: datetime
    words: str
    title: str = ""
    people: str = ""
    about: UUID | None = None


def text_of(it: Kept, practice: UUID, codes: Mapping[UUID, str]) -> Text:
    """Its row, still without an id."""
    scopes = [codes[practice], *sorted(codes[client] for client in set(it.clients))]
    return Text(
        practice=practice,
        kind=it.kind,
        row=it.row,
        about=it.about,
        at=it.at,
        scopes=scopes,
        title=it.title,
        people=it.people,
        words=it.words,
        folded=folded(it.kind, (it.title, it.people, it.words), scopes=scopes),
    )


def folded(kind: str, parts: Iterable[str], *, scopes: Sequence[str]) -> str:
    """The words of a text as they are indexed, as many of them as the index takes."""
    words = [KIND + kind, *([SHARED] if len(scopes) > 2 else [])]
    for part in parts:
        found = words_of(part)
        words += [*found, BETWEEN] if found else []
    return " ".join(_fitting(words, most=MOST_BYTES // len(scopes)))


def _fitting(words: list[str], *, most: int) -> list[str]:
    room = most
    for place, word in enumerate(words):
        room -= len(word.encode()) + BYTES_BESIDE
        if room < 0:
            return words[:place]
    return words
