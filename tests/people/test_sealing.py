from uuid import uuid4

import pytest
from django.test import override_settings

from troth.people.sealing import SealBrokenError, seal, unseal

PRACTICE, ROW = uuid4(), uuid4()


def sealed(text="s3cret ü"):
    return seal(text, practice=PRACTICE, table="mailbox", row=ROW)


def test_a_password_comes_back_in_its_own_row_alone():
    it = sealed()

    assert unseal(it, practice=PRACTICE, table="mailbox", row=ROW) == "s3cret ü"
    for elsewhere in (
        {"practice": uuid4(), "table": "mailbox", "row": ROW},
        {"practice": PRACTICE, "table": "feed", "row": ROW},
        {"practice": PRACTICE, "table": "mailbox", "row": uuid4()},
    ):
        with pytest.raises(SealBrokenError, match="Enter it again"):
            unseal(it, **elsewhere)


def test_nothing_of_the_password_stands_in_what_is_stored_and_no_two_seals_are_alike():
    assert b"s3cret" not in sealed()
    assert sealed() != sealed()


def test_another_key_is_named_as_the_reason():
    it = sealed()
    with (
        override_settings(SECRET_KEY="f" * 64),
        pytest.raises(SealBrokenError, match="sealed with another key"),
    ):
        unseal(it, practice=PRACTICE, table="mailbox", row=ROW)


@pytest.mark.parametrize("place", [0, 5, 17, -1])
def test_a_changed_byte_is_noticed(place):
    it = bytearray(sealed())
    it[place] ^= 1

    with pytest.raises(SealBrokenError):
        unseal(bytes(it), practice=PRACTICE, table="mailbox", row=ROW)


def test_what_was_cut_off_is_noticed():
    with pytest.raises(SealBrokenError):
        unseal(sealed()[:10], practice=PRACTICE, table="mailbox", row=ROW)
