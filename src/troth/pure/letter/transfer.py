"""Content-Transfer-Encoding undone. Source: RFC 2045 section 6."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none"})


def undone(data: bytes, encoding: str) -> tuple[bytes, str | None]:
    """The bytes before they were encoded for the way, and what was wrong, or None. Never raises."""
    encoding = encoding.lower()
    if encoding == "quoted-printable":
        return from_quoted_printable(data), None
    if encoding == "base64":
        return from_base64(data)
    if encoding in _AS_IT_IS:
        return data, None
    if encoding in {"uuencode", "x-uuencode", "uue", "x-uue"}:
        return _from_uu(data), None
    return data, f"The encoding {encoding[:40]!r} is unknown; the text was taken as it is."


def from_quoted_printable(data: bytes) -> bytes:
    """Source: RFC 2045 section 6.7. What is no valid escape stays as it is."""
    return binascii.a2b_qp(data)


def from_base64(data: bytes) -> tuple[bytes, str | None]:
    """Source: RFC 2045 section 6.8. Foreign characters are skipped, a torn end is left out."""
    try:
        return binascii.a2b_base64(data), None
    except binascii.Error:
        kept = _NOT_BASE64.sub(b"", data)
        missing = -len(kept) % 4
        kept = kept[:-1] if missing == 3 else kept
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4)), "The base64 text is torn."


def _from_uu(data: bytes) -> bytes:
    """The lines between "begin" and "end"; a line that is none is left out."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(b"begin ")]
    if not starts:
        return data
    out = []
    for line in lines[starts[0] + 1 :]:
        if line.strip() == b"end":
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)
