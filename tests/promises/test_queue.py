"""Found in mail: what waits for a person's word, the likeliest first."""

import pytest

from tests.promises.found import finding, letter
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions.deciding import confirm, dismiss
from troth.promises.actions.outcomes import keep
from troth.promises.models import Finding, Proposal
from troth.promises.queries import queue as queue_module
from troth.promises.queries.queue import item, queue, waiting_count

pytestmark = pytest.mark.django_db


def sentences(viewer, at):
    return [it.finding.sentence for it in queue(viewer, at=at).found]


def said(cast, sentence, **columns):
    return finding(cast.acme, at=cast.at, sentence=sentence, **columns)


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

    assert queue(Viewer(cast.alice), at=cast.at).waiting == 1


def test_each_member_is_asked_about_their_own_clients_only(cast):
    said(cast, "Alice's")
    finding(cast.birch, at=cast.at, sentence="Bob's")
    finding(cast.cove, at=cast.at, sentence="Carol's")

    for member, theirs in ((cast.alice, "Alice's"), (cast.bob, "Bob's"), (cast.carol, "Carol's")):
        assert sentences(Viewer(member), cast.at) == [theirs]


def test_a_rule_that_was_dismissed_again_and_again_sinks(cast):
    for _ in range(4):
        dismiss(said(cast, "no", rule="en/promise/often-wrong"), by=cast.alice, at=cast.at)
    said(cast, "often wrong", rule="en/promise/often-wrong", certainty=0.9)
    said(cast, "plain", rule="en/promise/plain", certainty=0.7)

    found = queue(Viewer(cast.alice), at=cast.at)

    assert [it.finding.sentence for it in found.found] == ["plain", "often wrong"]
    assert (found.sure, found.found[1].is_certain) == (0, False)
    assert found.found[1].certainty == pytest.approx(7.2 / 12)


def test_the_queue_counts_what_waits_what_is_older_and_what_is_sure(cast):
    said(cast, "sure", certainty=0.8)
    said(cast, "less sure", certainty=0.79)
    said(cast, "perhaps settled", certainty=0.9, standing="unclear")
    said(cast, "old", days_ago=31)

    found = queue(Viewer(cast.alice), at=cast.at)

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

    assert queue(Viewer(cast.alice), at=cast.at).proposals == (proposal,)
    assert item(Viewer(cast.alice), proposal.pk) == proposal
    keep(matter, by=cast.alice, at=cast.at, done_at=cast.at)
    assert queue(Viewer(cast.alice), at=cast.at).proposals == ()


@pytest.mark.parametrize("many", [1, 12])
def test_the_queue_takes_five_queries_for_any_number_of_findings(
    cast, many, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(queue_module, "CANDIDATES", 10)
    for number in range(many):
        said(cast, f"number {number}", days_ago=number)
    viewer = Viewer(cast.alice)

    with django_assert_num_queries(5 if many < 10 else 6):
        found = queue(viewer, at=cast.at)
        for it in found.found:
            assert (it.finding.client.name, it.finding.contact.name) == ("Acme", "Anna")
            assert it.finding.message.subject == ""

    assert found.waiting == many


def test_what_was_answered_makes_room_for_the_next(cast, monkeypatch):
    monkeypatch.setattr(queue_module, "CANDIDATES", 2)
    for number in range(4):
        said(cast, f"number {number}", days_ago=number)
    seen = []
    while found := queue(Viewer(cast.alice), at=cast.at).found:
        seen.append(found[0].finding.sentence)
        dismiss(found[0].finding, by=cast.alice, at=cast.at)

    assert seen == [f"number {number}" for number in range(4)]


def test_an_item_is_found_by_a_colleague_and_not_by_a_stranger_or_behind_the_curtain(cast):
    found = said(cast, "the plan")

    assert item(Viewer(cast.bob), found.pk).finding == found
    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        for pk in (found.pk, cast.acme.pk, "nothing"):
            with pytest.raises(NotFoundError):
                item(viewer, pk)
    assert queue(Viewer(cast.alice, only=cast.birch.pk), at=cast.at).found == ()
    assert Finding.objects.count() == 1
