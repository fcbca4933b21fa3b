"""How many dates are read as the public cases say, and how often one is seen where none is.

Run with `python benchmarks/dates_accuracy.py [--json] [--misses]`. Needs the shared data.
"""

import argparse
import csv
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from troth.pure.when import Interval, When, find

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FREE = Path(__file__).with_name("date_free.json")
LANGUAGES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French"}
FILES = ("DateParser.json", "DateTimeParser.json", "DatePeriodParser.json")
AT = datetime(2001, 3, 1, 9, 0, tzinfo=UTC)


@dataclass
class Score:
    """Right answers of a file; `misses` as (text, expected, read)."""

    language: str
    what: str
    right: int = 0
    total: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print what was read wrong")
    options = parser.parse_args()
    if not DATA.is_dir():
        print("Skipped: the shared data does not lie beside this checkout.")
        return
    scores = [accuracy(language, name) for language in LANGUAGES for name in FILES]
    scores += [false_alarms(language) for language in LANGUAGES]
    if options.json:
        print(json.dumps([asdict(score) for score in scores], ensure_ascii=False))
        return
    for score in scores:
        share = score.right / score.total if score.total else 0
        print(f"{score.language} {score.what}: {score.right}/{score.total} = {share:.3f}")
        for text, expected, read in score.misses if options.misses else ():
            print(f"   {text!r}: {expected} was read as {read}")


def accuracy(language: str, name: str) -> Score:
    """Cases with exactly one result; right is the future resolution, found and alone."""
    score = Score(language, name)
    path = DATA / "dates" / "recognizers" / LANGUAGES[language] / name
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if len(case["Results"]) != 1 or "Context" not in case:
            continue
        at = datetime.fromisoformat(case["Context"]["ReferenceDateTime"][:19]).replace(tzinfo=UTC)
        expected = _expected(case["Results"][0]["Value"])
        found = find(case["Input"], at=at, language=language)
        score.total += 1
        if [_said(when) for when in found] == [expected]:
            score.right += 1
        else:
            read = ", ".join(f"{when.words} = {_said(when)}" for when in found) or "no date"
            score.misses.append((case["Input"], expected, read))
    return score


def _expected(value: dict[str, Any]) -> str:
    return "/".join(value.get("FutureResolution", {}).values())


def _said(when: When) -> str:
    value = when.value
    if isinstance(value, Interval):
        return f"{_plain(value.start)}/{_plain(value.end)}"
    return _plain(value)


def _plain(value: Any) -> str:
    return value.strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else str(value)


def false_alarms(language: str) -> Score:
    """Sentences that a person read as free of dates, by file and row; right is: none seen."""
    score = Score(language, "sentences without a date, none seen")
    for name, rows in _free(language).items():
        sentences = _sentences(DATA / name)
        for row in rows:
            found = find(sentences[row], at=AT, language=language)
            score.total += 1
            if found:
                seen = ", ".join(when.words for when in found)
                score.misses.append((f"{name}:{row}", "no date", seen))
            else:
                score.right += 1
    return score


def _free(language: str) -> dict[str, list[int]]:
    """File -> the rows chosen in it."""
    rows: dict[str, list[int]] = json.loads(FREE.read_text(encoding="utf-8"))[language]
    return rows


def _sentences(path: Path) -> list[str]:
    """The sentences of a file, in order: a column of a table, or a line each."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".tsv":
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return [row["sentence"] for row in table]
        return file.read().splitlines()


if __name__ == "__main__":
    main()
