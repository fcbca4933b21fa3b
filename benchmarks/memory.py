"""The most memory that `troth scan` and its processes hold together."""

from pathlib import Path

from benchmarks.mailbox import Order, prepared
from benchmarks.peers import Troth
from benchmarks.places import count
from benchmarks.processes import can_measure_memory, peak_bytes

LARGE = Order(letters=20_000, mean_bytes=8_000, copies=10)
"""200,000 letters of 8 kB mean: 20,000 drawn ones, ten times each with ids and threads
of their own. At 39 kB they would be 7.9 GB; what a scan keeps of a letter does not grow with its
HTML."""


def report(maildir: Path, scratch: Path, *, large: bool) -> list[dict[str, object]]:
    """One line per mailbox: letters, mean size, peak in bytes. The large one lies beside."""
    if not can_measure_memory():
        return []
    maildirs = [maildir]
    if large:
        maildirs.append(prepared(maildir.with_name(f"maildir-{LARGE.total}"), LARGE))
    return [_line(one, scratch) for one in maildirs]


def _line(maildir: Path, scratch: Path) -> dict[str, object]:
    troth = Troth(maildir)
    peak = peak_bytes(troth.command(), output=scratch / "output", allowed=troth.allowed)
    letters = count(maildir)
    size = sum(file.stat().st_size for file in (maildir / "cur").iterdir())
    found = troth.counts(scratch / "output")["findings"]
    return {"letters": letters, "mean": size // letters, "findings": found, "peak_bytes": peak}
