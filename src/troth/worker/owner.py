"""How a worker is called in its leases, so that others on its machine can tell whether it lives."""

import os
import socket
from contextlib import suppress
from pathlib import Path


def own_name() -> str:
    return f"{_place()}/{os.getpid()}"


def has_died(owner: str) -> bool:
    """Whether the worker of that name is known to be no more; of another place nobody knows."""
    place, _, number = owner.rpartition("/")
    return place == _place() and number.isdecimal() and not _is_alive(int(number))


def _place() -> str:
    """Where process numbers mean the same: two containers of one host name have their own."""
    numbers = ""
    with suppress(OSError):  # no Linux: one machine, one count of processes
        numbers = str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]")
    return f"{socket.gethostname()}/{numbers}" if numbers else socket.gethostname()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # Our own number, in the name of one who had it before us: we have claimed nothing yet.
    return process != os.getpid()
