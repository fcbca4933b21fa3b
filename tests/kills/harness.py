"""Victims forked from a warmed parent, killed at points that a seed decides.

How to use it, in a program of its own (never inside pytest, whose connections a fork would share):

    set_up(home)                      # tests.kills.stage: django.setup(), tables made
    hunt = Hunt(seed_of_run())
    def work(): ...                   # what a victim does from its start to its end
    hunt.measure(work)                # once unharmed: how many steps there are, and how long it takes
    for _ in range(200):
        fallen = hunt.kill(work)      # forks, kills; Fallen(phase, step), phase "" if it ended first
    work(); judge(...)                # recovery in the parent, then the judge
    print(hunt.histogram())

Half of the victims are killed by the parent after a random delay, wherever they are then; the other
half kill themselves at a random *step*, which the same seed repeats exactly. A step is just before
and just after a SQL statement, just before and just after a commit, and whatever a scene adds with
`hunt.step("smtp DATA")`, which is free outside a victim. The phase of a kill is the last step that
its victim told: "INSERT mail_message>" is after that statement, "<COMMIT" before that commit.

A victim has no connection of its parent's: `Hunt` closes them before each fork. An exception in a
victim ends the hunt with its traceback: only kills may stop a victim.
"""

import mmap
import os
import random
import signal
import struct
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from tests.kills.steps import watch_database

SEED = "TROTH_KILL_SEED"
"""Names the seed of a run that is to be repeated."""

PATIENCE = 60
"""Seconds after which a victim that was not to be killed has stalled."""

OVERSHOT = 1.02
"""Some victims may come to their end: what is killed just after it must be whole as well."""

Work = Callable[[], object]


class StalledVictimError(Exception):
    """A victim did not come to its end."""


class FailedVictimError(Exception):
    """A victim ended by itself, badly; its traceback was printed."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """Where a victim was when it was killed; `phase` is "" where it had ended before."""

    phase: str
    step: int


def seed_of_run() -> int:
    """The seed that the environment names, or else a new one, printed so that it can be repeated."""
    seed = int(os.environ.get(SEED) or int.from_bytes(os.urandom(4), "big"))
    print(f"{SEED}={seed}", flush=True)
    return seed


class Board:
    """A page of memory that a victim and its parent share: the last step, and how many there were."""

    _SIZE = 256

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, self._SIZE)
        self.clear()

    def clear(self) -> None:
        self._page[:] = bytes(self._SIZE)

    def tell(self, phase: str) -> int:
        """Write down a step; its number."""
        number = self.read()[1] + 1
        name = phase.encode()[: self._SIZE - 9]
        self._page[:] = struct.pack(f"<QB{self._SIZE - 9}s", number, len(name), name)
        return number

    def read(self) -> tuple[str, int]:
        number, length = struct.unpack_from("<QB", self._page)
        return self._page[9 : 9 + length].decode(errors="replace"), number


@dataclass(slots=True)
class Hunt:
    """Kills victims, and keeps count of where they were.

    One of so many (`one_of`) falls when it first comes to the step `falls_at`, if there is one:
    chance alone may pass by the place that matters most, or where a bug was planted.
    """

    seed: int
    falls_at: str = ""
    one_of: int = 2
    steps: int = 0
    seconds: float = 0.0
    phases: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    ended: int = 0
    _forked: int = 0
    _board: Board = field(default_factory=Board)
    _chance: random.Random = field(default_factory=random.Random)
    _last_step: int = 0
    _last_phase: str = ""
    _is_victim: bool = False
    _victims: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance.seed(self.seed)

    def measure(self, work: Work) -> None:
        """Let a victim come to its end: how many steps it has, and how long they take."""
        pid, began = self._fork(work), time.monotonic()
        self._wait(pid)
        self.steps, self.seconds = self._board.read()[1], time.monotonic() - began

    def kill(self, work: Work) -> Fallen:
        """Fork a victim that does `work`, and kill it somewhere in there."""
        by_step = self._chance.random() < 0.5
        share = self._chance.uniform(0, OVERSHOT)
        self._last_step = max(1, int(self.steps * share)) if by_step else 0
        self._forked += 1
        self._last_phase = self.falls_at if self._forked % self.one_of == 0 else ""
        pid = self._fork(work)
        if not by_step and not self._last_phase:
            self._kill_after(pid, self.seconds * share)
        status = self._wait(pid)
        return self._note(was_killed=os.WIFSIGNALED(status))

    def step(self, phase: str) -> None:
        """A point where a victim may be killed; nothing happens in any other process."""
        if not self._is_victim:
            return
        number = self._board.tell(phase)
        if phase == self._last_phase or (number == self._last_step and not self._last_phase):
            os.kill(os.getpid(), signal.SIGKILL)

    def histogram(self, *, most: int = 60) -> str:
        """Where the victims were, the most frequent first."""
        told = "\n".join(f"  {number:4} {phase}" for phase, number in self.phases.most_common(most))
        return (
            f"{self.kills} killed in {len(self.phases)} phases, {self.ended} ended before\n{told}"
        )

    def orphans(self) -> list[int]:
        """Processes that victims started and that outlived them."""
        groups = set(self._victims)
        return [pid for pid, group in _processes() if group in groups]

    def _fork(self, work: Work) -> int:
        """Once it is known that the victim has begun."""
        from django.db import connections

        connections.close_all()
        self._board.clear()
        sys.stdout.flush()
        begun, begin = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(begun)
            self._die(work, begin)
        self._victims.append(pid)
        os.close(begin)
        os.read(begun, 1)
        os.close(begun)
        return pid

    def _die(self, work: Work, begin: int) -> NoReturn:
        """The victim's whole life."""
        code = 1
        try:
            os.setpgid(0, 0)
            random.seed(os.urandom(8))
            self._is_victim = True
            watch_database(self.step)
            os.close(begin)
            work()
            self.step("end")
            code = 0
        except BaseException:  # noqa: BLE001  # a fork must not run its parent's code
            traceback.print_exc()
        finally:
            os._exit(code)

    def _kill_after(self, pid: int, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.02))
            if _has_ended(pid):
                return
        os.kill(pid, signal.SIGKILL)

    def _wait(self, pid: int) -> int:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                if os.WIFEXITED(status) and os.WEXITSTATUS(status):
                    raise FailedVictimError(f"after {self._board.read()}")
                return status
            time.sleep(0.001)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise StalledVictimError(f"after {self._board.read()}")

    def _note(self, *, was_killed: bool) -> Fallen:
        phase, step = self._board.read()
        if not was_killed or phase == "end":
            self.ended += 1
            # What there is to do has shrunk or grown: the next shares are of what is there now.
            self.steps = max((self.steps + step) // 2, 1) if step else self.steps
            return Fallen("", step)
        self.kills += 1
        self.phases[phase or "start"] += 1
        return Fallen(phase or "start", step)


def _processes() -> Iterator[tuple[int, int]]:
    """Every process of this machine that has not ended, with its group."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, group = path.read_text().rpartition(") ")[2].split()[:3]
            if state != "Z":
                yield int(path.parent.name), int(group)


def _has_ended(pid: int) -> bool:
    """Whether it may be waited for; it stays to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
