"""What a server said, in few words."""

import re

SAID_CHARACTERS = 200


def said(error: BaseException) -> str:
    """A server's words, short and fit to print."""
    text = re.sub(r"[^\x20-\x7e]+", " ", str(error)[: 2 * SAID_CHARACTERS]).strip()
    # The client library puts the server's bytes into its errors as Python writes them.
    text = re.sub(r"""\bb(['"])(.*?)\1""", r"\2", text).rstrip(".")
    return text[:SAID_CHARACTERS] or type(error).__name__
