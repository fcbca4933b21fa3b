"""A whole mailbox, read once: what is kept of it and what became of every matter."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from tests.mailbox import ANNA, BEN, ME, MONDAY, letter
from troth.promises.batch import HEAD_BYTES
from troth.promises.digest import Reader
from troth.promises.owner import propose
from troth.promises.survey import Survey, survey
from troth.pure.ledger import Standing
from troth.pure.reading import Kind

READER = Reader(me=frozenset({ME}))


@dataclass
class Held:
    """A letter in hand."""

    raw: bytes
    name: str = "a letter"

    def read(self, limit: int | None = None) -> bytes:
        return self.raw[:limit]


@dataclass
class Vanished:
    """A letter that was there when the folder was listed."""

    name: str = "gone.eml"

    def read(self, limit: int | None = None) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")


@dataclass
class Pile:
    """Letters as a source."""

    held: list
    name: str = "a pile"
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def count(self) -> int:
        return len(self.held)

    def places(self):
        yield from self.held


def surveyed(*raws: bytes, since: datetime | None = None, reader: Reader = READER) -> Survey:
    return survey([Pile([Held(raw) for raw in raws])], reader=reader, since=since)


def standings(found: Survey) -> dict[str, tuple[str, str | None]]:
    return {it.finding.sentence: (it.finding.kind, it.standing) for it in found.matters}


def test_a_promise_kept_later_in_its_thread_is_met():
    found = surveyed(
        letter("I'll send you the quote by Friday.", sender=ME, to=ANNA, number=1),
        letter("Thanks!", number=2, answers=1, day=1),
        letter("Attached is the quote.", sender=ME, to=ANNA, number=3, answers=2, day=2),
    )

    assert standings(found)["I'll send you the quote by Friday."] == ("promise", Standing.MET)


def test_thanks_leave_an_ask_open_and_other_words_make_it_unclear():
    asked = letter("Could you send me the quote?", number=1)
    thanked = letter("Thanks, OK.", sender=ME, to=ANNA, number=2, answers=1, day=1)
    chatted = letter("The weather is lovely here.", sender=ME, to=ANNA, number=2, answers=1, day=1)

    assert [it.standing for it in surveyed(asked, thanked).matters] == [Standing.OPEN]
    assert [it.standing for it in surveyed(asked, chatted).matters] == [Standing.UNCLEAR]


def test_in_a_thread_of_several_people_the_one_addressed_counts():
    found = surveyed(
        letter("Ben, can you send the logo?", to=f"{ME}, {BEN}", number=1),
        letter("Robin, can you send the quote?", to=f"{ME}, {BEN}", number=2, subject="B"),
    )

    assert list(standings(found)) == ["Robin, can you send the quote?"]


def test_the_greeting_says_to_whom_the_letter_speaks():
    found = surveyed(letter("Hi Ben,\n\nCan you send the logo?", to=f"{ME}, {BEN}"))

    assert found.matters == []


def test_a_copy_of_a_letter_counts_once_and_a_reused_id_is_no_copy():
    found = surveyed(
        letter("Could you send me the quote?", number=1),
        letter("Could you send me the quote?", number=1),
        letter("Could you send me the plan?", number=1, day=3),
    )

    assert (len(found.letters), found.repeated, len(found.matters)) == (2, 1, 2)


def test_letters_before_since_are_left_out_but_for_none_after():
    raws = [letter("Could you call me?", day=day, number=day, subject=str(day)) for day in (0, 5)]

    assert len(surveyed(*raws, since=MONDAY + timedelta(days=1)).letters) == 1
    assert len(surveyed(*raws, since=MONDAY).letters) == 2


def test_what_vanished_is_named_and_costs_nothing_else():
    pile = Pile([Vanished(), Held(letter("Could you call me?"))])
    found = survey([pile], reader=READER)

    assert found.problems == [("gone.eml", "No such file or directory")]
    assert (found.unreadable, len(found.matters)) == (1, 1)


@pytest.mark.parametrize("missing", ["From", "Date"])
def test_a_letter_without_sender_or_date_counts_as_unreadable(missing):
    raw = letter("Could you call me?").decode()
    lines = [line for line in raw.splitlines() if not line.startswith(f"{missing}:")]
    found = surveyed("\n".join(lines).encode())

    assert found.unreadable == 1
    assert len(found.letters) == 1


def test_a_letter_longer_than_its_beginning_is_read_to_the_end_of_its_text():
    body = "This is a long line of an ordinary text that asks nothing of anybody.\n" * 1_500
    raw = letter(f"{body}\nCould you send me the quote by Friday?")

    assert len(raw) > HEAD_BYTES
    assert [it.finding.kind for it in surveyed(raw).matters] == [Kind.ASK]


def test_an_automatic_reply_answers_nothing():
    found = surveyed(
        letter("Could you send me the logo?", sender=ME, to=ANNA, number=1),
        letter(
            "I am out of the office until 20 March.",
            number=2,
            answers=1,
            day=1,
            subject="Automatic reply: Shop",
            more="Auto-Submitted: auto-replied\n",
        ),
    )

    assert standings(found)["Could you send me the logo?"] == ("need", Standing.OPEN)
    assert Kind.AWAY in {it.finding.kind for it in found.matters}


def test_a_bounce_asks_and_promises_nothing():
    raw = letter(
        "Your mail could not be delivered. Please send it again.",
        sender="MAILER-DAEMON@mail.example",
        subject="Undelivered Mail Returned to Sender",
        more="Return-Path: <>\n",
    )

    assert surveyed(raw).matters == []


def test_the_sender_keeps_their_offset():
    raw = letter("Could you call me?").replace(b"+0000", b"+0530")
    (matter,) = surveyed(raw).matters

    assert matter.sent_at == datetime(2026, 3, 2, 3, 30, tzinfo=UTC)
    assert matter.sent_at.utcoffset() == timedelta(hours=5, minutes=30)


def test_the_owner_is_proposed_from_who_stands_in_most_letters():
    pile = Pile([Held(letter("x", sender=f"p{n}@acme.example", number=n)) for n in range(4)])

    assert propose([pile])[0] == (ME, 1.0)
    assert propose([Pile([])]) == []


def test_progress_tells_every_letter():
    told: list[int] = []
    pile = Pile([Held(letter("x", number=n)) for n in range(250)])
    survey([pile], reader=READER, progress=told.append)

    assert sum(told) == 250
