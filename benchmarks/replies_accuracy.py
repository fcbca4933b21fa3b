"""How well a reply is cut down to what its sender wrote, beside two peers.

Five folders of public letters. For discourse the expected text is what its authors keep; of the
other four, 80 letters were read and marked by a person's eye before the splitter met them.

How they were drawn: file names sorted, `random.Random(20261122).sample`, folder after folder
(crisp 35, zapier 9, willdurand 18, mail-parser-reply 18, in proportion to their sizes). Five were
no letters (templates with [DATE] or [FROM] in place of a line, a bare list of attributions); those
were left out, and four of their places filled by `Random(20261123)` from the rest.

How they were marked: new is what the sender of this letter wrote for it. Not new are quoted text
and the lines that introduce it (also a "sent from" line's unmarked original below it), forwarded
blocks, signatures, the lines that telephones add, small print, list footers, and a warning that a
gateway puts on top. As discourse keeps it, a sign-off ("Best regards,", "Thanks,") is new, unless
it stands below a signature's delimiter. The name is new, unless something below it belongs to the
sender's signature (a title, a telephone, another name); then it is signature, too. A letter that
begins with its own header lines is new from its first line below them.

`reply_marks.json` holds only names and offsets: [start, end) in code points of the text decoded
as UTF-8 with replacement, "\\r\\n" as "\\n". One mark was corrected after the first run: its
last line had been misread. None was changed for what a program does.

The peers are no part of the project. Install `mail-parser-reply` and `email-reply-parser` into an
environment of their own and name its interpreter with `--peers`. Texts count as equal after runs
of blanks and line ends are collapsed (a flowed text is one whose lines are joined); F1 is of words,
the mean over the letters.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from troth.pure.letter import has_header, parse_file

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "replies"
MARKS = Path(__file__).with_name("reply_marks.json")
FOLDERS = ("discourse", "crisp", "zapier", "willdurand", "mail-parser-reply")
TROTH, MAIL_PARSER_REPLY, EMAIL_REPLY_PARSER = "troth", "mail-parser-reply", "email-reply-parser"

_ASK_PEERS = """
import json, sys
from email_reply_parser import EmailReplyParser as Zapier
from mailparser_reply import EmailReplyParser as Alfonsrv
from mailparser_reply.constants import MAIL_LANGUAGES
alfonsrv = lambda text: Alfonsrv(languages=list(MAIL_LANGUAGES)).read(text).replies[0].body
texts = json.load(sys.stdin)
json.dump({"mail-parser-reply": [alfonsrv(text) for text in texts],
           "email-reply-parser": [Zapier.parse_reply(text) for text in texts]}, sys.stdout)
"""
"""Both as their pages show them: every language switched on, signatures left out."""

_SECONDS = 120


@dataclass(frozen=True)
class Case:
    """One letter's file, and what in it is new."""

    folder: str
    name: str
    raw: bytes
    expected: str


@dataclass(frozen=True)
class Score:
    """What one program made of one folder."""

    folder: str
    program: str
    letters: int
    exact: int
    f1: float


def main() -> int:
    options = _options()
    if not DATA.is_dir():
        print(f"Skipped: the public development data is not at {DATA.parent}.")
        return 0
    cases = [case for folder in FOLDERS for case in cases_of(folder)]
    answers = {TROTH: [_normal(parse_file(case.raw).new) for case in cases]}
    if options.peers:
        answers |= _peers(options.peers, cases)
    scores = [
        _score(folder, program, zip(cases, given, strict=True))
        for folder in FOLDERS
        for program, given in answers.items()
    ]
    if options.json:
        print(json.dumps([vars(score) for score in scores]))
    else:
        _print(scores)
        if not options.peers:
            print("The peers were not asked: --peers names an interpreter that has them.")
    if options.misses:
        _print_misses(cases, answers[TROTH])
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter that has both peers")
    parser.add_argument("--misses", action="store_true", help="print what Troth cut otherwise")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def cases_of(folder: str) -> list[Case]:
    """The letters of a folder of which it is known what in them is new."""
    if folder == "discourse":
        return [
            Case(folder, path.name, path.read_bytes(), _normal(_text(trimmed.read_bytes())))
            for path in sorted((DATA / folder / "emails").iterdir())
            for trimmed in (DATA / folder / "trimmed" / path.name,)
        ]
    marks = json.loads(MARKS.read_text(encoding="utf-8"))
    cases = []
    for place, spans in marks.items():
        if place.startswith(f"{folder}/"):
            raw = (DATA / place).read_bytes()
            new = "\n\n".join(_text(raw)[start:end] for start, end in spans)
            cases.append(Case(folder, Path(place).name, raw, _normal(new)))
    return cases


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def _normal(text: str) -> str:
    """Its words with one blank between two: a program may join the lines that another broke."""
    return " ".join(text.split())


def _peers(python: str, cases: list[Case]) -> dict[str, list[str]]:
    """What the peers call the reply; they are given the body where the file has a header."""
    bodies = [
        _text(case.raw).partition("\n\n")[2] if has_header(case.raw) else _text(case.raw)
        for case in cases
    ]
    done = subprocess.run(
        [python, "-c", _ASK_PEERS],
        input=json.dumps(bodies),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        sys.exit(f"The peers could not be asked with {python}: {done.stderr.strip()[-300:]}")
    return {
        name: [_normal(text) for text in texts] for name, texts in json.loads(done.stdout).items()
    }


def _score(folder: str, program: str, answered: Iterable[tuple[Case, str]]) -> Score:
    rows = [(case.expected, given) for case, given in answered if case.folder == folder]
    exact = sum(expected == given for expected, given in rows)
    f1 = sum(_f1(expected, given) for expected, given in rows) / max(1, len(rows))
    return Score(folder, program, len(rows), exact, f1)


def _f1(expected: str, given: str) -> float:
    wanted, got = Counter(expected.split()), Counter(given.split())
    if not wanted and not got:
        return 1.0
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


def _print(scores: list[Score]) -> None:
    print(f"{'folder':<18} {'program':<20} {'exact':>8}  share     F1")
    for score in scores:
        share = score.exact / max(1, score.letters)
        right = f"{score.exact}/{score.letters}"
        print(f"{score.folder:<18} {score.program:<20} {right:>8}   {share:.3f}  {score.f1:.3f}")


def _print_misses(cases: list[Case], given: list[str]) -> None:
    for case, new in zip(cases, given, strict=True):
        if new != case.expected:
            print(f"\n=== {case.folder}/{case.name}\n--- expected\n{case.expected}\n--- cut\n{new}")


if __name__ == "__main__":
    sys.exit(main())
