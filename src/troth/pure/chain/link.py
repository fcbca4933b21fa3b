"""One entry, and the hash that ties it to the one before.

What is hashed is one line of canonical JSON, so that whoever has the entries can check them with
nothing but a JSON writer and SHA-256. Source: RFC 8785 (canonical JSON), of which this is the part
for strings, whole numbers, booleans, null, lists and objects; Haber 1991 (linked time-stamping).
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

GENESIS = bytes(32)
"""What the first entry of a chain has before it."""

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


class Line(NamedTuple):
    """An entry as it is hashed.

    `chain`, `by` and `about` are ids in words, empty where there is none. `seq` counts from 1. `at`
    is aware. `facts` is canonical JSON; `text_digest` is empty where no text lies beside it.
    """

    chain: str
    seq: int
    at: datetime
    by: str
    kind: str
    about: str
    facts: str
    text_digest: bytes


def canonical(facts: dict[str, object]) -> str:
    """`facts` in the one way to write them. Raises TypeError for what is no plain JSON value.

    Fractions are refused too, since programs write them differently: give them as words.
    """
    _refuse_fractions(facts)
    return _encode(facts)


def link(line: Line, *, previous: bytes) -> bytes:
    """The hash of `line` after the entry whose hash is `previous`; 32 bytes."""
    return sha256(written(line, previous=previous)).digest()


def written(line: Line, *, previous: bytes) -> bytes:
    """The bytes that are hashed: `line` after `previous` as one line of canonical JSON."""
    said = _encode(
        [
            previous.hex(),
            line.chain,
            line.seq,
            line.at.astimezone(UTC).isoformat(timespec="microseconds"),
            line.by,
            line.kind,
            line.about,
            line.facts,
            line.text_digest.hex(),
        ]
    )
    return said.encode()


def _refuse_fractions(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a fraction. Give it as words.")
    if isinstance(value, dict):
        for held in value.values():
            _refuse_fractions(held)
    elif isinstance(value, list | tuple):
        for held in value:
            _refuse_fractions(held)
