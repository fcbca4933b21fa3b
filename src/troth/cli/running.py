"""Which process runs a practice: one at a time, told by a lock that no crash leaves behind."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "running"
TOGETHER = "together"
"""The file that is locked by all of those that work on a practice side by side."""

TRIES, PAUSE_SECONDS = 20, 0.05
"""A look at the lock holds it for a moment: who wants it asks for a second before giving up."""


@dataclass(frozen=True, slots=True)
class Running:
    """The process that runs the practice, and where its pages are; "" until they are."""

    pid: int
    address: str = ""


class RunsAlreadyError(Exception):
    """The practice of this folder is running."""

    def __init__(self, running: Running) -> None:
        self.running = running
        where = f" at {running.address}" if running.address else ""
        super().__init__(
            f"Troth runs already{where} (process {running.pid}). "
            "`troth link` prints a link to sign in; Ctrl-C where it runs stops it."
        )


class AtWorkError(Exception):
    """Others work on the practice of this folder."""

    def __init__(self) -> None:
        super().__init__(
            "`troth web` or `troth worker` is at work on this practice. Stop them first."
        )


class Run:
    """This process runs the practice."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def tell(self, address: str) -> None:
        """Write down where the pages are, for `troth link` and a second start."""
        said = json.dumps(asdict(Running(os.getpid(), address))).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, said, 0)


@contextmanager
def run(folder: Path) -> Iterator[Run]:
    """Be the one process that runs the practice in `folder`. Raises RunsAlreadyError.

    The system itself lets the lock go when the process ends, however it ends; the file stays and
    means nothing by itself.
    """
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked(descriptor):
            raise RunsAlreadyError(_said(folder) or Running(0))
        held = Run(descriptor)
        held.tell("")
        yield held
    finally:
        os.close(descriptor)


def work_together(folder: Path) -> None:
    """Be one of those that work on the practice, until this process and what it becomes end.

    Raises AtWorkError while somebody has it for themselves.
    """
    descriptor = os.open(folder / TOGETHER, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)
    _lock_together(descriptor, fcntl.LOCK_SH)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the practice in `folder` for oneself: nobody runs it, and nobody works on it there.

    Whoever works on another machine is not seen. Raises RunsAlreadyError, AtWorkError.
    """
    with run(folder):
        descriptor = os.open(folder / TOGETHER, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock_together(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def running(folder: Path) -> Running | None:
    """Who runs the practice in `folder`; None where nobody does, whatever the file says."""
    try:
        descriptor = os.open(folder / FILE, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _said(folder) or Running(0)
    finally:
        os.close(descriptor)
    return None


def _lock_together(descriptor: int, how: int) -> None:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AtWorkError from None


def _locked(descriptor: int) -> bool:
    for _ in range(TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE_SECONDS)
        else:
            return True
    return False


def _said(folder: Path) -> Running | None:
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Running(int(said["pid"]), str(said["address"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
