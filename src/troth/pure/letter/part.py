"""One part of a letter, as its headers describe it. Source: RFC 2045, RFC 2183."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from troth.pure.letter.fields import Fields, first

_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"?|([^;]*))')

READABLE = frozenset({"text/plain", "text/html"})
"""The kinds of leaves that a letter's text is looked for in."""


@dataclass(frozen=True, slots=True)
class Described:
    """A Content-Type or Content-Disposition: its lower-case kind and parameters."""

    kind: str
    parameters: dict[str, str]


class Part(NamedTuple):
    """A leaf of a letter with its bytes still encoded.

    `alternative`: it stands in a multipart/alternative; `attached`: it is a file;
    `forwarded`: it belongs to a letter inside this letter.
    """

    type: Described
    encoding: str
    body: bytes
    alternative: bool = False
    attached: bool = False
    forwarded: bool = False


def content_type(fields: Fields) -> Described:
    """The Content-Type; text/plain where it is missing or is none."""
    values = fields.get("content-type")
    return _type(values[0]) if values else PLAIN


def is_file(fields: Fields, described: Described) -> bool:
    """Whether a part inside a container is a file rather than something to read."""
    values = fields.get("content-disposition")
    if not values:
        return "name" in described.parameters
    disposition = _disposition(values[0])
    return disposition.kind == "attachment" or "filename" in disposition.parameters


def encoding_of(fields: Fields) -> str:
    """The Content-Transfer-Encoding, lower-case, without comments and what else follows it."""
    words = first(fields, "content-transfer-encoding").replace(";", " ").split(None, 1)
    return words[0].strip("\"'").lower() if words else ""


@lru_cache(maxsize=512)
def _type(value: str) -> Described:
    kind, _, _ = value.partition(";")
    kind = " ".join(kind.split()).lower()
    # A kind without exactly one slash is text: RFC 2045 section 5.2.
    return Described(kind if kind.count("/") == 1 else "text/plain", _parameters(value))


@lru_cache(maxsize=512)
def _disposition(value: str) -> Described:
    return Described(value.partition(";")[0].strip().lower(), _parameters(value))


def _parameters(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _PARAMETER.finditer(value):
        name = match[1].lower().partition("*")[0]
        found.setdefault(name, match[2] if match[2] is not None else match[3].strip())
    return found


PLAIN = Described("text/plain", {})
"""What a part is that does not say what it is."""
