"""Waiting for a signal."""

import os
import select
from contextlib import suppress


class Bell:
    """What a signal rings and a process waits for.

    It is a pipe, because a lock that the waiting code holds cannot be had by the signal that
    interrupts it: `threading.Event` would wait for ever, once in a great many stops.
    """

    def __init__(self) -> None:
        self._heard, self._rung = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._rung, False)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # it rings already
            os.write(self._rung, b"!")

    def wait(self, seconds: float | None = None) -> None:
        """Until it rang, or for so long; at once where it rang since the last time."""
        select.select([self._heard], [], [], seconds)
        with suppress(BlockingIOError):
            os.read(self._heard, 1024)

    def close(self) -> None:
        os.close(self._heard)
        os.close(self._rung)
