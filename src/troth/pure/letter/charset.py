"""Bytes become text, whatever their sender called them."""

import codecs
from functools import lru_cache

_WIDER = {
    "ascii": "",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Charset as declared -> the wider one that senders mean by it. Source: WHATWG Encoding."""

_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}
)
"""Codecs of Python that are no charsets of mail; some are slow, some raise on any text."""


def decoded(data: bytes, charset: str) -> tuple[str, str | None]:
    """The text that `data` holds, and in one sentence what was wrong with it, or None.

    Bytes without a charset are read as UTF-8, else as Windows-1252. Never raises.
    """
    name = _codec(charset)
    if name is None:
        return _latin(data), f"The charset {charset[:40]!r} is unknown; the text was read as Latin."
    if not name:
        return _guessed(data)
    try:
        text = data.decode(name)
    except UnicodeError:
        text = data.decode(name, "replace")
        return _sound(text), f"Some bytes are no {charset[:40]}; they were replaced."
    return _sound(text) if name != "utf-8" else text, None


def repaired(value: str) -> tuple[str, str | None]:
    """A header value whose raw bytes above 127 became surrogates, as text; and what was wrong."""
    try:
        data = value.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return _sound(value), None
    text, _ = _guessed(data)
    return text, "A header holds raw bytes above 127; its text was guessed."


@lru_cache(maxsize=256)
def _codec(charset: str) -> str | None:
    """Python's name for the charset, "" where it says nothing, None where nobody knows it."""
    if not charset:
        return ""
    try:
        codec = codecs.lookup(charset.strip("\"' "))
        "".encode(codec.name)
    except (LookupError, ValueError):
        return None
    name = codec.name
    return None if name in _NO_CHARSETS else _WIDER.get(name, name)


def _guessed(data: bytes) -> tuple[str, str | None]:
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _latin(data), "The text names no charset for its bytes; it was read as Windows-1252."


def _latin(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _sound(text: str) -> str:
    """Without lone surrogates, which some codecs let through and no output can write."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
