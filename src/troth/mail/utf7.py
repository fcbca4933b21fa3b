"""Folder names as IMAP and Maildir++ write them.

Source: RFC 3501 section 5.1.3 (modified UTF-7).
"""

import re

SHIFTED = re.compile(rb"&([A-Za-z0-9+,]*)-?")


def decoded(name: bytes) -> str:
    """A folder's name as a person reads it; what is no modified UTF-7 stays as it is."""
    try:
        return SHIFTED.sub(_characters, name).decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "replace")


def _characters(shifted: re.Match[bytes]) -> bytes:
    if not shifted[1]:
        return b"&"
    return (b"+" + shifted[1].replace(b",", b"/") + b"-").decode("utf-7").encode()
