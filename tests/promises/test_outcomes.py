"""What became of a promise, an ask or a need."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.promises.found import finding
from troth.people.access import NotFoundError
from troth.promises.actions.confirming import NoWordsError
from troth.promises.actions.deciding import already_done, confirm
from troth.promises.actions.outcomes import (
    FutureError,
    IllegalOutcomeError,
    MatterClosedError,
    MatterOpenError,
    PastDueError,
    SameDueError,
    answer,
    break_,
    decline_ask,
    keep,
    move,
    receive,
    release,
    reopen,
    tell,
)
from troth.promises.models import Matter
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db

DONE = datetime(2026, 3, 2, 7, tzinfo=UTC)
KINDS = {"promise": True, "ask": False, "need": True}


def matter(cast, kind="promise", due="2026-03-06"):
    found = finding(cast.acme, at=cast.at, kind=kind, is_mine=KINDS[kind], due=due)
    return confirm(found, by=cast.alice, at=cast.at)


def done(act):
    return lambda held, **rest: act(held, done_at=DONE, **rest)


ACTS = {
    "keep": done(keep),
    "receive": done(receive),
    "answer": done(answer),
    "decline": decline_ask,
    "release": release,
    "break": break_,
}

CAN = [
    ("promise", "keep", "kept"),
    ("promise", "break", "broken"),
    ("promise", "release", "released"),
    ("ask", "answer", "answered"),
    ("ask", "decline", "declined"),
    ("ask", "release", "released"),
    ("need", "receive", "received"),
    ("need", "release", "released"),
]


@pytest.mark.parametrize(("kind", "act", "outcome"), CAN)
def test_each_kind_comes_to_its_own_ends_and_is_open_again_when_reopened(cast, kind, act, outcome):
    held = matter(cast, kind)

    ACTS[act](held, by=cast.alice, at=cast.at)
    closed = Matter.objects.get()
    reopen(held, by=cast.alice, at=cast.at)
    opened = Matter.objects.get()

    assert (closed.outcome, bool(closed.closed_at)) == (outcome, True)
    assert (opened.outcome, opened.closed_at) == ("", None)
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == [f"{kind}.confirmed", f"{kind}.{outcome}", f"{kind}.taken_back"]
    assert check(cast.acme.pk).result.broken is None


@pytest.mark.parametrize(
    ("kind", "act"),
    [(kind, act) for kind in KINDS for act in ACTS if (kind, act) not in {it[:2] for it in CAN}],
)
def test_an_end_that_a_kind_cannot_come_to_is_refused_with_those_it_can(cast, kind, act):
    held = matter(cast, kind)

    with pytest.raises(IllegalOutcomeError, match=rf"An? {kind} is .*Choose one of these\."):
        ACTS[act](held, by=cast.alice, at=cast.at)

    assert Matter.objects.get().outcome == ""


@pytest.mark.parametrize(
    ("due", "done_at", "outcome"),
    [
        ("2026-02-28", datetime(2026, 2, 28, 22, 59, tzinfo=UTC), "kept"),
        ("2026-02-28", datetime(2026, 2, 28, 23, 0, tzinfo=UTC), "late"),
        ("2026-02-28T15:00:00+01:00", datetime(2026, 2, 28, 14, 0, tzinfo=UTC), "kept"),
        ("2026-02-28T15:00:00+01:00", datetime(2026, 2, 28, 14, 1, tzinfo=UTC), "late"),
        ("", datetime(2026, 2, 28, tzinfo=UTC), "kept"),
    ],
)
def test_kept_after_its_due_time_is_late(cast, due, done_at, outcome):
    held = keep(matter(cast, due=due), by=cast.alice, at=cast.at, done_at=done_at)

    assert (held.outcome, held.closed_at) == (outcome, done_at)


def test_nothing_is_closed_twice_and_the_second_is_told_how_it_ended(cast):
    held = matter(cast)
    keep(held, by=cast.alice, at=cast.at, done_at=DONE)

    for act in (ACTS["keep"], release, break_):
        with pytest.raises(MatterClosedError, match=r"closed already: kept\. Reopen it first"):
            act(held, by=cast.alice, at=cast.at)
    with pytest.raises(MatterClosedError):
        move(held, due=None, why="ill", client_knows=True, by=cast.alice, at=cast.at)

    assert Entry.objects.count() == 2


def test_what_is_open_cannot_be_reopened(cast):
    with pytest.raises(MatterOpenError, match="nothing to reopen"):
        reopen(matter(cast), by=cast.alice, at=cast.at)


def test_what_was_found_done_can_be_reopened_and_closed_anew(cast):
    held = already_done(finding(cast.acme, at=cast.at), by=cast.alice, at=cast.at)

    reopen(held, by=cast.alice, at=cast.at)
    assert Matter.objects.get().outcome == ""
    break_(held, by=cast.alice, at=cast.at)
    assert Matter.objects.get().outcome == "broken"


def test_nothing_was_kept_tomorrow(cast):
    with pytest.raises(FutureError, match="has not come yet"):
        keep(matter(cast), by=cast.alice, at=cast.at, done_at=cast.at + timedelta(days=1))


def test_several_moves_stay_in_the_record_and_an_untold_one_is_to_be_told(cast):
    held = matter(cast)
    first = held.due_at

    for day, knows in ((9, True), (11, False)):
        due = date(2026, 3, day)
        held = move(held, due=due, why="ill", client_knows=knows, by=cast.alice, at=cast.at)

    held.refresh_from_db()
    assert (held.due_on, held.told_at) == (date(2026, 3, 11), None)
    assert held.moved_from_at == first + timedelta(days=3)
    assert held.moved_from_on == date(2026, 3, 9)
    moves = Entry.objects.filter(kind="promise.moved").order_by("id")
    assert [entry.words.text for entry in moves] == ["ill", "ill"]
    assert f'"was_due_at":"{first.isoformat()}"' in moves[0].facts
    assert [
        f'"due":"2026-03-{day}"' in entry.facts
        for day, entry in zip(("09", "11"), moves, strict=True)
    ] == [True, True]


def test_a_move_that_the_client_knows_of_was_told(cast):
    held = move(
        matter(cast),
        due=date(2026, 3, 9),
        why="ill",
        client_knows=True,
        by=cast.alice,
        at=cast.at,
    )

    assert held.told_at == cast.at


@pytest.mark.parametrize(
    ("due", "why", "error", "says"),
    [
        (date(2026, 3, 9), " ", NoWordsError, "why it is moved"),
        (date(2026, 3, 1), "ill", PastDueError, "Choose one that is ahead"),
        (datetime(2026, 3, 2, 8, tzinfo=UTC), "ill", PastDueError, "Choose one that is ahead"),
        (date(2026, 3, 6), "ill", SameDueError, "Choose another date"),
    ],
)
def test_a_move_that_says_too_little_is_refused_with_what_to_do(cast, due, why, error, says):
    held = matter(cast)

    with pytest.raises(error, match=says):
        move(held, due=due, why=why, client_knows=True, by=cast.alice, at=cast.at)

    assert Matter.objects.get().due_on == date(2026, 3, 6)


def test_told_by_phone_counts_as_told_and_an_older_word_takes_no_newer_ones_place(cast):
    one, two = matter(cast), matter(cast, "need")
    earlier = cast.at - timedelta(hours=1)

    tell([one, two], by=cast.alice, at=cast.at)
    tell([one], by=None, at=cast.at, how="mail", told_at=earlier)

    assert set(Matter.objects.values_list("told_at", flat=True)) == {cast.at}
    kinds = Entry.objects.order_by("id").values_list("kind", "by")
    told = [it for it in kinds if "told" in it[0]]
    assert sorted(told[:2]) == [
        ("need.told_by_phone", cast.alice.pk),
        ("promise.told_by_phone", cast.alice.pk),
    ]
    assert told[2] == ("promise.told_by_mail", None)


def test_nobody_was_told_tomorrow(cast):
    with pytest.raises(FutureError):
        tell([matter(cast)], by=cast.alice, at=cast.at, told_at=cast.at + timedelta(hours=1))


@pytest.mark.parametrize("act", [*ACTS.values(), reopen])
def test_a_stranger_changes_nothing_alike_for_what_exists_and_what_does_not(cast, act):
    held = matter(cast)

    with pytest.raises(NotFoundError):
        act(held, by=cast.carol, at=cast.at)
    Matter.objects.filter(pk=held.pk).delete()
    with pytest.raises(NotFoundError):
        act(held, by=cast.alice, at=cast.at)


def test_a_stranger_neither_moves_nor_tells(cast):
    held = matter(cast)

    with pytest.raises(NotFoundError):
        move(held, due=None, why="ill", client_knows=True, by=cast.carol, at=cast.at)
    with pytest.raises(NotFoundError):
        tell([held], by=cast.carol, at=cast.at)
