"""Two clients that turned out to be one."""

from uuid import uuid4

import pytest

from tests.promises.found import finding
from troth.jobs.models import Job
from troth.mail.models import Filing
from troth.notes.actions import did, note
from troth.people.access import NotFoundError
from troth.people.models import Client, Contact
from troth.promises.actions.deciding import confirm, undo
from troth.promises.actions.merging import MergedAlreadyError, SameClientError, merge
from troth.promises.actions.outcomes import keep, reopen
from troth.promises.models import Finding, Matter, Proposal
from troth.record.queries import check, head, of_chain

pytestmark = pytest.mark.django_db


def filled(cast):
    held = confirm(finding(cast.acme, at=cast.at), by=cast.alice, at=cast.at)
    finding(cast.acme, at=cast.at)
    Proposal.objects.create(
        practice=cast.practice, client=cast.acme, matter=held, standing="met",
        sentence="Here it is.", message=held.message, at=cast.at,
    )  # fmt: skip
    note(
        cast.acme, contact=cast.anna, kind="call", at_time=cast.at, text="x", is_word=True,
        by=cast.alice, at=cast.at,
    )  # fmt: skip
    did(cast.acme, text="done", by=cast.alice, at=cast.at)
    return held


def joined(cast):
    merge(cast.acme, into=cast.birch, by=cast.alice, at=cast.at)


def test_everything_of_the_one_is_filed_with_the_other(cast):
    filled(cast)
    joined(cast)

    for model in (Filing, Finding, Matter, Proposal):
        assert set(model.objects.values_list("client__name", flat=True)) == {"Birch"}
    assert (cast.birch.notes.count(), cast.birch.wins.count()) == (1, 1)
    assert set(Contact.objects.filter(client=cast.birch).values_list("name", flat=True)) == {
        "Anna", "Ben",
    }  # fmt: skip
    assert Job.objects.filter(name="settle", about=cast.birch.pk).exists()


def test_both_chains_are_kept_and_name_each_other(cast):
    filled(cast)
    before = head(cast.acme.pk)
    joined(cast)
    closing = of_chain(cast.acme.pk, practice=cast.practice.pk, most=1)[0]
    brought = of_chain(cast.birch.pk, practice=cast.practice.pk, most=1)[0]

    assert closing.facts == {
        "into": cast.birch.pk.hex, "after": before[0], "head": before[1].hex(),
    }  # fmt: skip
    assert brought.facts == {
        "from": cast.acme.pk.hex, "letters": 2, "findings": 2, "promises": 1, "proposals": 1,
        "notes": 1, "wins": 1,
    }  # fmt: skip
    assert check(cast.acme.pk).result.broken is None
    assert check(cast.birch.pk).result.broken is None


def test_what_was_done_before_can_still_be_taken_back(cast):
    held = filled(cast)
    keep(held, by=cast.alice, at=cast.at, done_at=cast.at)
    joined(cast)
    reopen(held, by=cast.alice, at=cast.at)
    undone = Finding.objects.exclude(matter=None).get()

    undo(undone, by=cast.alice, at=cast.at)

    assert not Matter.objects.exists()
    assert check(cast.birch.pk).result.broken is None


def test_a_letter_that_was_filed_with_both_is_filed_once(cast):
    found = finding(cast.acme, at=cast.at)
    Filing.objects.create(message=found.message, client=cast.birch, sent_at=cast.at, is_mine=True)
    joined(cast)

    assert Filing.objects.get(message=found.message).client == cast.birch


def test_a_client_that_was_joined_before_is_joined_with_nobody_again(cast):
    joined(cast)

    with pytest.raises(MergedAlreadyError, match="Acme was joined with another client before"):
        joined(cast)
    with pytest.raises(MergedAlreadyError):
        merge(cast.birch, into=cast.acme, by=cast.alice, at=cast.at)


def test_nobody_is_joined_with_themselves_or_across_practices(cast):
    with pytest.raises(SameClientError):
        merge(cast.acme, into=cast.acme, by=cast.alice, at=cast.at)
    nobody = Client(pk=uuid4(), name="Nobody")
    for client, into, by in (
        (cast.acme, cast.cove, cast.alice),
        (cast.acme, cast.birch, cast.carol),
        (cast.acme, nobody, cast.alice),
    ):
        with pytest.raises(NotFoundError):
            merge(client, into=into, by=by, at=cast.at)

    assert not Client.objects.exclude(merged_into=None).exists()
