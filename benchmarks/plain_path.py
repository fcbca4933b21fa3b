"""Whether the fast path and the plain path of `troth scan` find the same in every letter."""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.mailbox import LETTERS, SEED, Order, prepared
from benchmarks.peers import Troth
from benchmarks.places import KEPT, count, linked
from benchmarks.processes import seconds

SAMPLE = 2_000
SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every letter, not a seeded sample")
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--mailbox", type=Path, help="where the Maildir is written and kept")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    order = Order(letters=asked.letters)
    maildir = prepared(asked.mailbox or KEPT / f"maildir-{order.total}", order)
    with tempfile.TemporaryDirectory(prefix="troth-benchmark-") as name:
        if not asked.all:
            files = sorted((maildir / "cur").iterdir())
            drawn = Random(asked.seed).sample(files, min(asked.sample, len(files)))
            maildir = linked(drawn, Path(name) / "sample")
        report = _compare(maildir, Path(name))
    print(json.dumps(report, indent=2) if asked.json else _sentences(report))
    return 1 if report["only_fast"] or report["only_plain"] else 0


def _compare(maildir: Path, scratch: Path) -> dict[str, list[str] | int]:
    fast, plain = _findings(maildir, scratch), _findings(maildir, scratch, "--plain")
    return {
        "letters": count(maildir),
        "fast": fast.total(),
        "plain": plain.total(),
        "equal": (fast & plain).total(),
        "only_fast": sorted((fast - plain).elements()),
        "only_plain": sorted((plain - fast).elements()),
    }


def _findings(maildir: Path, scratch: Path, *options: str) -> Counter[str]:
    troth = Troth(maildir, *options)
    output = scratch / "findings"
    seconds(troth.command(), output=output, allowed=troth.allowed)
    return Counter(output.read_text("utf-8").splitlines())


def _sentences(report: dict[str, list[str] | int]) -> str:
    only_fast, only_plain = report["only_fast"], report["only_plain"]
    assert isinstance(only_fast, list)
    assert isinstance(only_plain, list)
    first = (
        f"{report['letters']:,} letters; findings: {report['fast']:,} on the fast path, "
        f"{report['plain']:,} on the plain one, {report['equal']:,} equal."
    )
    lines = [first]
    lines += [f"only fast:  {line}" for line in only_fast[:SHOWN]]
    lines += [f"only plain: {line}" for line in only_plain[:SHOWN]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
