"""Bytes that may be a letter or only what somebody wrote, and a file of several letters."""

import re

from troth.pure.letter.charset import decoded
from troth.pure.letter.compose import parse_body
from troth.pure.letter.fast import parse
from troth.pure.letter.model import Letter

_BLOCK_BYTES = 64 * 1024
_FIELD = re.compile(rb"^([!-9;-~]{1,78}):", re.MULTILINE)
_TELLING = frozenset(
    b"""content-type delivered-to dkim-signature from message-id mime-version received return-path
    subject x-mozilla-status""".split()
)
_FIRST = _TELLING.union(
    b"""arc-seal authentication-results bcc cc comments date delivery-date envelope-to in-reply-to
    importance keywords list-id organization received-spf references reply-to sender status
    thread-topic to user-agent""".split()
)
_ONLY_IN_QUOTES = b"sent"
"""Outlook writes "Sent:" above a quote; no letter has such a field."""

_NEXT_LETTER = re.compile(rb"\n\r?\nFrom [^\n]{1,200}\d\d\d\d\r?\n[!-9;-~]{1,78}:")


def parse_file(raw: bytes) -> Letter:
    """The letter in a file: `parse`, or `parse_body` where the file begins without a header.

    Never raises. Bytes without a header are read as UTF-8, else as Windows-1252.
    """
    if has_header(raw):
        return parse(raw)
    return parse_body(decoded(raw, "")[0])


def has_header(raw: bytes) -> bool:
    """Whether the bytes begin with the header of a letter rather than with somebody's text."""
    start = raw.find(b"\n") + 1 if raw.startswith(b"From ") else 0
    block = raw[start : start + _BLOCK_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    first = _FIELD.match(block)
    if first is None or not (first[1].lower() in _FIRST or first[1].lower().startswith(b"x-")):
        return False
    names = {match[1].lower() for match in _FIELD.finditer(block)}
    return bool(names & _TELLING) and (_ONLY_IN_QUOTES not in names or b"message-id" in names)


def holds_several(raw: bytes) -> bool:
    """Whether the bytes are an mbox of more than one letter."""
    return raw.startswith(b"From ") and _NEXT_LETTER.search(raw) is not None
