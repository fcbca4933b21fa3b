"""Choosing from a table by numbers."""

import pytest

from troth.cli.mailbox_add import _key, _numbers


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("all", [0, 1, 2, 3, 4]),
        ("none", []),
        ("", []),
        ("1", [0]),
        ("1,3-5", [0, 2, 3, 4]),
        (" 5 , 1 ", [0, 4]),
        ("2 2,2-3", [1, 2]),
        ("ALL", [0, 1, 2, 3, 4]),
    ],
)
def test_numbers_and_stretches_are_understood(said, chosen):
    assert _numbers(said, 5) == chosen


@pytest.mark.parametrize("said", ["0", "6", "1-6", "4-2", "x", "1;2", "-1", "1-", "²"])
def test_what_is_not_in_the_table_is_said_and_asked_again(said):
    with pytest.raises(ValueError, match="table"):
        _numbers(said, 5)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Acme.example", "acme.example"),
        ("@acme.example", "acme.example"),
        ("anna@acme.example", "acme.example"),
        ("anna@gmail.com", "anna@gmail.com"),
    ],
)
def test_a_client_is_named_by_domain_or_address(word, key):
    assert _key(word) == key
