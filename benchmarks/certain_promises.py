"""How often what is shown as certain is what it says, judged sentence by sentence.

Every letter of the public `easy_ham` is read as its author's own, mass mail too. Of what has a
certainty of at least .8, a hundred sentences are drawn by seed (all, if there are fewer), for
promises and for what the author wants of others. A person's verdicts stand in
`certain_promises.json`: file name, offset of the sentence in the letter's new text, and whether
it is right. A sentence that has no verdict yet, because a rule or the cutting of replies has
changed, is counted and left out of the share. `--show` prints the sentences where they stand.

How they were judged. A promise is the writer's word to a reader to do something: not a plan for
oneself, a figure of speech, a condition nobody may meet, or another's words. A want is the
writer's: an order, a request or a question that a reader could act on or answer, also one to
everybody; not an error message, a sentence of a programme's documentation, a phrase ("correct me
if I'm wrong") or another's words.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from troth.promises.digest import Reader, digest
from troth.pure.letter import Letter, parse
from troth.pure.reading import Kind

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "mail" / "easy_ham"
VERDICTS = Path(__file__).with_name("certain_promises.json")
CERTAIN = 0.8
DRAWN = 100
SEED = 20261122
REQUIRED = 0.9
AROUND = 160
SORTS = {"promises": frozenset({Kind.PROMISE}), "wants": frozenset({Kind.ASK, Kind.NEED})}

Verdicts = dict[str, dict[str, dict[str, bool]]]
"""Sort, file name and offset to whether it is right."""


@dataclass(frozen=True)
class Case:
    """A certain sentence: in which file it stands, where in its new text, and what is around."""

    file: str
    offset: int
    certainty: float
    rule: str
    context: str


@dataclass(frozen=True)
class Share:
    """Of `certain` sentences `drawn` were drawn; `right` and `wrong` as judged."""

    sort: str
    certain: int
    drawn: int
    right: int
    wrong: int

    @property
    def unjudged(self) -> int:
        return self.drawn - self.right - self.wrong

    @property
    def share(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def main() -> int:
    options = _options()
    if not DATA.is_dir():
        print(f"Skipped: the public development data is not at {DATA.parent.parent}.")
        return 0
    verdicts: Verdicts = json.loads(VERDICTS.read_text("utf-8"))
    certain = {sort: list(_certain(kinds)) for sort, kinds in SORTS.items()}
    shares = []
    for sort, cases in certain.items():
        drawn = _drawn(cases, options.draw, seed=options.seed)
        shares.append(_share(sort, drawn, len(cases), verdicts[sort]))
        if options.show:
            _show(sort, drawn, verdicts[sort], only_unjudged=options.unjudged)
    print(json.dumps([_figures(each) for each in shares]) if options.json else _sentences(shares))
    return 0 if all(each.share >= REQUIRED for each in shares) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--draw", type=int, default=DRAWN)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true", help="print the sentences in context")
    parser.add_argument("--unjudged", action="store_true", help="with --show: without a verdict")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _certain(kinds: frozenset[Kind]) -> Iterator[Case]:
    """What is certain in any letter; a second copy of a letter counts for nothing."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(DATA.iterdir()):
        letter = parse(path.read_bytes())
        if letter.sender is None or (letter.message_id, letter.new) in seen:
            continue
        seen.add((letter.message_id, letter.new))
        reader = Reader(me=frozenset({letter.sender.email}), include_mass=True)
        for filed in digest(letter, reader).filed:
            found = filed.finding
            if found.kind in kinds and found.certainty >= CERTAIN:
                context = _context(letter, found.start, found.end)
                yield Case(path.name, found.start, found.certainty, found.rule, context)


def _context(letter: Letter, start: int, end: int) -> str:
    before, after = letter.new[max(0, start - AROUND) : start], letter.new[end : end + AROUND]
    return " ".join(f"{before} >>> {letter.new[start:end]} <<< {after}".split())


def _place(case: Case) -> tuple[str, int]:
    return case.file, case.offset


def _drawn(cases: list[Case], wanted: int, *, seed: int) -> list[Case]:
    """`wanted` of `cases`, the same ones again where others have come or gone since."""

    def lot(case: Case) -> bytes:
        return hashlib.sha256(f"{seed}:{case.file}:{case.offset}".encode()).digest()

    return sorted(sorted(cases, key=lot)[:wanted], key=_place)


def _verdict(case: Case, verdicts: dict[str, dict[str, bool]]) -> bool | None:
    return verdicts.get(case.file, {}).get(str(case.offset))


def _share(
    sort: str, drawn: list[Case], certain: int, verdicts: dict[str, dict[str, bool]]
) -> Share:
    said = [_verdict(case, verdicts) for case in drawn]
    return Share(sort, certain, len(drawn), said.count(True), said.count(False))


def _show(
    sort: str, drawn: list[Case], verdicts: dict[str, dict[str, bool]], *, only_unjudged: bool
) -> None:
    words = {True: "right", False: "WRONG", None: "no verdict"}
    for case in drawn:
        verdict = _verdict(case, verdicts)
        if verdict is None or not only_unjudged:
            print(f"{sort} {case.file} {case.offset} {case.certainty} {case.rule} {words[verdict]}")
            print(f"    {case.context}")


def _figures(each: Share) -> dict[str, str | float]:
    return {
        "sort": each.sort,
        "certain": each.certain,
        "drawn": each.drawn,
        "right": each.right,
        "wrong": each.wrong,
        "no_verdict": each.unjudged,
        "share": each.share,
    }


def _sentences(shares: list[Share]) -> str:
    return "\n".join(
        f"{each.sort}: {each.drawn} of {each.certain} drawn, {each.right} right, {each.wrong} wrong"
        f" ({each.share:.0%}; {REQUIRED:.0%} required), {each.unjudged} without a verdict."
        for each in shares
    )


if __name__ == "__main__":
    sys.exit(main())
