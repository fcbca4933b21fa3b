"""Files that a command is given."""

import sys
from pathlib import Path

from troth.cli.refusing import Refusal
from troth.web.because import because

STANDARD_INPUT = "-"


def bytes_of(name: str, *, wanted: str, most: int = -1) -> bytes:
    """What a file holds, or standard input where the name is `-`: the first `most` bytes of it.

    `wanted` is what to name instead of a file that cannot be read. Raises Refusal.
    """
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    try:
        with Path(name).open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise Refusal(f"{name} cannot be read: {because(error)}. Name {wanted}.") from error
    except ValueError:
        raise Refusal(f"{name!r} cannot be the name of a file. Name {wanted}.") from None
