"""Files of rules are read as people write them, and a mistake is told with its place."""

from pathlib import Path

import pytest

from troth.pure.reading.rulebook import RulesError, read_rules, read_words

WORDS = """\
# a comment
verb: send | write
    call            # another
    ( get | give ) back
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    language = tmp_path / "xx"
    language.mkdir()
    (language / "words.txt").write_text(WORDS, encoding="utf-8")
    return language


def rules(folder: Path, text: str) -> Path:
    path = folder / "promise.rules"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_goes_on_in_indented_lines(folder: Path):
    words = read_words(folder / "words.txt")

    assert words.entries["verb"] == ("send", "write", "call", "( get | give ) back")


def test_accents_in_a_rule_are_folded_as_in_a_letter(folder: Path):
    (folder / "words.txt").write_text("verb: schicke | überweise*\n", encoding="utf-8")

    assert read_words(folder / "words.txt").entries["verb"] == ("schicke", "uberweise*")


def test_what_stands_above_the_first_rule_holds_for_all(folder: Path):
    path = rules(folder, "unless never\nlower 0.2 maybe\n\n[one]\ncertainty 0.9\nsay i {verb}\n")

    book = read_rules(path, words=read_words(folder / "words.txt"))

    assert (len(book.common.unless), book.common.shifts[0][0]) == (1, -0.2)
    assert [(rule.name, rule.certainty, len(rule.say)) for rule in book.rules] == [("one", 0.9, 1)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[one]\ncertainty 0.9\nsay i {verbs}\n", 3, "add it to words.txt"),
        ("[one]\ncertainty high\nsay i\n", 2, "`certainty 0.9`"),
        ("[one]\ncertainty 2\nsay i\n", 2, "above 0 and up to 1"),
        ("[one]\nsay i\n", 1, "needs a `certainty`"),
        ("[one]\ncertainty 0.9\n", 1, "needs a `certainty` and a `say`"),
        ("say i\n", 1, "a rule begins `[its-name]`"),
        ("[one]\ncertainty 0.9\nsays i\n", 3, "`says i` is not understood"),
        ("[one]\ncertainty 0.9\nsay i\nlower maybe\n", 4, "`lower 0.2 maybe`"),
        ("[one]\ncertainty 0.9\nsay i\n[one]\ncertainty 0.9\nsay we\n", 4, "is there twice"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_to_write(
    folder: Path, text: str, line: int, says: str
):
    with pytest.raises(RulesError) as error:
        read_rules(rules(folder, text), words=read_words(folder / "words.txt"))

    assert f"xx/promise.rules, line {line}: " in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("    send | write\n", "a list begins `name:`"),
        ("verb: send\nverb: write\n", "is there twice"),
        ("verb:\n", "is empty"),
        ("verb: send | (\n", "in the list verb"),
    ],
)
def test_a_mistake_in_a_list_is_told_too(folder: Path, text: str, says: str):
    (folder / "words.txt").write_text(text, encoding="utf-8")

    with pytest.raises(RulesError, match=r"xx/words\.txt, line") as error:
        read_words(folder / "words.txt")

    assert says in str(error.value)


def test_endings_are_kept_as_they_are_written(tmp_path: Path):
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "words.txt").write_text("we: nosotros\n", encoding="utf-8")
    path = folder / "promise.rules"
    path.write_text("unless-ending ó | bé\n\n[one]\ncertainty 0.9\nsay envió\n", encoding="utf-8")

    book = read_rules(path, words=read_words(folder / "words.txt"))

    assert book.common.unless_ending == ["ó", "bé"]
