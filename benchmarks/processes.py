"""Running a program whole: how long it takes, and how much memory its processes hold together."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TICK = 0.02
"""Seconds between two looks at the memory."""

PROC = Path("/proc")


class FailedError(SystemExit):
    """A program that is measured did not do its work."""

    def __init__(self, command: Sequence[str], code: int, said: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {code}: {said.strip()[-800:]}")


def seconds(
    command: Sequence[str],
    *,
    output: Path,
    environment: Mapping[str, str] | None = None,
    allowed: frozenset[int] = frozenset({0}),
) -> float:
    """Wall time of the whole process, from its start to its end; its output goes to a file."""
    with output.open("wb") as file:
        begin = time.perf_counter()
        done = subprocess.run(
            command, stdout=file, stderr=subprocess.PIPE, env=_environment(environment), check=False
        )
        end = time.perf_counter()
    if done.returncode not in allowed:
        raise FailedError(command, done.returncode, done.stderr.decode("utf-8", "replace"))
    return end - begin


def peak_bytes(
    command: Sequence[str],
    *,
    output: Path,
    environment: Mapping[str, str] | None = None,
    allowed: frozenset[int] = frozenset({0}),
) -> int:
    """The largest sum of PSS over the process and all that it started, looked at every 20 ms.

    PSS counts a page that several processes share once, divided among them. Source: proc(5).
    """
    most = 0
    with output.open("wb") as file:
        running = subprocess.Popen(
            command, stdout=file, stderr=subprocess.DEVNULL, env=_environment(environment)
        )
        while running.poll() is None:
            most = max(most, held_bytes(running.pid))
            time.sleep(TICK)
    if running.returncode not in allowed:
        raise FailedError(command, running.returncode, "")
    return most


def held_bytes(process: int) -> int:
    """The PSS of a process that runs, with all that it started."""
    return sum(map(_pss, _tree(process)))


def can_measure_memory() -> bool:
    return (PROC / "self" / "smaps_rollup").exists()


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(more or {})}


def _tree(root: int) -> list[int]:
    """The process and its descendants, by the parents that /proc names."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            children.setdefault(_parent(entry), []).append(int(entry.name))
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text("latin-1").rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _pss(process: int) -> int:
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines()
    except (OSError, ValueError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
