"""Found in mail: what waits for a person's word, the likeliest first."""

import pytest

from tests.promises.found import finding, letter
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions.deciding import confirm, dismiss
from troth.promises.actions.outcomes import keep
from troth.promises.models import Finding, Proposal
from troth.promises.queries.queue import (
    MOST_COUNTED,
    Next,
    item,
    next_to_ask,
    queue,
    sure_findings,
    waiting_count,
)

pytestmark = pytest.mark.django_db

ONE_LETTER = (
    "practice", "client", "contact", "message", "kind", "language", "rule", "certainty", "likely",
    "is_mine", "said_at", "standing",
)  # fmt: skip


def sentences(viewer, at):
    return [it.finding.sentence for it in queue(viewer, at=at).found]


def said(cast, sentence, **columns):
    return finding(cast.acme, at=cast.at, sentence=sentence, **columns)


def many_in_one_letter(cast, number, **columns):
    first = said(cast, "number 0", **columns)
    values = {name: getattr(first, name) for name in ONE_LETTER}
    Finding.objects.bulk_create(
        Finding(**values, sentence=f"number {n}", start=n, end=n + 1) for n in range(1, number)
    )


def test_the_likeliest_stand_first_then_the_earliest_due_then_the_newest(cast):
    said(cast, "unlikely", certainty=0.5, due="2026-03-02")
    said(cast, "old", certainty=0.9, days_ago=9)
    said(cast, "new", certainty=0.9, days_ago=1)
    said(cast, "due later", certainty=0.88, due="2026-03-09T12:00:00+01:00")
    said(
        cast,
        "deferred",
        certainty=0.9,
        due="2026-03-01",
        deferred_to="2026-03-08",
        standing="deferred",
    )
    said(cast, "due", certainty=0.91, due="2026-03-05")

    assert sentences(Viewer(cast.alice), cast.at) == [
        "due", "deferred", "due later", "new", "old", "unlikely",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "delivery", "standing": ""},
        {"kind": "away", "standing": ""},
        {"standing": "met"},
        {"standing": "withdrawn"},
        {"is_repeated": True},
        {"state": "dismissed"},
        {"state": "let go"},
        {"kind": "alarm", "is_mine": True},
        {"days_ago": 31},
    ],
)
def test_news_what_is_over_and_what_was_decided_are_not_asked_about(cast, columns):
    finding(cast.acme, at=cast.at, **columns)

    assert queue(Viewer(cast.alice), at=cast.at).found == ()


@pytest.mark.parametrize("standing", ["open", "deferred", "unclear"])
def test_what_may_still_be_owed_is_asked_about(cast, standing):
    finding(cast.acme, at=cast.at, standing=standing)

    assert next_to_ask(Viewer(cast.alice), at=cast.at).waiting == 1


def test_each_member_is_asked_about_their_own_clients_only(cast):
    said(cast, "Alice's")
    finding(cast.birch, at=cast.at, sentence="Bob's")
    finding(cast.cove, at=cast.at, sentence="Carol's")

    for member, theirs in ((cast.alice, "Alice's"), (cast.bob, "Bob's"), (cast.carol, "Carol's")):
        assert sentences(Viewer(member), cast.at) == [theirs]
        asked = next_to_ask(Viewer(member), at=cast.at)
        assert (asked.asked.finding.sentence, asked.waiting) == (theirs, 1)


def test_a_rule_that_was_dismissed_again_and_again_sinks(cast):
    for _ in range(4):
        dismiss(said(cast, "no", rule="en/promise/often-wrong"), by=cast.alice, at=cast.at)
    said(cast, "often wrong", rule="en/promise/often-wrong", certainty=0.9)
    said(cast, "plain", rule="en/promise/plain", certainty=0.7)

    found = queue(Viewer(cast.alice), at=cast.at)

    assert [it.finding.sentence for it in found.found] == ["plain", "often wrong"]
    assert next_to_ask(Viewer(cast.alice), at=cast.at).sure == 0
    assert not found.found[1].is_certain
    assert found.found[1].certainty == pytest.approx(7.2 / 12)


def test_the_queue_counts_what_waits_what_is_older_and_what_is_sure(cast):
    said(cast, "sure", certainty=0.8)
    said(cast, "less sure", certainty=0.79)
    said(cast, "perhaps settled", certainty=0.9, standing="unclear")
    said(cast, "old", days_ago=31)

    found = next_to_ask(Viewer(cast.alice), at=cast.at)

    assert (found.waiting, found.older, found.sure) == (3, 1, 1)
    assert waiting_count(Viewer(cast.alice), at=cast.at) == 3


def test_an_open_proposal_stands_in_the_queue_until_its_matter_is_closed(cast):
    matter = confirm(said(cast, "the plan"), by=cast.alice, at=cast.at)
    proposal = Proposal.objects.create(
        practice=cast.practice,
        client=cast.acme,
        matter=matter,
        standing="met",
        sentence="Here it is.",
        message=letter(cast.acme, at=cast.at),
        at=cast.at,
    )

    said(cast, "another")
    assert queue(Viewer(cast.alice), at=cast.at).proposals == (proposal,)
    assert next_to_ask(Viewer(cast.alice), at=cast.at).asked == proposal
    assert next_to_ask(Viewer(cast.alice), at=cast.at).proposals == 1
    assert item(Viewer(cast.alice), proposal.pk) == proposal
    keep(matter, by=cast.alice, at=cast.at, done_at=cast.at)
    assert queue(Viewer(cast.alice), at=cast.at).proposals == ()
    assert next_to_ask(Viewer(cast.alice), at=cast.at).proposals == 0


@pytest.mark.parametrize("many", [1, 60])
@pytest.mark.parametrize("is_behind_the_curtain", [False, True])
def test_what_is_asked_next_takes_five_queries_for_any_number_of_findings(
    cast, many, is_behind_the_curtain, django_assert_num_queries
):
    many_in_one_letter(cast, many)
    viewer = Viewer(cast.alice, only=cast.acme.pk if is_behind_the_curtain else None)
    next_to_ask(viewer, at=cast.at)

    with django_assert_num_queries(5):
        waiting = next_to_ask(viewer, at=cast.at)
        asked = waiting.asked.finding
        assert (asked.contact.name, asked.message.subject) == ("Anna", "")
        assert asked.note is asked.settled_by is None

    assert waiting.waiting == many


def test_the_first_of_the_queue_are_fetched_in_two_queries(cast, django_assert_num_queries):
    many_in_one_letter(cast, 7)

    with django_assert_num_queries(2):
        found = queue(Viewer(cast.alice), at=cast.at, most=5).found
        for it in found:
            assert (it.finding.client.name, it.finding.contact.name) == ("Acme", "Anna")
            assert it.finding.message.subject == ""

    assert len(found) == 5


@pytest.mark.parametrize("is_behind_the_curtain", [False, True])
def test_no_more_is_counted_than_a_page_says_and_the_sure_ones_are_among_those(
    cast, is_behind_the_curtain
):
    many_in_one_letter(cast, MOST_COUNTED + 1)
    many_in_one_letter(cast, MOST_COUNTED + 1, days_ago=31)
    viewer = Viewer(cast.alice, only=cast.acme.pk if is_behind_the_curtain else None)

    waiting = next_to_ask(viewer, at=cast.at)

    assert (waiting.waiting, waiting.older, waiting.sure) == (MOST_COUNTED,) * 3
    assert len(sure_findings(viewer, at=cast.at)) == MOST_COUNTED


def test_what_was_answered_makes_room_for_the_next(cast):
    for number in range(4):
        said(cast, f"number {number}", days_ago=number)
    seen = []
    while asked := next_to_ask(Viewer(cast.alice), at=cast.at).asked:
        seen.append(asked.finding.sentence)
        dismiss(asked.finding, by=cast.alice, at=cast.at)

    assert seen == [f"number {number}" for number in range(4)]


@pytest.mark.parametrize(
    ("put_back", "asked"),
    [((), 0), ((0,), 1), ((0, 1), 2), ((1,), 0), ((0, 1, 2), 0), ((1, 2, 0), 1), ((2, 0, 1), 2)],
)
def test_what_was_put_back_comes_again_when_all_were_the_longest_ago_first(cast, put_back, asked):
    found = [said(cast, f"number {number}", days_ago=number) for number in range(3)]
    viewer = Viewer(cast.alice)

    waiting = next_to_ask(viewer, at=cast.at, put_back=[found[it].pk for it in put_back])

    assert waiting.asked.finding == found[asked]


@pytest.mark.parametrize(
    ("likely", "tenths"), [(0.5, 5), (0.749, 7), (0.75, 8), (0.85, 9), (0.9, 9), (0.96, 10)]
)
def test_a_half_counts_as_the_next_tenth_in_every_database(cast, likely, tenths):
    assert Finding.objects.get(pk=said(cast, "so", certainty=likely).pk).tenths == tenths


def test_an_item_is_found_by_a_colleague_and_not_by_a_stranger_or_behind_the_curtain(cast):
    found = said(cast, "the plan")

    assert item(Viewer(cast.bob), found.pk).finding == found
    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        for pk in (found.pk, cast.acme.pk, "nothing"):
            with pytest.raises(NotFoundError):
                item(viewer, pk)
    behind = Viewer(cast.alice, only=cast.birch.pk)
    assert queue(behind, at=cast.at).found == ()
    assert next_to_ask(behind, at=cast.at) == Next(None, 0, 0, 0, 0)
    assert Finding.objects.count() == 1
