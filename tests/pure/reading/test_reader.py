"""`read` answers for any text, and both its paths answer alike."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pure.reading import Finding, Kind, UnknownLanguageError, languages, read
from troth.pure.reading.grammar import FOLDER, Grammar, grammar

AT = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
WORDS = sorted(
    {
        word
        for path in FOLDER.glob("??/*")
        if path.is_file()
        for word in re.findall(r"[\w'’-]+", path.read_text(encoding="utf-8"))
    }
)
SPEECH = st.lists(
    st.one_of(
        st.sampled_from(WORDS), st.sampled_from([",", ".", "?", "!", "\n", "\n\n", '"', ":", "-"])
    ),
    max_size=60,
).map(" ".join)


def both(text: str, *, mine: bool = False) -> list[Finding]:
    fast = read(text, mine=mine, at=AT)

    assert fast == read(text, mine=mine, at=AT, plain=True)
    return fast


@given(SPEECH, st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_plain_path_gives_the_same_findings(text: str, mine: bool):  # noqa: FBT001
    both(text, mine=mine)


@given(st.text())
@settings(deadline=None)
def test_any_text_gets_an_answer(text: str):
    both(text)


@given(SPEECH)
@settings(max_examples=100, deadline=None)
def test_a_finding_says_where_its_sentence_stands(text: str):
    for finding in read(text, mine=True, at=AT):
        assert text[finding.start : finding.end] == finding.sentence
        assert finding.words in finding.sentence
        assert 0 < finding.certainty < 1
        assert (finding.due is None) == (finding.due_words is None)


@given(SPEECH)
@settings(max_examples=100, deadline=None)
def test_a_sentence_has_at_most_one_finding_of_a_kind(text: str):
    places = [(finding.start, finding.kind) for finding in read(text, mine=False, at=AT)]

    assert len(places) == len(set(places))
    assert [place for place, _ in places] == sorted(place for place, _ in places)


@given(SPEECH)
@settings(max_examples=100, deadline=None)
def test_who_wrote_it_turns_promise_into_need_and_ask_and_changes_nothing_else(text: str):
    mine = [(f.sentence, f.rule, f.due) for f in read(text, mine=True, at=AT)]
    theirs = [(f.sentence, f.rule, f.due) for f in read(text, mine=False, at=AT)]

    # Asks and needs of mine are one kind, so of two such rules only the better is kept.
    assert {s for s, *_ in mine} == {s for s, *_ in theirs}


@pytest.mark.parametrize(
    "text",
    [
        "." * 50_000,
        "? " * 20_000,
        '"' * 20_000,
        '"a ' * 10_000,
        "please " * 10_000,
        "i will " * 10_000,
        "x" * 100_000,
        "-" * 50_000,
        "\n" * 50_000,
        "a, " * 20_000,
        " " * 50_000 + "please",
        "if you can, could we, i'll then, " * 2_000,
        "\ud800\x00\uffff" * 1_000 + " please call me",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_and_endless_texts_are_read_to_their_end(text: str):
    read(text, mine=False, at=AT)


def test_a_long_letter_reads_alike_on_both_paths():
    both("Could you send it by Friday? I'll call you tomorrow. Nothing else happened today. " * 40)


def test_the_findings_of_a_letter_come_in_order_with_their_rules():
    text = (
        "Hi Ben,\n\nthe site is down! Can you have a look?\nI'll be in the office until 5.\n\nAnna"
    )

    found = both(text)

    assert [(f.kind, f.rule) for f in found] == [
        (Kind.ALARM, "en/alarm/is-down"),
        (Kind.ASK, "en/ask/can-you"),
    ]


def test_a_letter_in_an_unknown_language_names_those_there_are():
    with pytest.raises(UnknownLanguageError, match=r"Choose from: .*en"):
        read("x", mine=True, at=AT, languages=["xx"])


@pytest.mark.parametrize("language", languages())
def test_no_rule_is_written_in_vain(language: str):
    """A rule that no sentence of the corpora fires is either wrong or lacks its sentence."""
    fired = {
        finding.rule
        for path in FOLDER.glob(f"{language}/*.txt")
        if path.name != "words.txt"
        for line in path.read_text(encoding="utf-8").splitlines()
        for finding in all_rules(line, language=language)
    }
    written = {saying.rule for saying in grammar(language)._sayings}

    assert written - fired == set()


def all_rules(line: str, *, language: str) -> list[Finding]:
    return read(line, mine=False, at=datetime(2026, 3, 2, 9, tzinfo=UTC), languages=[language])


def test_real_mail_reads_alike_on_both_paths(shared_data: Path):
    letters = sorted((shared_data / "mail" / "easy_ham").iterdir())[::25]
    assert len(letters) >= 50

    found = sum(len(both(text_of(letter)[:6_000])) for letter in letters)

    assert found > 50


def text_of(letter: Path) -> str:
    body = message_from_bytes(letter.read_bytes(), policy=policy.compat32).get_payload(decode=True)
    return body.decode("utf-8", errors="replace") if isinstance(body, bytes) else ""


def test_a_grammar_is_kept_once_it_is_read():
    assert isinstance(grammar("en"), Grammar)
    assert grammar("en") is grammar("en")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Please send the plan by 3/4.", "2026-03-04"),
        ("The kickoff is on 25/3/2026. Please send the plan by 3/4.", "2026-04-03"),
        ("We are open 24/7 and met on 2/25. Please send the plan by 3/4.", "2026-03-04"),
        ("Das Treffen ist am 25/3. Bitte schicken Sie mir den Plan bis 3/4.", "2026-04-03"),
    ],
)
def test_day_and_month_are_ordered_as_the_letter_orders_them(text: str, due: str):
    found = [each for each in read(text, mine=False, at=AT) if each.due]

    assert [each.due.isoformat() for each in found] == [due]


@pytest.mark.parametrize("language", languages())
def test_no_rule_is_looked_for_in_every_sentence(language: str):
    """A kernel that is in any words whatever would make the automaton let everything through."""
    open_to_all = [
        kernel for kernel in grammar(language).kernels if re.search(kernel, "zzz qqq", re.ASCII)
    ]

    assert open_to_all == []
