"""python -m troth.project.serving PORT: serves the pages to this machine alone."""

import sys

from granian import Granian
from granian.constants import Interfaces

from troth.worker.parent import FLAG, end_with_parent

HOST = "127.0.0.1"

THREADS = 4
"""Pages that are made at a time: a page waits for the database more than for the processor."""


def main(arguments: list[str]) -> None:
    if FLAG in arguments:
        end_with_parent()
    Granian(
        "troth.project.wsgi:application",
        address=HOST,
        port=int(arguments[0]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
