from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.pure.letter.letters import letter
from troth.pure.letter import Address, Limits, parse

CET = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("ben@firm.example", [("ben@firm.example", "")]),
        ("Ben <BEN@Firm.Example>", [("ben@firm.example", "Ben")]),
        ('"Doe, Ben" <ben@firm.example>', [("ben@firm.example", "Doe, Ben")]),
        ('"Ben \\"B\\" Doe" <ben@firm.example>', [("ben@firm.example", 'Ben "B" Doe')]),
        ("ben@firm.example (Ben Doe)", [("ben@firm.example", "Ben Doe")]),
        ("Ben (on (holiday)) <ben@firm.example>", [("ben@firm.example", "Ben")]),
        ("a@x.example, B <b@y.example>", [("a@x.example", ""), ("b@y.example", "B")]),
        ("Team: a@x.example, b@y.example;", [("a@x.example", ""), ("b@y.example", "")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?q?J=C3=BCrgen?= <j@x.example>", [("j@x.example", "Jürgen")]),
        ("=?utf-8?q?Doe=2C_Ben?= <b@x.example>", [("b@x.example", "Doe, Ben")]),
        ("<@relay.example:ben@firm.example>", [("ben@firm.example", "")]),
        ("Ben <ben@firm.example", [("ben@firm.example", "Ben")]),
        ("Ben <ben @ firm.example>", [("ben@firm.example", "Ben")]),
        ('"Ben <ben@firm.example>', [("ben@firm.example", "")]),
        ("Ben Doe", []),
        (",,;", []),
    ],
)
def test_addresses_are_read_in_every_form_that_people_and_programs_write(written, people):
    raw = letter(head=f"Cc: {written}\n")

    assert parse(raw).cc == tuple(Address(email, name) for email, name in people)


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("plain", "plain"),
        ("=?utf-8?b?R3LDvMOfZQ==?=", "Grüße"),
        ("=?iso-8859-1?q?Gr=FC=DFe?= an alle", "Grüße an alle"),
        ("=?utf-8?q?one?= =?utf-8?q?_two?=", "one two"),
        ("=?utf-8?q?Gr=C3?=\n =?utf-8?q?=BC=C3=9Fe?=", "Grüße"),
        ("folded\n over two\n\tlines", "folded over two lines"),
        ("=?x-nobody?q?caf=E9?=", "café"),
        ("=?utf-8?q?never closed", "=?utf-8?q?never closed"),
        ("a =?utf-8?q?b?= c", "a b c"),
    ],
)
def test_subjects_are_decoded(written, subject):
    raw = letter().replace(b"Subject: The plan", f"Subject: {written}".encode())

    assert parse(raw).subject == subject


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Mon, 2 Mar 2026 10:00:00 +0100", datetime(2026, 3, 2, 10, tzinfo=CET)),
        ("2 Mar 2026 10:00 +0100", datetime(2026, 3, 2, 10, tzinfo=CET)),
        ("Mon, 2 Mar 2026 10:00:00 +0100 (CET)", datetime(2026, 3, 2, 10, tzinfo=CET)),
        ("2 Mar 26 10:00:00 GMT", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("2 Mar 2026 05:00:00 EST", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("Mon, 2 Mar 2026 10:00:00 -0000", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("Mon Mar  2 10:00:00 2026", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("2026-03-02T10:00:00+01:00", datetime(2026, 3, 2, 10, tzinfo=CET)),
        ("Mon, 2 Mar 2026 10:00:60 +0100", datetime(2026, 3, 2, 10, 0, 59, tzinfo=CET)),
    ],
)
def test_dates_are_read_in_old_and_odd_forms(written, instant):
    raw = letter().replace(b"Mon, 2 Mar 2026 10:00:00 +0100", written.encode())

    assert parse(raw).sent_at == instant


def test_a_date_keeps_the_offset_that_the_sender_wrote():
    assert parse(letter()).sent_at.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 31 Feb 2026 10:00:00 +0100",
        "soon",
        "2 Mar 0001 10:00:00 +0100",
        "Mon, 2 Mar 2026 99:00",
    ],
)
def test_an_impossible_date_is_no_date_and_a_problem(written):
    letter_read = parse(letter().replace(b"Mon, 2 Mar 2026 10:00:00 +0100", written.encode()))

    assert letter_read.sent_at is None
    assert any("date" in problem for problem in letter_read.problems)


def test_references_are_oldest_first_and_end_with_what_was_answered():
    raw = letter(
        head="In-Reply-To: <b@x.example>\nReferences: <a@x.example> <b@x.example>\n <c@x.example>\n"
    )

    assert parse(raw).references == ("a@x.example", "c@x.example", "b@x.example")


def test_a_letter_does_not_refer_to_itself():
    raw = letter(head="References: <a@x.example> <plan@client.example>\n")

    assert parse(raw).references == ("a@x.example",)


def test_a_letter_without_an_id_gets_one_from_its_bytes_whatever_the_line_ends():
    raw = letter().replace(b"Message-ID: <plan@client.example>\n", b"")
    named = parse(raw).message_id

    assert named == parse(raw.replace(b"\n", b"\r\n")).message_id
    assert named == parse(b"From anna@client.example Mon Mar  2 10:00:00 2026\n" + raw).message_id
    assert named != parse(raw + b"one more word").message_id


def test_of_two_subjects_the_first_is_taken_and_it_is_said():
    read = parse(letter(head="Subject: Another\n"))

    assert read.subject == "The plan"
    assert read.problems == ("The letter has 2 subject fields; the first was taken.",)


def test_a_letter_that_names_no_sender_says_so():
    read = parse(b"Subject: Hello\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\nHi\n")

    assert read.sender is None
    assert "The letter names no sender." in read.problems


@pytest.mark.parametrize("damaged", ["no field at all", ">From anna", "Subject : The plan"])
def test_a_damaged_header_line_does_not_hide_the_fields_below_it(damaged):
    read = parse(b"Received: by mx.firm.example\n" + damaged.encode() + b"\n" + letter())

    assert read.sender == Address("anna@client.example", "Anna Example")
    assert read.new == "Hello Ben,\n\nthe plan is attached."
    assert "A damaged line of the header was mended or left out." in read.problems


def test_a_body_that_follows_the_header_without_an_empty_line_is_kept():
    read = parse(b"From: anna@client.example\nI will send it.\n\nAnna\n")

    assert read.new == "I will send it.\n\nAnna"


def test_raw_bytes_in_a_header_are_guessed_and_named():
    read = parse(letter().replace(b"The plan", "Der Entwürf".encode("latin-1")))

    assert read.subject == "Der Entwürf"
    assert read.problems == ("A header holds raw bytes above 127; its text was guessed.",)


def test_more_people_than_the_limit_are_cut_and_counted():
    crowd = ", ".join(f"p{number}@x.example" for number in range(Limits.ADDRESSES + 1))
    read = parse(letter(head=f"Cc: {crowd}\n"))

    assert len(read.cc) == Limits.ADDRESSES
    assert read.problems == ("Only 500 of 501 addresses were kept.",)


def test_more_header_fields_than_the_limit_are_cut_and_said():
    read = parse(b"X-Filler: 1\n" * (Limits.HEADERS + 1) + letter())

    assert read.sender is None
    assert any("header fields were read" in problem for problem in read.problems)
