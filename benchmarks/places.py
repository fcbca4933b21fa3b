"""Where the benchmark's mailboxes lie, and parts of them."""

import os
from collections.abc import Sequence
from pathlib import Path

KEPT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "troth-benchmarks"
"""Mailboxes are written once and kept here."""


def count(maildir: Path) -> int:
    return sum(1 for _ in (maildir / "cur").iterdir())


def warm(maildir: Path) -> int:
    """Read every letter once, so that all programs find the same pages in memory; the bytes."""
    return sum(len(file.read_bytes()) for file in (maildir / "cur").iterdir())


def evenly(maildir: Path, *, letters: int) -> list[Path]:
    """So many of its letters, spread over the whole."""
    files = sorted((maildir / "cur").iterdir())
    return [files[number * len(files) // letters] for number in range(letters)]


def linked(files: Sequence[Path], folder: Path) -> Path:
    """A Maildir of these letters: hard links where the disk allows, else copies."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for file in files:
        _link(file, folder / "cur" / file.name)
    return folder


def _link(file: Path, to: Path) -> None:
    try:
        to.hardlink_to(file)
    except OSError:
        to.write_bytes(file.read_bytes())
