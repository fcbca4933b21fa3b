"""How fast `troth scan` reads a Maildir, beside notmuch and mairix on the same letters."""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks import memory
from benchmarks.mailbox import LETTERS, Order, prepared
from benchmarks.peers import Mairix, Notmuch, Program, Troth, missing
from benchmarks.places import KEPT, count, evenly, linked, warm
from benchmarks.processes import seconds

RUNS = 5
NOTMUCH_LETTERS = 2_000
"""notmuch reads some 200 letters a second, so it gets a tenth of them; its own speed falls as
its database grows, so that this flatters it."""


@dataclass
class Measured:
    """One program's runs. `letters` is how many lie in the Maildir it was given."""

    name: str
    does: str
    letters: int
    seconds: list[float] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return self.letters / statistics.median(self.seconds)


def main() -> int:
    asked = _arguments()
    order = Order(letters=asked.letters)
    maildir = prepared(asked.mailbox or KEPT / f"maildir-{order.total}", order)
    with tempfile.TemporaryDirectory(prefix="troth-benchmark-") as name:
        report = _measure(asked, maildir, Path(name))
    if asked.json:
        print(json.dumps(report, indent=2))
    else:
        _show(report)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=_positive, default=RUNS, help="rounds; the median counts")
    parser.add_argument("--letters", type=_positive, default=LETTERS)
    parser.add_argument("--mailbox", type=Path, help="where the Maildir is written and kept")
    parser.add_argument(
        "--notmuch-letters",
        type=_positive,
        default=NOTMUCH_LETTERS,
        help="how many letters notmuch gets; as many as --letters for all",
    )
    parser.add_argument("--without", action="append", default=[], choices=["notmuch", "mairix"])
    parser.add_argument("--no-memory", action="store_true", help="leave out the memory runs")
    parser.add_argument("--large", action="store_true", help="memory at 200,000 letters, too")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _measure(asked: argparse.Namespace, maildir: Path, scratch: Path) -> dict[str, object]:
    troth = Troth(maildir)
    peers, notes = _peers(asked, maildir, scratch)
    bytes_read = warm(maildir)
    rounds = _in_turn([troth, *peers], runs=asked.runs, scratch=scratch)
    rounds["troth"].counts["letters"] = _letters_read(troth)
    if "notmuch" in rounds:
        notes.append(_linearity(asked, rounds["notmuch"], maildir, scratch))
    return {
        "letters": count(maildir),
        "bytes": bytes_read,
        "cores": os.cpu_count(),
        "programs": [asdict(one) for one in rounds.values()],
        "times_as_fast_as": _ratios(rounds),
        "memory": [] if asked.no_memory else memory.report(maildir, scratch, large=asked.large),
        "notes": [note for note in notes if note],
    }


def _peers(
    asked: argparse.Namespace, maildir: Path, scratch: Path
) -> tuple[list[Program], list[str]]:
    found: list[Program] = []
    absent = {name: missing(name) for name in ("mairix", "notmuch") if name not in asked.without}
    if absent.get("mairix", "left out") is None:
        found.append(Mairix(maildir, scratch))
    if absent.get("notmuch", "left out") is None:
        part = maildir
        if asked.notmuch_letters < asked.letters:
            part = linked(evenly(maildir, letters=asked.notmuch_letters), scratch / "part")
        found.append(Notmuch(part, scratch))
    return found, [sentence for sentence in absent.values() if sentence]


def _in_turn(programs: list[Program], *, runs: int, scratch: Path) -> dict[str, Measured]:
    """Every program once per round, each on a fresh index and after all letters were read once
    more: some machines give back pages within seconds. A first run of Troth does not count,
    because it may have to make its environment."""
    found = {one.name: Measured(one.name, one.does, count(one.maildir)) for one in programs}
    _run(programs[0], scratch)
    for number in range(runs):
        for one in programs:
            warm(one.maildir)
            took = _run(one, scratch)
            found[one.name].seconds.append(took)
            found[one.name].counts.update(one.counts(scratch / "output"))
            print(f"round {number + 1}: {one.name} {took:.2f} s", file=sys.stderr)
    return found


def _run(program: Program, scratch: Path) -> float:
    program.begin()
    return seconds(
        program.command(),
        output=scratch / "output",
        environment=program.environment,
        allowed=program.allowed,
    )


def _letters_read(troth: Troth) -> int:
    """What the page, which is not timed, says of how many letters were read."""
    command = [part for part in troth.command() if part != "--json"]
    done = subprocess.run(command, capture_output=True, check=False, text=True, errors="replace")
    said = re.search(r"Read ([\d,]+) letter", done.stdout)
    return int(said[1].replace(",", "")) if said else 0


def _linearity(asked: argparse.Namespace, measured: Measured, maildir: Path, scratch: Path) -> str:
    """notmuch once on half as many letters: does its time grow as their number does?"""
    if asked.notmuch_letters >= asked.letters:
        return ""
    half = linked(evenly(maildir, letters=asked.notmuch_letters // 2), scratch / "half")
    took = _run(Notmuch(half, scratch), scratch)
    part, whole = count(half), statistics.median(measured.seconds)
    return (
        f"notmuch read {measured.letters:,} of the letters, evenly drawn, at "
        f"{measured.rate:,.0f} a second, and {part:,} of them at {part / took:,.0f} a second: "
        f"half the letters took {took / whole:.2f} of the time. The ratio compares rates."
    )


def _ratios(rounds: dict[str, Measured]) -> dict[str, dict[str, object]]:
    """Letters a second of Troth divided by those of the peer, for each pair of runs."""
    troth = rounds["troth"]
    found: dict[str, dict[str, object]] = {}
    for name, peer in rounds.items():
        if name == "troth":
            continue
        pairs = [
            (troth.letters / mine) / (peer.letters / theirs)
            for mine, theirs in zip(troth.seconds, peer.seconds, strict=True)
        ]
        found[name] = {"pairs": pairs, "median": statistics.median(pairs)}
    return found


def _show(report: dict[str, object]) -> None:
    from benchmarks.speed_page import show  # only a person needs it

    show(report)


if __name__ == "__main__":
    sys.exit(main())
