"""What a person decides about what was found."""

from datetime import UTC, date, datetime

import pytest

from tests.promises.found import finding
from troth.people.access import NotFoundError
from troth.promises.actions.confirming import (
    AlreadyDecidedError,
    Correction,
    ForeignContactError,
    MatterInUseError,
    NobodyOwesError,
    NotDecidedError,
    NoWordsError,
)
from troth.promises.actions.deciding import already_done, confirm, dismiss, undo
from troth.promises.actions.outcomes import FutureError, keep
from troth.promises.models import Finding, Matter, Tally
from troth.pure.ledger import Debt
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db


def tallies():
    return list(Tally.objects.values_list("rule", "is_mine", "confirmed", "dismissed"))


def kinds():
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def test_a_confirmed_finding_is_a_promise_with_its_sentence_its_letter_and_its_due(cast):
    found = finding(cast.acme, at=cast.at, due="2026-03-06")

    matter = confirm(found, by=cast.alice, at=cast.at)

    matter.refresh_from_db()
    found.refresh_from_db()
    assert (matter.kind, matter.what, matter.contact) == ("promise", found.sentence, cast.anna)
    assert (matter.message_id, matter.start, matter.end) == (found.message_id, 0, 29)
    assert (matter.due_on, matter.given_at) == (date(2026, 3, 6), found.said_at)
    assert matter.told_at == found.said_at
    assert (found.state, found.matter, found.decided_at) == ("confirmed", matter, cast.at)


@pytest.mark.parametrize(
    ("kind", "is_mine", "becomes"),
    [
        ("promise", True, "promise"),
        ("ask", False, "ask"),
        ("need", True, "need"),
        ("need", False, "need"),
        ("deferral", True, "promise"),
        ("deferral", False, "need"),
        ("inquiry", False, "ask"),
        ("alarm", False, "ask"),
    ],
)
def test_who_wrote_it_and_what_was_read_say_who_owes(cast, kind, is_mine, becomes):
    found = finding(cast.acme, at=cast.at, kind=kind, is_mine=is_mine)

    assert confirm(found, by=cast.alice, at=cast.at).kind == becomes


@pytest.mark.parametrize(
    ("kind", "is_mine", "zone", "ends"),
    [
        ("promise", True, "America/New_York", datetime(2026, 3, 6, 23, tzinfo=UTC)),
        ("ask", False, "America/New_York", datetime(2026, 3, 6, 23, tzinfo=UTC)),
        ("need", False, "America/New_York", datetime(2026, 3, 7, 5, tzinfo=UTC)),
        ("need", False, "", datetime(2026, 3, 6, 23, tzinfo=UTC)),
        ("need", False, "Nowhere/Land", datetime(2026, 3, 6, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_where_whoever_must_act_is(cast, kind, is_mine, zone, ends):
    cast.anna.zone = zone
    cast.anna.save()
    found = finding(cast.acme, at=cast.at, kind=kind, is_mine=is_mine, due="2026-03-06")

    assert confirm(found, by=cast.alice, at=cast.at).due_at == ends


def test_an_instant_is_due_at_that_instant_and_a_deferral_moves_the_day(cast):
    exact = finding(cast.acme, at=cast.at, due="2026-03-06T15:00:00+01:00")
    deferred = finding(
        cast.acme, at=cast.at, due="2026-03-03", deferred_to="2026-03-09", standing="deferred"
    )

    due = confirm(exact, by=cast.alice, at=cast.at)
    moved = confirm(deferred, by=cast.alice, at=cast.at)

    assert (due.due_at, due.due_on) == (datetime(2026, 3, 6, 14, tzinfo=UTC), None)
    assert moved.due_on == date(2026, 3, 9)
    assert moved.moved_from_at == datetime(2026, 3, 3, 23, tzinfo=UTC)
    assert moved.moved_from_on == date(2026, 3, 3)
    assert moved.told_at is not None


@pytest.mark.parametrize("due", ["9999-12-31", "9999-12-31T23:59:00-11:00"])
def test_a_date_beyond_every_calendar_is_no_date(cast, due):
    found = finding(cast.acme, at=cast.at, due=due)

    assert confirm(found, by=cast.alice, at=cast.at).due_at is None


def test_a_correction_says_what_who_when_and_which_way(cast):
    found = finding(cast.acme, at=cast.at, due="2026-03-06")
    meant = Correction(
        " the texts ", contact=cast.anna, due=date(2026, 3, 10), kind=Debt.NEED, is_mine=False
    )

    matter = confirm(found, by=cast.alice, at=cast.at, correction=meant)

    assert (matter.kind, matter.what, matter.due_on) == ("need", "the texts", date(2026, 3, 10))
    assert (matter.sentence, matter.told_at) == (found.sentence, None)


def test_turned_round_a_promise_of_ours_is_what_they_owe(cast):
    meant = Correction("the texts", is_mine=False)
    found = finding(cast.acme, at=cast.at)

    assert confirm(found, by=cast.alice, at=cast.at, correction=meant).kind == "need"


@pytest.mark.parametrize(
    ("kind", "what", "error", "says"),
    [
        ("promise", "  ", NoWordsError, "Say in a few words what it is about."),
        ("delivery", "the plan", NobodyOwesError, "Say whether it is a promise, ask or need."),
    ],
)
def test_a_correction_that_says_too_little_is_refused_and_nothing_is_lost(
    cast, kind, what, error, says
):
    found = finding(cast.acme, at=cast.at, kind=kind)

    with pytest.raises(error, match=says):
        confirm(found, by=cast.alice, at=cast.at, correction=Correction(what))

    assert Finding.objects.get(pk=found.pk).state == "open"
    assert (kinds(), tallies()) == ([], [])


def test_a_contact_of_another_client_is_refused_by_name(cast):
    found = finding(cast.acme, at=cast.at)

    with pytest.raises(ForeignContactError, match="Ben does not work at Acme"):
        confirm(
            found, by=cast.alice, at=cast.at, correction=Correction("the plan", contact=cast.ben)
        )


@pytest.mark.parametrize("second", [confirm, dismiss, already_done])
def test_of_two_that_race_the_second_is_told_and_nothing_is_written_twice(cast, second):
    found = finding(cast.acme, at=cast.at)
    stale = Finding.objects.get(pk=found.pk)
    confirm(found, by=cast.alice, at=cast.at)

    with pytest.raises(AlreadyDecidedError, match="decided already: confirmed"):
        second(stale, by=cast.alice, at=cast.at)

    assert (Matter.objects.count(), kinds()) == (1, ["promise.confirmed"])


@pytest.mark.parametrize(
    ("kind", "is_mine", "done_at", "outcome"),
    [
        ("promise", True, datetime(2026, 2, 28, 12, tzinfo=UTC), "kept"),
        ("promise", True, datetime(2026, 2, 28, 23, tzinfo=UTC), "late"),
        ("promise", True, None, "kept"),
        ("ask", False, datetime(2026, 3, 1, tzinfo=UTC), "answered"),
        ("need", False, datetime(2026, 3, 1, tzinfo=UTC), "received"),
    ],
)
def test_already_done_closes_it_as_what_it_was(cast, kind, is_mine, done_at, outcome):
    found = finding(cast.acme, at=cast.at, kind=kind, is_mine=is_mine, due="2026-02-28")

    matter = already_done(found, by=cast.alice, at=cast.at, done_at=done_at)

    matter.refresh_from_db()
    assert (matter.outcome, matter.closed_at) == (outcome, done_at or cast.at)
    assert kinds() == [f"{matter.kind}.already_done"]


def test_already_done_takes_the_time_of_the_letter_that_settled_it(cast):
    delivery = finding(cast.acme, at=cast.at, kind="delivery", days_ago=1)
    found = finding(cast.acme, at=cast.at, settled_by=delivery, standing="unclear")

    assert already_done(found, by=cast.alice, at=cast.at).closed_at == delivery.said_at


def test_nothing_was_done_tomorrow(cast):
    found = finding(cast.acme, at=cast.at)

    with pytest.raises(FutureError, match="has not come yet"):
        already_done(found, by=cast.alice, at=cast.at, done_at=datetime(2026, 3, 3, tzinfo=UTC))


@pytest.mark.parametrize("decide", [confirm, dismiss, already_done])
def test_undo_leaves_everything_as_before_but_the_record(cast, decide):
    found = finding(cast.acme, at=cast.at)
    decide(found, by=cast.alice, at=cast.at)

    undo(found, by=cast.alice, at=cast.at)

    found.refresh_from_db()
    assert (found.state, found.matter, found.decided_at) == ("open", None, None)
    assert Matter.objects.count() == 0
    assert tallies() == [("en/promise/will-do", True, 0, 0)]
    assert kinds()[-1] == "finding.reopened"
    assert check(cast.acme.pk).result.broken is None


def test_undo_is_refused_when_more_has_happened_since(cast):
    found = finding(cast.acme, at=cast.at)
    matter = confirm(found, by=cast.alice, at=cast.at)
    keep(matter, by=cast.alice, at=cast.at, done_at=cast.at)

    with pytest.raises(MatterInUseError, match="Take that back first"):
        undo(found, by=cast.alice, at=cast.at)

    assert Matter.objects.get().outcome == "kept"


def test_there_is_nothing_to_undo_before_a_decision(cast):
    with pytest.raises(NotDecidedError, match="nothing to undo"):
        undo(finding(cast.acme, at=cast.at), by=cast.alice, at=cast.at)


@pytest.mark.parametrize("decide", [confirm, dismiss, already_done, undo])
def test_a_stranger_decides_nothing(cast, decide):
    found = finding(cast.acme, at=cast.at)

    with pytest.raises(NotFoundError):
        decide(found, by=cast.carol, at=cast.at)
    found.delete()
    with pytest.raises(NotFoundError):
        decide(found, by=cast.alice, at=cast.at)


def test_the_words_stand_beside_the_record_and_never_in_its_facts(cast):
    found = finding(cast.acme, at=cast.at, sentence="I'll send the secret plan.")
    confirm(found, by=cast.alice, at=cast.at)

    entry = Entry.objects.get()

    assert "secret" not in entry.facts
    assert entry.words.text == "I'll send the secret plan."
    assert (entry.about, entry.by) == (Matter.objects.get().pk, cast.alice.pk)
