"""The processes of a practice: started together, and stopped together."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from troth.cli.bell import Bell

WITH_PARENT = "--with-parent"
LOG = "troth.log"
LOG_BYTES = 4 << 20
"""A log that has grown so large is put aside at the next start, and the one before it dropped."""

REASON_LINES = 5
TOLD_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Child:
    """A process that runs a part of Troth, by the name that a person would give it."""

    name: str
    process: "subprocess.Popen[bytes]"

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


class ChildEndedError(Exception):
    """A part of Troth ended by itself."""

    def __init__(self, child: Child, log: Path) -> None:
        code = child.process.returncode
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        said = last_lines(log)
        reason = f" Its last words:\n{said}" if said else ""
        super().__init__(f"The {child.name} ended ({how}), see {log}.{reason}")


@dataclass(slots=True)
class Children:
    """The processes that were started, all of which write into the log in `folder`.

    Each of them holds the other end of a pipe as its standard input: when this process ends, even
    by a kill, it is told.
    """

    folder: Path
    environment: dict[str, str]
    started: list[Child] = field(default_factory=list)
    _bell: Bell = field(default_factory=Bell)
    _told: int = 0

    def start(self, name: str, module: str, *arguments: str) -> Child:
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  # our own modules, by our own Python
                [sys.executable, "-m", module, *arguments, WITH_PARENT],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.environment,
            )
        child = Child(name, process)
        self.started.append(child)
        return child

    @property
    def log(self) -> Path:
        return self.folder / LOG

    @property
    def all_run(self) -> bool:
        return not self._told and not any(child.has_ended for child in self.started)

    def refuse_ended(self) -> None:
        """Raises ChildEndedError where one has ended that nobody told to."""
        for child in self.started:
            if child.has_ended and not self._told:
                raise ChildEndedError(child, self.log)

    def wait(self) -> None:
        """Until this process is told to stop. Raises ChildEndedError."""
        while not self._told:
            self._bell.wait()
            self.refuse_ended()

    def stop(self) -> None:
        """Tell all of them to end what they are doing, and wait until they have.

        Told a second time to stop, they are killed: what a job had not finished is done again at
        the next start.
        """
        for child in self.started:
            if not child.has_ended:
                child.process.terminate()
        told = self._told
        while running := [child for child in self.started if not child.has_ended]:
            if self._told > max(told, 1):
                for child in running:
                    child.process.kill()
            self._bell.wait(0.2)

    def wake(self, number: int, _frame: FrameType | None) -> None:
        """What signals call."""
        if number in TOLD_TO_STOP:
            self._told += 1
        self._bell.ring()

    def close(self) -> None:
        self._bell.close()
        for child in self.started:
            if child.process.stdin:
                child.process.stdin.close()


@contextmanager
def children(folder: Path, environment: dict[str, str] | None = None) -> Iterator[Children]:
    """A place to start processes from. On leaving it all of them have ended."""
    _put_aside(folder / LOG)
    held = Children(folder, dict(os.environ) | (environment or {}))
    signals = (*TOLD_TO_STOP, signal.SIGCHLD)
    before = {number: signal.signal(number, held.wake) for number in signals}
    try:
        yield held
    finally:
        held.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
        held.close()


def last_lines(log: Path) -> str:
    """The end of the log, as much of it as a person would read."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(f"  {line}" for line in lines[-REASON_LINES:])


def _put_aside(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    log.touch(mode=0o600)
