"""The header fields that Troth reads, and their words in plain Unicode."""

import re

from troth.pure.letter.charset import decoded, repaired
from troth.pure.letter.limits import Limits
from troth.pure.letter.transfer import from_base64, from_quoted_printable

Fields = dict[str, list[str]]
"""Lower-case name -> the values in the order of the letter, unfolded, stripped, not decoded."""

WANTED = frozenset(
    {
        "auto-submitted",
        "cc",
        "content-disposition",
        "content-transfer-encoding",
        "content-type",
        "date",
        "from",
        "in-reply-to",
        "list-id",
        "list-post",
        "list-unsubscribe",
        "message-id",
        "precedence",
        "references",
        "return-path",
        "sender",
        "subject",
        "to",
        "x-auto-response-suppress",
        "x-autoreply",
        "x-autorespond",
        "x-failed-recipients",
    }
)

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=")


def first(fields: Fields, name: str) -> str:
    """The first value of the field, or ""."""
    values = fields.get(name)
    return values[0] if values else ""


def readable(value: str, *, problems: list[str]) -> str:
    """The value as people read it: encoded words decoded, blanks folded into one.

    Whatever was damaged is added to `problems`. Source: RFC 2047.
    """
    if not value.isascii():
        value, problem = repaired(value)
        _add(problems, problem)
    if "=?" in value:
        value = _words_decoded(value, problems=problems)
    if "\0" in value:
        value = value.replace("\0", "")
    return " ".join(value.split())


def _words_decoded(value: str, *, problems: list[str]) -> str:
    """Every encoded word decoded; blanks between two of them belong to neither.

    Neighbours of one charset are joined as bytes first: some programs cut a character in two.
    """
    pieces: list[str] = []
    held, held_charset, end = b"", "", 0
    for number, word in enumerate(_ENCODED_WORD.finditer(value)):
        if number == Limits.ENCODED_WORDS:
            _add(problems, f"Only {number} encoded words of a header were read.")
            break
        charset = word[1].partition("*")[0].lower()
        between = value[end : word.start()]
        if between.strip() or charset != held_charset or not end:
            pieces.append(_text(held, held_charset, problems=problems))
            pieces.append(between if between.strip() or not end else "")
            held = b""
        held += _word_bytes(word[2], word[3])
        held_charset, end = charset, word.end()
    pieces.append(_text(held, held_charset, problems=problems))
    return "".join(pieces) + value[end:]


def _word_bytes(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    if encoding in "Bb":
        return from_base64(data)[0]
    return from_quoted_printable(data.replace(b"_", b" "))


def _text(data: bytes, charset: str, *, problems: list[str]) -> str:
    if not data:
        return ""
    text, problem = decoded(data, charset)
    _add(problems, problem)
    return text


def _add(problems: list[str], problem: str | None) -> None:
    if problem and problem not in problems:
        problems.append(problem)
