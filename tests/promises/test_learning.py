"""What a person decides teaches the ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.promises.found import finding
from troth.promises.actions.deciding import already_done, confirm, dismiss, undo
from troth.promises.learning import Counts, learned
from troth.pure.ledger.learning import STRENGTH, posterior

CERTAINTY = st.floats(0, 1)
COUNT = st.integers(0, 10_000)


@given(certainty=CERTAINTY, confirmed=COUNT, dismissed=COUNT)
def test_a_yes_never_lowers_and_a_no_never_raises_what_stays_between_0_and_1(
    certainty, confirmed, dismissed
):
    here = posterior(certainty, confirmed=confirmed, dismissed=dismissed)
    after_yes = posterior(certainty, confirmed=confirmed + 1, dismissed=dismissed)
    after_no = posterior(certainty, confirmed=confirmed, dismissed=dismissed + 1)

    assert 0 <= after_no <= here <= after_yes <= 1


@given(certainty=CERTAINTY)
def test_without_a_decision_it_is_the_rules_own_certainty(certainty):
    assert posterior(certainty, confirmed=0, dismissed=0) == certainty


@given(certainty=CERTAINTY)
def test_one_slip_of_a_key_moves_no_rule_by_more_than_a_ninth(certainty):
    moved = [
        posterior(certainty, confirmed=1, dismissed=0),
        posterior(certainty, confirmed=0, dismissed=1),
    ]

    assert all(abs(it - certainty) <= 1 / (STRENGTH + 1) + 1e-12 for it in moved)


@pytest.mark.parametrize(
    ("certainty", "confirmed", "dismissed", "is_certain"),
    [(0.9, 0, 1, True), (0.9, 0, 2, False), (0.5, 11, 0, False), (0.5, 12, 0, True)],
)
def test_two_noes_take_a_good_rules_certainty_and_twelve_yeses_make_a_doubtful_one_certain(
    certainty, confirmed, dismissed, is_certain
):
    assert (posterior(certainty, confirmed=confirmed, dismissed=dismissed) >= 0.8) is is_certain


@pytest.mark.django_db
def test_each_rule_is_counted_apart_by_language_and_writer_and_only_in_its_practice(cast):
    for decide, client, said in (
        (confirm, cast.acme, {}),
        (already_done, cast.acme, {}),
        (dismiss, cast.acme, {}),
        (dismiss, cast.acme, {"is_mine": False, "kind": "need"}),
        (confirm, cast.acme, {"rule": "de/promise/mache", "language": "de"}),
        (confirm, cast.cove, {}),
    ):
        decide(finding(client, at=cast.at, **said), by=client.owner, at=cast.at)
    undone = finding(cast.acme, at=cast.at)
    dismiss(undone, by=cast.alice, at=cast.at)
    undo(undone, by=cast.alice, at=cast.at)

    assert learned(cast.practice.pk) == {
        ("en", "en/promise/will-do", True): Counts(2, 1),
        ("en", "en/promise/will-do", False): Counts(0, 1),
        ("de", "de/promise/mache", True): Counts(1, 0),
    }
