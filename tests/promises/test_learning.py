"""What a person decides teaches the ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.promises.found import finding
from tests.promises.letters import ALICE, ANNA, letter, taken_in
from troth.mail.models import Message
from troth.notes.models import Note, NoteKind
from troth.people.access import Viewer
from troth.promises.actions.deciding import already_done, confirm, dismiss, undo
from troth.promises.actions.rereading import reread
from troth.promises.actions.taking_in import chosen_in, read_note
from troth.promises.actions.together import confirm_sure, let_go, undo_batch
from troth.promises.learning import Counts, learned, likely_by
from troth.promises.models import Finding, FindingState
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


def is_exact(cast) -> bool:
    """Whether every open finding is as likely as what was decided about its rule says."""
    counts = learned(cast.practice.pk)
    found = Finding.objects.filter(practice=cast.practice, state=FindingState.OPEN)
    return all(it.likely == likely_by(counts, it) for it in found)


@pytest.mark.django_db
@pytest.mark.parametrize("decide", [confirm, already_done, dismiss])
def test_a_decision_and_taking_it_back_weigh_every_open_finding_of_the_rule_and_no_other(
    cast, decide
):
    decided, open_one = (finding(cast.acme, at=cast.at, certainty=it) for it in (0.9, 0.7))
    others = [
        finding(cast.acme, at=cast.at, rule="en/promise/other"),
        finding(cast.acme, at=cast.at, is_mine=False, kind="need"),
        finding(cast.cove, at=cast.at),
    ]

    decide(decided, by=cast.alice, at=cast.at)
    open_one.refresh_from_db()
    after = open_one.likely
    undo(decided, by=cast.alice, at=cast.at)

    assert after == posterior(0.7, confirmed=decide is not dismiss, dismissed=decide is dismiss)
    open_one.refresh_from_db()
    decided.refresh_from_db()
    assert (open_one.likely, decided.likely) == (0.7, 0.9)
    for it in others:
        it.refresh_from_db()
        assert it.likely == it.certainty


@pytest.mark.django_db
def test_what_is_opened_again_is_as_likely_as_what_was_decided_meanwhile_says(cast):
    old, other, one = (finding(cast.acme, at=cast.at, days_ago=days) for days in (40, 50, 1))
    let = let_go(Viewer(cast.alice), by=cast.alice, at=cast.at)
    dismiss(one, by=cast.alice, at=cast.at)
    undo(other, by=cast.alice, at=cast.at)
    undo_batch(let.id, by=cast.alice, at=cast.at)

    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.likely, other.likely) == (posterior(0.9, confirmed=0, dismissed=1),) * 2


@pytest.mark.django_db
def test_many_confirmed_together_are_learned_from_one_by_one_and_unlearned_with_one_undo(cast):
    for certainty, rule in ((0.9, "a"), (0.85, "a"), (0.8, "b"), (0.5, "a"), (0.5, "b")):
        finding(cast.acme, at=cast.at, certainty=certainty, rule=rule)

    batch = confirm_sure(Viewer(cast.alice), by=cast.alice, at=cast.at)
    was_exact, counts = is_exact(cast), learned(cast.practice.pk)
    undo_batch(batch.id, by=cast.alice, at=cast.at)

    assert was_exact
    assert counts == {("en", "a", True): Counts(2, 0), ("en", "b", True): Counts(1, 0)}
    assert is_exact(cast)
    assert set(learned(cast.practice.pk).values()) == {Counts(0, 0)}


def promised(number: int) -> bytes:
    said = "Hello Anna,\n\nI'll send you the plan by Friday."
    return letter(said, sender=ALICE, to=ANNA, number=number, day=number)


def on_the_phone(cast) -> Note:
    return Note.objects.create(
        practice=cast.practice, client=cast.acme, contact=cast.anna, by=cast.alice,
        kind=NoteKind.CALL, at=cast.at, text="I promised the plan for Tuesday.",
    )  # fmt: skip


def by_mail(cast, number: int) -> None:
    taken_in(cast, promised(number))


def by_phone(cast, _number: int) -> None:
    read_note(on_the_phone(cast), at=cast.at)


@pytest.mark.django_db
@pytest.mark.parametrize("come_in", [by_mail, by_phone])
def test_what_comes_in_is_as_likely_as_what_was_decided_before_says(cast, come_in):
    come_in(cast, 1)
    first = Finding.objects.get()
    dismiss(first, by=cast.alice, at=cast.at)

    come_in(cast, 2)

    second = Finding.objects.get(state=FindingState.OPEN)
    assert second.rule == first.rule
    assert second.likely == posterior(second.certainty, confirmed=0, dismissed=1)


@pytest.mark.django_db
def test_what_is_read_anew_is_as_likely_as_its_rule_says_by_then(cast):
    by_mail(cast, 1)
    dismiss(Finding.objects.get(), by=cast.alice, at=cast.at)
    by_mail(cast, 2)
    second = Finding.objects.filter(state=FindingState.OPEN)
    second.update(rule="en/promise/of-yesterday", certainty=0.1, likely=0.1)

    reread(Message.objects.get(key=second.get().message.key), chosen_in(cast.practice), at=cast.at)

    assert is_exact(cast)
    assert second.get().likely != second.get().certainty
