"""How fast the desk takes in a Maildir, beside `notmuch new` on the same letters."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.mailbox import LETTERS, Order, prepared
from benchmarks.peers import Notmuch, missing
from benchmarks.places import KEPT, count, evenly, linked, warm
from benchmarks.processes import seconds

RUNS = 1


def main() -> int:
    asked = _arguments()
    order = Order(letters=asked.letters)
    maildir = prepared(asked.mailbox or KEPT / f"maildir-{order.total}", order)
    with tempfile.TemporaryDirectory(prefix="troth-import-") as name:
        scratch = Path(name)
        if asked.part:
            maildir = linked(evenly(maildir, letters=asked.part), scratch / "part")
        report = _measured(maildir, scratch, asked)
    print(json.dumps(report, indent=2) if asked.json else _page(report))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="pairs; the median counts")
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--part", type=int, help="only so many of the letters, spread evenly")
    parser.add_argument("--mailbox", type=Path, help="where the Maildir is written and kept")
    parser.add_argument("--without-notmuch", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measured(maildir: Path, scratch: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Pairs of runs, each on a fresh database and after all letters were read once more."""
    peer = None if asked.without_notmuch or missing("notmuch") else Notmuch(maildir, scratch)
    ours: list[float] = []
    theirs: list[float] = []
    counts: dict[str, int] = {}
    read = 0
    for number in range(asked.runs):
        read = warm(maildir)
        counts = _imported(maildir, scratch / f"home-{number}")
        ours.append(counts.pop("milliseconds") / 1000)
        print(f"pair {number + 1}: troth {ours[-1]:.2f} s", file=sys.stderr)
        if peer:
            warm(maildir)
            peer.begin()
            theirs.append(_timed(peer, scratch))
            print(f"pair {number + 1}: notmuch {theirs[-1]:.2f} s", file=sys.stderr)
    ratios = [slow / fast for slow, fast in zip(theirs, ours, strict=False)]
    return {
        "letters": count(maildir),
        "bytes": read,
        "cores": os.cpu_count(),
        "counts": counts,
        "troth_seconds": ours,
        "notmuch_seconds": theirs,
        "times_as_fast": statistics.median(ratios) if ratios else None,
    }


def _timed(peer: Notmuch, scratch: Path) -> float:
    return seconds(
        peer.command(),
        output=scratch / "output",
        environment=peer.environment,
        allowed=peer.allowed,
    )


def _imported(maildir: Path, home: Path) -> dict[str, int]:
    """One import in a process of its own, into a database made for it."""
    home.mkdir()
    command = [sys.executable, "-m", "benchmarks.importing", str(maildir)]
    environment = {
        **os.environ,
        "TROTH_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "troth.project.settings",
    }
    done = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
    sys.stderr.write(done.stderr)
    counts: dict[str, int] = json.loads(done.stdout)
    return counts


def _page(report: dict[str, Any]) -> str:
    counts, ratio = report["counts"], report["times_as_fast"]
    stored, read = counts["stored_bytes"] / 1e6, report["bytes"] / 1e6
    lines = [
        f"{report['letters']:,} letters, {read:,.0f} MB, {report['cores']} cores",
        f"kept: {counts['letters']:,} letters, {counts['entries']:,} entries, {stored:,.0f} MB",
        f"found: {counts['findings']:,}; the scan of the same letters: {counts['scanned']:,}",
        f"troth    {_all(report['troth_seconds'])}",
        f"notmuch  {_all(report['notmuch_seconds'])}",
        f"{ratio:.1f} times as fast" if ratio else "notmuch was left out",
    ]
    return "\n".join(lines)


def _all(seconds: Sequence[float]) -> str:
    return ", ".join(f"{each:.2f} s" for each in seconds) or "-"


if __name__ == "__main__":
    sys.exit(main())
