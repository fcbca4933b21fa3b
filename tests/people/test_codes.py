"""Codes of an app as RFC 6238 gives them, and codes on paper."""

import doctest

import pytest

from troth.people import codes
from troth.people.actions import attempts

SECRET = b"12345678901234567890"

# Source: RFC 6238, appendix B, its eight digits cut to six.
OF_THE_STANDARD = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("at", "code"), OF_THE_STANDARD)
def test_codes_are_those_of_the_standard(at, code):
    assert codes.step_of(SECRET, code, at=at) == at // codes.STEP_SECONDS


@pytest.mark.parametrize(
    "typed", ["", "28708", "2870822", "abcdef", "é", "\0", "\ud800", "２８７０８２"]
)
def test_what_is_no_code_is_none(typed):
    assert codes.step_of(SECRET, typed, at=59) is None


def test_paper_codes_differ_and_can_be_read_from_paper():
    printed = [code for _ in range(50) for code in codes.new_paper_codes()]

    assert len(set(printed)) == 500
    assert not set("".join(printed)) & set("il1o0")


def test_a_paper_code_belongs_to_one_member():
    assert codes.digest_of_code("abcd", member="1") != codes.digest_of_code("abcd", member="2")


def test_the_square_says_what_an_app_reads():
    said = codes.address_for_app("ABC", account="a+b@x.example", issuer="Troth")

    assert said == (
        "otpauth://totp/Troth:a%2Bb@x.example?secret=ABC&issuer=Troth&digits=6&period=30"
    )


@pytest.mark.parametrize("module", [codes, attempts])
def test_the_examples_hold(module):
    found = doctest.testmod(module)

    assert found.attempted > 0
    assert found.failed == 0
