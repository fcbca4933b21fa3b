"""How well `troth read` tells sentences that want or promise something from those that do not.

Two public sets of business mail, labelled by people, read as `troth read --from them` reads them:
one sentence per line, the same settings for both. A line counts as found where it carries an ask,
a promise, a need or a deferral, however certain. Each set is split in two by a hash (of the mail
where whole mails are given, else of the sentence): rules are written while reading the first half
only, so the second says what they are worth elsewhere.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from troth.pure.reading import Kind, read

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "intent"
SETS = ("lin_mails_001_600", "parakweet_train")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
CARRIED = frozenset({Kind.ASK, Kind.PROMISE, Kind.NEED, Kind.DEFERRAL})
SEED = "troth"
REQUIRED = 0.75
HALVES = ("read while writing rules", "not read")


@dataclass(frozen=True)
class Line:
    """One sentence, whether people say that it carries something, and the half it falls into."""

    text: str
    carries: bool
    half: str


@dataclass
class Score:
    """Counts of one set, or of one half of it."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.false + self.missed)

    def count(self, *, carries: bool, found: bool) -> None:
        self.found += carries and found
        self.false += found and not carries
        self.missed += carries and not found


def main() -> int:
    options = _options()
    if not DATA.is_dir():
        print(f"Skipped: the public development data is not at {DATA.parent.parent}.")
        return 0
    scores: dict[str, dict[str, Score]] = {}
    for name in SETS:
        scores[name] = {half: Score() for half in ("both", *HALVES)}
        for line in _lines(name):
            found = _carries(line.text)
            scores[name]["both"].count(carries=line.carries, found=found)
            scores[name][line.half].count(carries=line.carries, found=found)
            if options.misses and found is not line.carries and line.half == HALVES[0]:
                print(f"{name}\t{'missed' if line.carries else 'false'}\t{line.text}")
    print(_as_json(scores) if options.json else _as_table(scores))
    return 0 if all(score["both"].f1 >= REQUIRED for score in scores.values()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="figures as one JSON object")
    parser.add_argument(
        "--misses", action="store_true", help="the wrong ones of the half that may be read"
    )
    return parser.parse_args()


def _carries(text: str) -> bool:
    return any(finding.kind in CARRIED for finding in read(text, mine=False, at=AT))


def _lines(name: str) -> Iterator[Line]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if name.startswith("lin"):
            next(rows)
            for mail, _, task, sentence, *_ in rows:
                yield Line(sentence, task == "1", _half(mail))
        else:
            for label, sentence, *_ in rows:
                yield Line(sentence, label == "1", _half(sentence))


def _half(key: str) -> str:
    digest = hashlib.sha256(f"{SEED}:{key}".encode()).digest()
    return HALVES[digest[0] % 2]


def _as_json(scores: dict[str, dict[str, Score]]) -> str:
    return json.dumps(
        {
            name: {
                half: {**asdict(s), "precision": s.precision, "recall": s.recall, "f1": s.f1}
                for half, s in halves.items()
            }
            for name, halves in scores.items()
        }
    )


def _as_table(scores: dict[str, dict[str, Score]]) -> str:
    rows = [
        f"{name:20} {half:26} {s.precision:9.3f} {s.recall:7.3f} {s.f1:6.3f}"
        f" {s.found:6} {s.false:6} {s.missed:7}"
        for name, halves in scores.items()
        for half, s in halves.items()
    ]
    head = (
        f"{'set':20} {'half':26} precision  recall     F1  found  false  missed"
        f"   (F1 of both halves must be at least {REQUIRED:.2f})"
    )
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.exit(main())
