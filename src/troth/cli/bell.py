"""Waiting for a signal."""

import os
import select
import signal
import threading
import time
from contextlib import suppress


class Bell:
    """What a signal rings and a process waits for. One at a time, in the main thread.

    It is a pipe, because a lock that the waiting code holds cannot be had by the signal that
    interrupts it. Every signal that Python handles rings it by itself, at the moment it comes: one
    that came between the last look and the wait, or into another thread, would wait for the next.
    """

    def __init__(self) -> None:
        self._heard, self._rung = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._rung, False)
        self._before = signal.set_wakeup_fd(self._rung, warn_on_full_buffer=False)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # it rings already
            os.write(self._rung, b"!")

    def wait(self, seconds: float | None = None) -> None:
        """Until it rang, or for so long; at once where it rang since the last time."""
        select.select([self._heard], [], [], seconds)
        with suppress(BlockingIOError):
            os.read(self._heard, 1024)

    def close(self) -> None:
        signal.set_wakeup_fd(self._before)
        os.close(self._heard)
        os.close(self._rung)


class Told(threading.Event):
    """An event that signals set and the main thread waits for, which misses none of them."""

    def __init__(self) -> None:
        super().__init__()
        self._bell = Bell()
        self._is_set = False

    def is_set(self) -> bool:
        return self._is_set

    def set(self) -> None:
        self._is_set = True
        self._bell.ring()

    def clear(self) -> None:
        self._is_set = False

    def wait(self, timeout: float | None = None) -> bool:
        """Until it is set, or for so many seconds; whether it is."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self._is_set and (end is None or time.monotonic() < end):
            self._bell.wait(None if end is None else max(end - time.monotonic(), 0))
        return self._is_set

    def close(self) -> None:
        self._bell.close()
