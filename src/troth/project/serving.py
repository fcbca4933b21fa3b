"""python -m troth.project.serving PORT [HOST [PROCESSES]]: serves the pages."""

import sys

from granian import Granian
from granian.constants import Interfaces

from troth.cli.bell import Told
from troth.worker.parent import FLAG, end_with_parent

HOST = "127.0.0.1"

THREADS = 4
"""Pages that a process makes at a time: they wait for the database more than for the processor."""

DRAIN_SECONDS = 25
"""How long pages under way may take after the server was told to stop."""


def main(arguments: list[str]) -> None:
    if FLAG in arguments:
        end_with_parent()
    port, host, processes = _read([it for it in arguments if it != FLAG])
    server = Granian(
        "troth.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        workers_kill_timeout=DRAIN_SECONDS,
        respawn_failed_workers=processes > 1,
    )
    server.main_loop_interrupt = Told()
    server.serve()


def _read(arguments: list[str]) -> tuple[int, str, int]:
    port, host, processes, *_ = [*arguments, *("", HOST, "1")[len(arguments) :]]
    return int(port), host, int(processes)


if __name__ == "__main__":
    main(sys.argv[1:])
