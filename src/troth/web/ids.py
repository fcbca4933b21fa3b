"""Identifiers of rows."""

import os
import time
from uuid import UUID

_MILLISECONDS = 1_000_000


def uuid7() -> UUID:
    """A new identifier; later ones sort behind earlier ones.

    It is no clock that anything is decided by. Source: RFC 9562 §5.7.
    """
    random = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // _MILLISECONDS) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
