"""What imaps://user@host[:port][/Folder] says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.mail import SourceError
from troth.mail.imap.address import Address, parse_address

HOST = "imap.firm.example"


@pytest.mark.parametrize(
    ("text", "user", "host", "port", "folder"),
    [
        (f"imaps://ann@{HOST}", "ann", HOST, 993, ()),
        (f"IMAPS://ann@{HOST}/", "ann", HOST, 993, ()),
        (f"imaps://ann@firm.example@{HOST}", "ann@firm.example", HOST, 993, ()),
        (f"imaps://ann%40firm.example@{HOST}:9993", "ann@firm.example", HOST, 9993, ()),
        (f"imaps://ann@{HOST}/INBOX", "ann", HOST, 993, ("INBOX",)),
        (f"imaps://ann@{HOST}/Clients/M%C3%BCller", "ann", HOST, 993, ("Clients", "Müller")),
        (f"imaps://ann@{HOST}/Why?/#1", "ann", HOST, 993, ("Why?", "#1")),
        (f"imaps://ann@{HOST}/100%25/a%2Fb/", "ann", HOST, 993, ("100%", "a/b")),
        (f"imaps://ann%3Ab@{HOST}", "ann:b", HOST, 993, ()),
        ("imaps://ann@[2001:db8::1]:994", "ann", "2001:db8::1", 994, ()),
        ("imap://ann@127.0.0.1:1143/INBOX", "ann", "127.0.0.1", 1143, ("INBOX",)),
        ("imap://ann@localhost", "ann", "localhost", 143, ()),
        ("imap://ann@[::1]", "ann", "::1", 143, ()),
    ],
)
def test_an_address_is_taken_apart(text, user, host, port, folder):
    tls = text.lower().startswith("imaps")

    assert parse_address(text) == Address(user, host, port, tls, folder)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"imaps://{HOST}", "Say whose mailbox it is, like imaps://"),
        (f"imaps://@{HOST}", "Say whose mailbox it is, like imaps://"),
        ("imaps://ann@", "names no server"),
        ("imaps://", "names no server"),
        (f"imaps://ann@{HOST}:port", "names no server"),
        (f"imaps://ann@{HOST}:99999", "names no server"),
        ("imaps://ann@[::1", "names no server"),
        (f"imaps://ann@{HOST}?x/INBOX", "names no server"),
        (f"imaps://ann:secret@{HOST}", "A password does not belong into an address"),
        (f"imap://ann@{HOST}", f"would send your password to {HOST} for everyone on the way"),
        ("imap://ann@127.0.0.1.firm.example", "Write imaps://, which is encrypted."),
        (f"imaps://ann%0d%0aA1%20DELETE@{HOST}", "holds a control character"),
        (f"imaps://ann@{HOST}/IN%0ABOX", "holds a control character"),
    ],
)
def test_an_address_that_will_not_do_is_refused_with_what_to_write(text, sentence):
    with pytest.raises(SourceError) as error:
        parse_address(text)

    assert sentence in str(error.value)


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(SourceError) as error:
        parse_address(f"imaps://ann:secret@{HOST}")

    assert "secret" not in str(error.value)


@given(st.text())
def test_any_text_is_an_address_or_a_sentence(rest):
    try:
        address = parse_address(f"imaps://{rest}")
    except SourceError as error:
        said = str(error)
    else:
        said = address.user and address.host

    assert said
