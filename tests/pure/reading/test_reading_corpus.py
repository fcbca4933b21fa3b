"""Every sentence of every language's corpus means what the line below it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from troth.pure import reading
from troth.pure.reading import Finding, languages, read

FOLDER = Path(reading.__file__).parent
AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))

EXPECTED = re.compile(
    r"""
    (?P<kind>[a-z]+)
    (?:\ (?P<below><)?(?P<certainty>\d?\.\d+))?
    (?:\ (?:"(?P<due>[^"]+)"|(?P<undated>undated)))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Case:
    language: str
    sentence: str
    mine: bool
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*/*.txt")):
        if path.name != "words.txt":
            yield from cases_of(path)


def cases_of(path: Path) -> Iterator[Case]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("#")]
    for sentence, answer in zip(lines[::2], lines[1::2], strict=True):
        assert answer.startswith("> "), f"{path.name}: {answer!r} does not begin with `> `"
        for mine, expected in sides(answer.removeprefix("> ")):
            yield Case(path.parent.name, sentence.replace("\\n", "\n"), mine, expected)


def sides(answer: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """What is expected where I wrote it (True) and where they did."""
    if answer == "nothing":
        yield from [(True, ()), (False, ())]
        return
    for side in answer.split(" | "):
        writer, expected = side.split(": ")
        kinds = tuple(expected.split(" + "))
        assert writer in ("me", "them", "both"), f"who is {writer!r}?"
        yield from [(mine, kinds) for mine in (True, False) if writer in ("both", WRITER[mine])]


WRITER = {True: "me", False: "them"}


@pytest.mark.parametrize(
    "case", list(cases()), ids=lambda case: f"{case.language}-{WRITER[case.mine]}-{case.sentence}"
)
def test_a_sentence_of_the_corpus_means_what_its_line_says(case: Case):
    found, judged = (
        read(case.sentence, mine=case.mine, at=AT, languages=[case.language], plain=plain)
        for plain in (False, True)
    )

    assert found == judged
    assert sorted(f.kind.value for f in found) == sorted(kind_of(e) for e in case.expected)
    for expected in case.expected:
        check(expected, next(f for f in found if f.kind.value == kind_of(expected)))


def kind_of(expected: str) -> str:
    return expected.partition(" ")[0]


def check(expected: str, finding: Finding) -> None:
    wanted = EXPECTED.fullmatch(expected)
    assert wanted, f"{expected!r} is not understood"
    if wanted["certainty"]:
        certain = finding.certainty >= float(wanted["certainty"])
        assert certain is (wanted["below"] is None), finding
    if wanted["due"] or wanted["undated"]:
        assert finding.due_words == wanted["due"], finding


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("promise", 40),
        ("ask", 40),
        ("need", 40),
        *(
            (n, 12)
            for n in (
                "deferral",
                "delivery",
                "decision",
                "away",
                "inquiry",
                "alarm",
                "decline",
                "withdrawal",
            )
        ),
    ],
)
def test_every_kind_has_a_corpus_worth_the_name(language: str, name: str, least: int):
    sentences = {case.sentence for case in cases_of(FOLDER / language / f"{name}.txt")}

    assert len(sentences) >= least
