"""The draft as a link and as a file."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.letter import Address, parse
from troth.pure.wording import (
    LONGEST_MAILTO,
    Draft,
    UnusableAddressError,
    UnusableMessageIdError,
    eml,
    mailto,
)

ROBIN = Address("robin@harbour.example", "Robin Hale")
ANNA = Address("anna@acme.example", "Anna Weber")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DRAFT = Draft("Wo wir stehen", "Guten Tag,\n\nGrüße: „gut“\n\nRobin", "de")
ID = "<20261122.1@harbour.example>"

HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "X-Unsent",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
]

INJECTIONS = [
    "Anna\r\nBcc: spy@elsewhere.example",
    "Anna\nBcc: spy@elsewhere.example",
    "Anna\r\n\r\nAnother body",
    "Anna\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029Bcc: spy@elsewhere.example",
    'Anna" <spy@elsewhere.example>, "',
    "Anna, spy@elsewhere.example",
    "Änna, <spy@elsewhere.example>;:\\",
    "=?utf-8?q?=0D=0ABcc=3A_spy=40elsewhere=2Eexample?=",
    "Anna\x00\ud83d" + "ä" * 300,
]


def file(draft=DRAFT, *, sender=ROBIN, to=ANNA, message_id=ID) -> bytes:
    return eml(draft, sender=sender, to=to, message_id=message_id, at=NOON)


def opened(raw: bytes) -> EmailMessage:
    """The file as a mail program sees it, its line ends its own."""
    return message_from_bytes(raw.replace(b"\r\n", b"\n"), policy=policy.default)


def test_the_file_is_a_draft_that_reads_back_as_it_was_written():
    letter = parse(file())
    message = opened(file())

    assert (letter.sender, letter.to) == (ROBIN, (ANNA,))
    assert (letter.subject, letter.sent_at) == (DRAFT.subject, NOON)
    assert letter.message_id == ID.strip("<>")
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert message.get_content() == DRAFT.body + "\n"
    assert file().isascii()


def test_every_line_of_the_file_ends_in_crlf_and_is_short():
    raw = file(Draft("ä" * 500, "ä" * 5_000, "de"), to=Address(ANNA.email, "ä" * 500))

    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("name", INJECTIONS)
def test_a_name_injects_no_header_and_no_address(name):
    raw = file(sender=Address(ROBIN.email, name), to=Address(ANNA.email, name))
    message = opened(raw)

    assert message.keys() == HEADERS
    assert [found.addr_spec for found in message["To"].addresses] == [ANNA.email]
    assert [found.addr_spec for found in message["From"].addresses] == [ROBIN.email]
    assert message.get_content() == DRAFT.body + "\n"


@pytest.mark.parametrize("subject", INJECTIONS)
def test_a_subject_injects_no_header(subject):
    message = opened(file(Draft(subject, "Hello", "en")))

    assert message.keys() == HEADERS
    assert message.get_content() == "Hello\n"


@given(name=st.text(max_size=200), subject=st.text(max_size=200))
def test_no_name_and_no_subject_reaches_beyond_its_header(name, subject):
    raw = file(Draft(subject, "Hello", "en"), to=Address(ANNA.email, name))
    message = message_from_bytes(raw, policy=policy.compat32)

    assert message.keys() == HEADERS
    assert parse(raw).to[0].email == ANNA.email
    assert len(parse(raw).to) == 1


def test_an_address_beyond_ascii_keeps_its_letters_and_its_domain_goes_in_ascii():
    raw = file(to=Address("änna@müller.example", "Änna"))

    assert "Änna <änna@xn--mller-kva.example>".encode() in raw


UNUSABLE = [
    "",
    "anna",
    "anna@",
    "@acme.example",
    "anna@acme..example",
    "anna@acme.example\r\nBcc: spy@elsewhere.example",
    "anna@acme.example,spy@elsewhere.example",
    "anna@acme.example?bcc=spy@elsewhere.example",
    "<anna@acme.example>",
    "anna smith@acme.example",
    "=?utf-8?q?anna=2C_spy?=@acme.example",
    "anna@" + "a" * 70 + ".example",
]


@pytest.mark.parametrize("address", UNUSABLE)
def test_what_is_no_address_is_refused_with_what_to_do(address):
    with pytest.raises(UnusableAddressError, match="Correct it at the contact"):
        mailto(address, subject="", body="")
    with pytest.raises(UnusableAddressError):
        file(to=Address(address))
    with pytest.raises(UnusableAddressError):
        file(sender=Address(address))


@pytest.mark.parametrize("message_id", ["", "1@x.example", "<1>", "<a@b>\r\nBcc: c@d", "<ä@b>"])
def test_what_is_no_message_id_is_refused(message_id):
    with pytest.raises(UnusableMessageIdError):
        file(message_id=message_id)


def test_a_link_carries_the_letter_and_nothing_else():
    subject, body = "100 % & more? #1 = yes + Grüße", "Line one\nline two & ?\n\n“end”"
    link = mailto("anna+x/y@acme.example", subject=subject, body=body)
    parts = urlsplit(link)

    assert parts.scheme == "mailto"
    assert parts.path == "anna%2Bx%2Fy@acme.example"
    assert parts.fragment == ""
    assert parse_qs(parts.query, strict_parsing=True) == {
        "subject": [subject],
        "body": [body.replace("\n", "\r\n")],
    }
    assert link.isascii()
    assert " " not in link
    assert "+" not in link


@given(subject=st.text(max_size=80), body=st.text(max_size=120))
def test_no_words_break_a_link(subject, body):
    link = mailto("anna@acme.example", subject=subject, body=body)

    assert link is None or parse_qs(urlsplit(link).query, keep_blank_values=True).keys() == {
        "subject",
        "body",
    }


def test_a_link_that_programs_would_cut_is_none():
    room = LONGEST_MAILTO - len("mailto:anna@acme.example?subject=&body=")

    assert len(mailto("anna@acme.example", subject="", body="a" * room)) == LONGEST_MAILTO
    assert mailto("anna@acme.example", subject="", body="a" * (room + 1)) is None
    assert mailto("anna@acme.example", subject="", body="ä" * (room // 6 + 1)) is None
