"""Many findings decided at once, and undone at once."""

from datetime import date
from uuid import uuid4

import pytest

from tests.promises.found import finding
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions.confirming import NotDecidedError
from troth.promises.actions.deciding import confirm, dismiss, undo
from troth.promises.actions.outcomes import keep
from troth.promises.actions.together import (
    NothingToDecideError,
    OthersCameError,
    confirm_sure,
    let_go,
    undo_batch,
)
from troth.promises.models import Finding, Matter, Tally
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db


def states():
    return sorted(Finding.objects.values_list("certainty", "state"))


def sure(cast, **said):
    return confirm_sure(Viewer(cast.alice), by=cast.alice, at=cast.at, **said)


def test_only_the_sure_ones_of_my_own_clients_are_confirmed_and_one_undo_opens_them(cast):
    for certainty in (0.5, 0.8, 0.9):
        finding(cast.acme, at=cast.at, certainty=certainty)
    finding(cast.acme, at=cast.at, certainty=0.91, standing="unclear")
    finding(cast.birch, at=cast.at, certainty=0.99)

    batch = sure(cast)
    after = states()
    undone = undo_batch(batch.id, by=cast.alice, at=cast.at)

    assert batch.count == 2
    assert [it for it in after if it[1] == "confirmed"] == [(0.8, "confirmed"), (0.9, "confirmed")]
    assert (undone.count, undone.kept, Matter.objects.count()) == (2, 0, 0)
    assert {state for _, state in states()} == {"open"}
    assert list(Tally.objects.values_list("confirmed", "dismissed")) == [(0, 0)]
    assert check(cast.acme.pk).result.broken is None


def test_each_one_confirmed_together_has_its_own_entry_and_names_the_batch(cast):
    finding(cast.acme, at=cast.at, due="2026-03-06")
    batch = sure(cast)

    one, whole = Entry.objects.order_by("id")

    assert (one.kind, one.about) == ("promise.confirmed", Matter.objects.get().pk)
    assert str(batch.id) in one.facts
    assert (whole.kind, whole.about) == ("findings.confirmed", batch.id)
    assert Matter.objects.get().due_on == date(2026, 3, 6)


def test_what_went_on_since_is_kept_and_what_was_decided_anew_is_left_alone(cast):
    going_on, undone_singly, plain = (finding(cast.acme, at=cast.at) for _ in range(3))
    batch = sure(cast)
    going_on.refresh_from_db()
    keep(going_on.matter, by=cast.alice, at=cast.at, done_at=cast.at)
    undo(undone_singly, by=cast.alice, at=cast.at)
    dismiss(undone_singly, by=cast.alice, at=cast.at)

    undone = undo_batch(batch.id, by=cast.alice, at=cast.at)

    assert (undone.count, undone.kept) == (1, 1)
    found = {it.pk: it.state for it in Finding.objects.all()}
    assert found == {going_on.pk: "confirmed", undone_singly.pk: "dismissed", plain.pk: "open"}


def test_a_batch_is_undone_once(cast):
    finding(cast.acme, at=cast.at)
    batch = sure(cast)
    undo_batch(batch.id, by=cast.alice, at=cast.at)

    with pytest.raises(NotDecidedError):
        undo_batch(batch.id, by=cast.alice, at=cast.at)


def test_nothing_is_confirmed_that_the_page_did_not_show(cast):
    finding(cast.acme, at=cast.at)
    finding(cast.acme, at=cast.at)

    with pytest.raises(OthersCameError, match="There are 2 of them by now"):
        sure(cast, expected=1)

    assert Matter.objects.count() == 0
    assert sure(cast, expected=2).count == 2
    with pytest.raises(NothingToDecideError, match="none of these left"):
        sure(cast)


def test_older_ones_are_let_go_together_and_nothing_is_learned_from_it(cast):
    for days in (29, 31, 300):
        finding(cast.acme, at=cast.at, days_ago=days, certainty=days / 1000)
    finding(cast.birch, at=cast.at, days_ago=100, certainty=0.99)

    batch = let_go(Viewer(cast.alice), by=cast.alice, at=cast.at)

    assert batch.count == 2
    assert states() == [(0.029, "open"), (0.031, "let go"), (0.3, "let go"), (0.99, "open")]
    assert Tally.objects.count() == 0
    with pytest.raises(NothingToDecideError):
        let_go(Viewer(cast.alice), by=cast.alice, at=cast.at)

    assert undo_batch(batch.id, by=cast.alice, at=cast.at).count == 2
    assert {state for _, state in states()} == {"open"}


def test_one_that_was_let_go_can_be_opened_alone_and_confirmed(cast):
    found = finding(cast.acme, at=cast.at, days_ago=40)
    batch = let_go(Viewer(cast.alice), by=cast.alice, at=cast.at)
    undo(found, by=cast.alice, at=cast.at)
    confirm(found, by=cast.alice, at=cast.at)

    assert undo_batch(batch.id, by=cast.alice, at=cast.at).count == 0
    assert Finding.objects.get().state == "confirmed"


def test_a_batch_too_large_for_one_entry_stands_in_several_and_is_undone_whole(cast, monkeypatch):
    monkeypatch.setattr("troth.promises.actions.together.IN_ONE_ENTRY", 2)
    for _ in range(5):
        finding(cast.acme, at=cast.at, days_ago=40)

    batch = let_go(Viewer(cast.alice), by=cast.alice, at=cast.at)

    assert Entry.objects.filter(about=batch.id).count() == 3
    assert undo_batch(batch.id, by=cast.alice, at=cast.at).count == 5


def test_a_stranger_undoes_no_batch_and_behind_the_curtain_no_other_client_is_touched(cast):
    finding(cast.acme, at=cast.at)
    behind = Viewer(cast.alice, only=cast.birch.pk)

    for act in (confirm_sure, let_go):
        with pytest.raises(NothingToDecideError):
            act(behind, by=cast.alice, at=cast.at)
    batch = sure(cast)
    for unknown in (batch.id, uuid4()):
        with pytest.raises(NotFoundError):
            undo_batch(unknown, by=cast.carol, at=cast.at)
