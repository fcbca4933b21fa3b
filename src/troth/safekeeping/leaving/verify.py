"""Checks an export of Troth: every entry of the record, every text beside one, every letter.

Run it where about.json is, with Python 3.8 or newer: python3 verify.py
It says "whole", or names the first altered entry of each chain; the exit code is then 1.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035  # Python 3.8

TOP = Path(__file__).resolve().parent
FIELDS = ("chain", "seq", "at", "by", "kind", "about", "facts", "text_digest")


def lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as held:
        for line in held:
            yield json.loads(line)


def fault(entry: Any, chain: str, seq: int, previous: str) -> str:
    said = [previous] + [entry[name] for name in FIELDS]
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if (entry["chain"], entry["seq"]) != (chain, seq):
        return "it is missing"
    if entry["previous"] != previous:
        return "it does not follow the entry before it"
    if sha256(line.encode("utf-8", "surrogatepass")).hexdigest() != entry["hash"]:
        return "it was altered"
    text = bytes.fromhex(entry["salt"]) + entry["text"].encode("utf-8", "surrogatepass")
    is_same = sha256(text).hexdigest() == entry["text_digest"]
    is_told = entry["text_digest"] and not entry["erased_at"]
    return "the text beside it was altered" if is_told and not is_same else ""


def faults() -> Iterator[str]:
    about = json.loads((TOP / "about.json").read_text(encoding="utf-8"))
    for chain, (entries, head) in about["heads"].items():
        seq, previous, why = 0, "0" * 64, ""
        for seq, entry in enumerate(lines(TOP / "record" / f"{chain}.jsonl"), 1):
            why = fault(entry, chain, seq, previous)
            if why:
                yield f"{chain}: entry {seq}: {why}"
                break
            previous = entry["hash"]
        if not why and (seq, previous) != (entries, head):
            yield f"{chain}: entry {seq + 1}: the end was cut off"
    for path in sorted(TOP.glob("clients/*/letters.jsonl")):
        for letter in lines(path):
            file = TOP / letter["file"] if letter["file"] else None
            if file and sha256(file.read_bytes()).hexdigest() != letter["sha256"]:
                yield f"{letter['file']}: the letter was altered"


found = list(faults())
sys.stdout.write("\n".join(found or ["whole"]) + "\n")
sys.exit(1 if found else 0)
