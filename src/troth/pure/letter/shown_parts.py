"""The parts of a letter that a member may see or save: its markup, its pictures, its files."""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message
from email.parser import BytesParser
from typing import NamedTuple

from troth.pure.letter.fields import readable
from troth.pure.letter.limits import Limits
from troth.pure.letter.mend import mended
from troth.pure.letter.part import READABLE, Part, content_type, encoding_of, is_file
from troth.pure.letter.shown_words import file_name
from troth.pure.letter.transfer import undone

_CONTAINER = re.compile(
    rb"^content-type:[ \t]*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
_KIND = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,80}", re.ASCII)
_WANTED = ("content-type", "content-disposition", "content-transfer-encoding", "content-id")


class Attachment(NamedTuple):
    """A file that came with a letter: a name fit to be shown and saved, its kind, its bytes."""

    name: str
    kind: str
    size: int


class Piece(NamedTuple):
    """One leaf of a letter: the part, the name it gives itself, and what pictures call it by."""

    part: Part
    name: str
    content_id: str

    def data(self) -> bytes:
        """The bytes of the file."""
        return undone(self.part.body, self.part.encoding)[0]


def pieces_of(raw: bytes) -> list[Piece]:
    """The leaves of the letter in their order; a letter inside it is one of them. Never raises."""
    message = _parsed(raw)
    if any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects):
        message = _parsed(mended(raw) or raw)
    pieces = []
    for number, piece in enumerate(_leaves(message, depth=0, alternative=False)):
        if number >= Limits.PARTS:
            break
        pieces.append(piece)
    return pieces


def markup_in(pieces: list[Piece]) -> Piece | None:
    """The first HTML that is there to be read."""
    return next((piece for piece in pieces if _is_read(piece, "text/html")), None)


def attached(pieces: list[Piece], *, shown: set[str]) -> tuple[Attachment, ...]:
    """Every leaf that the letter does not show: all but its text, its HTML and the `shown` ids."""
    text = next((piece for piece in pieces if _is_read(piece, "text/plain")), None)
    markup = markup_in(pieces)
    return tuple(
        _attachment(piece)
        for piece in pieces
        if piece is not text
        and piece is not markup
        and not (piece.part.alternative and _is_read(piece, piece.part.type.kind))
        and not (piece.content_id and piece.content_id in shown)
        and (piece.part.attached or piece.name or piece.part.body.strip())
    )


def _is_read(piece: Piece, kind: str) -> bool:
    return piece.part.type.kind == kind and kind in READABLE and not piece.part.attached


def _attachment(piece: Piece) -> Attachment:
    kind = piece.part.type.kind
    return Attachment(
        file_name(piece.name),
        kind if _KIND.fullmatch(kind) else "application/octet-stream",
        len(piece.data()),
    )


def _parsed(raw: bytes) -> Message:
    """Without what lies beyond the limit of containers, which the standard library is slow at."""
    if raw.lower().count(b"content-type:") > Limits.CONTAINERS:
        begins = [match.start() for match in _CONTAINER.finditer(raw)]
        raw = raw[: begins[Limits.CONTAINERS + 1]] if len(begins) > Limits.CONTAINERS + 1 else raw
    return BytesParser(policy=policy.compat32).parsebytes(raw)


def _leaves(message: Message, *, depth: int, alternative: bool) -> Iterator[Piece]:
    fields = {name: _values(message, name) for name in _WANTED if name in message}
    described = content_type(fields)
    inner = message.get_payload() if message.is_multipart() else None
    if isinstance(inner, list) and described.kind.startswith("multipart/"):
        if depth < Limits.DEPTH:
            for child in inner:
                if isinstance(child, Message):
                    nested = described.kind == "multipart/alternative"
                    yield from _leaves(child, depth=depth + 1, alternative=nested or alternative)
        return
    attached = depth > 0 and (is_file(fields, described) or described.kind not in READABLE)
    name = _name(message)
    encoding = "" if inner is not None else encoding_of(fields)
    part = Part(described, encoding, _body(message), alternative=alternative, attached=attached)
    yield Piece(part, name, _id(fields))


def _values(message: Message, name: str) -> list[str]:
    return [
        " ".join(str(value).split()) for key, value in message.raw_items() if key.lower() == name
    ]


def _body(message: Message) -> bytes:
    """The bytes as they came, still encoded; of a letter inside the letter, that letter."""
    payload = message.get_payload()
    if isinstance(payload, list):
        return b"\n".join(_bytes(child) for child in payload if isinstance(child, Message))
    # Without these fields the standard library finds nothing to decode.
    del message["content-transfer-encoding"], message["content-type"]
    whole = message.get_payload(decode=True)
    return whole.replace(b"\r\n", b"\n") if isinstance(whole, bytes) else b""


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (UnicodeError, LookupError, ValueError, TypeError, AttributeError, IndexError):
        return b""  # The standard library cannot write every damaged letter that it has read.


def _name(message: Message) -> str:
    """The name a part gives its file. Source: RFC 2183, RFC 2231."""
    try:
        name = message.get_filename("")
    except (UnicodeError, LookupError, ValueError, TypeError):
        name = ""
    return readable(str(name), problems=[])


def _id(fields: dict[str, list[str]]) -> str:
    return fields.get("content-id", [""])[0].strip("<> ")
