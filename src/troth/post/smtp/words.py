"""What a server said, in few words."""

import re

SAID_CHARACTERS = 300


def said(code: int, words: bytes) -> str:
    """A server's answer, short and fit to print."""
    text = re.sub(r"[^\x20-\x7e]+", " ", words[: 4 * SAID_CHARACTERS].decode("ascii", "replace"))
    text = text.strip()[:SAID_CHARACTERS].rstrip(". ")
    return f"{code} {text}".strip() if code > 0 else text or "nothing that can be understood"
