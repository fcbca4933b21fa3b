"""Which letters belong together."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.ledger import Letters, join, subject_key
from troth.pure.ledger.threads import bare_subject

from .thread import ANNA, BEN, ME, posted


def same(letters) -> list[set[int]]:
    """The threads as sets of positions."""
    threads: dict[int, set[int]] = {}
    for place, thread in enumerate(join(Letters(letters), me={ME})):
        threads.setdefault(thread, set()).add(place)
    return sorted(threads.values(), key=min)


def test_a_reference_joins_across_years_and_subjects():
    letters = [
        posted(ANNA, day=0, number=0, subject="Shop"),
        posted(ME, day=900, number=1, answers=0, subject="Something else"),
    ]

    assert same(letters) == [{0, 1}]


def test_two_answers_to_a_letter_that_is_missing_belong_together():
    letters = [
        posted(ANNA, day=0, number=1, answers=0, subject="Shop"),
        posted(BEN, day=9, number=2, answers=0, subject="Other"),
    ]

    assert same(letters) == [{0, 1}]


def test_without_references_subject_and_person_join_within_thirty_days():
    letters = [
        posted(ANNA, day=0, number=0, subject="New shop"),
        posted(ME, day=29, number=1, subject="Re: new  shop"),
        posted(ANNA, day=60, number=2, subject="AW: New shop"),
    ]

    assert same(letters) == [{0, 1}, {2}]


def test_the_same_subject_from_another_person_is_another_thread():
    letters = [
        posted(ANNA, day=0, number=0, subject="Question"),
        posted("carl@other.example", day=1, number=1, subject="Question"),
    ]

    assert same(letters) == [{0}, {1}]


def test_an_empty_subject_joins_nothing():
    letters = [posted(ANNA, day=day, number=day, subject="Re: ") for day in (0, 1)]

    assert same(letters) == [{0}, {1}]


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=10))
def test_the_order_in_which_letters_are_read_does_not_matter(drawn):
    letters = [
        posted(ANNA, day=at, number=10 * at + number, answers=answers, subject=f"s{number % 3}")
        for at, (number, answers) in enumerate(drawn)
    ]
    shuffled = letters.copy()
    random.Random(len(letters)).shuffle(shuffled)
    keys = {frozenset(letters[place].key for place in thread) for thread in same(letters)}
    shuffled_keys = {frozenset(shuffled[place].key for place in one) for one in same(shuffled)}

    assert keys == shuffled_keys


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Shop", "Shop"),
        ("RE: AW: Fwd: Shop", "Shop"),
        ("Re[2]: Shop", "Shop"),
        ("Re (3): Shop", "Shop"),
        ("[team] Re: [ext] Shop", "Shop"),
        ("Reminder: Shop", "Reminder: Shop"),
        ("[urgent]", "[urgent]"),
        ("", ""),
    ],
)
def test_what_mail_programs_put_before_a_subject_is_no_part_of_it(subject, bare):
    assert bare_subject(subject) == bare


def test_case_and_spaces_do_not_tell_subjects_apart():
    assert subject_key("Re: New  Shop") == subject_key("new shop")
