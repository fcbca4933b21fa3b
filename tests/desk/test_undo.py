"""One key takes back what just happened."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.desk.mail import of_birch, promised
from troth.desk import viewing
from troth.promises.actions.deciding import confirm
from troth.promises.actions.outcomes import keep, tell
from troth.promises.actions.together import confirm_sure, undo_batch
from troth.promises.models import Finding, FindingState, Matter, Proposal
from troth.updates.models import Draft, DraftState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

KINDS = ("finding", "proposal", "batch", "matter", "draft")


@pytest.fixture
def done(cast):
    """One of each kind that was done: its id."""
    found = promised(cast)
    matter = confirm(found, by=cast.alice, at=cast.at)
    proposal = Proposal.objects.create(
        practice=cast.practice, client=cast.acme, matter=matter, standing="met",
        message=found.message, sentence="Here it is.", at=cast.at,
    )  # fmt: skip
    promised(cast, words="I'll send you the offer by Friday.", number=2)
    batch = confirm_sure(cast.viewer(cast.alice), by=cast.alice, at=cast.at)
    draft = Draft.objects.create(
        practice=cast.practice, client=cast.acme, by=cast.alice, contact=cast.anna,
        subject="State of things", body="Hello", made_at=cast.at, state=DraftState.DROPPED,
    )  # fmt: skip
    return {
        "finding": found.pk, "proposal": proposal.pk, "batch": batch.id, "matter": matter.pk,
        "draft": draft.pk,
    }  # fmt: skip


def undo(client, kind, pk, **how):
    return client.post(reverse("undo", args=(kind, pk)), **how)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_cannot_undo_and_learns_nothing(client, cast, done, kind):
    client.force_login(cast.carol)

    there, nowhere = undo(client, kind, done[kind]), undo(client, kind, uuid4())

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    assert Matter.objects.count() == 2


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_of_another_client_cannot_be_undone_behind_the_curtain(desk, cast, done, kind):
    session = desk.session
    session[viewing.CURTAIN] = str(cast.birch.pk)
    session.save()

    assert undo(desk, kind, done[kind]).status_code == 404
    assert Matter.objects.count() == 2


def test_a_colleague_who_stands_in_may_undo(client, cast, done):
    client.force_login(cast.bob)

    undo(client, "matter", done["matter"])

    assert Matter.objects.count() == 1


def test_nothing_is_undone_by_a_link(desk, done):
    assert desk.get(reverse("undo", args=("matter", done["matter"]))).status_code == 405


def test_a_made_up_kind_is_not_found(desk, done):
    assert undo(desk, "everything", done["matter"]).status_code == 404


def test_a_confirmed_promise_is_asked_about_again(desk, done):
    response = undo(desk, "matter", done["matter"])

    assert response.status_code == 302
    assert Finding.objects.get(pk=done["finding"]).state == FindingState.OPEN


def test_the_last_thing_done_to_a_promise_is_taken_back_first(desk, cast, done):
    matter = Matter.objects.get(pk=done["matter"])
    keep(matter, by=cast.alice, at=cast.at, done_at=cast.at)

    response = undo(desk, "matter", matter.pk)

    matter.refresh_from_db()
    assert matter.outcome == ""
    assert response.url == reverse("matter", args=(matter.pk,))


def test_what_has_gone_on_since_stays_and_says_why(desk, cast, done):
    tell([Matter.objects.get(pk=done["matter"])], by=cast.alice, at=cast.at + timedelta(hours=1))

    undo(desk, "finding", done["finding"])

    assert "More happened to it since it was confirmed." in desk.get(reverse("found")).text
    assert Matter.objects.count() == 2


def test_a_batch_is_taken_back_once(desk, cast, done):
    undo_batch(done["batch"], by=cast.alice, at=cast.at)

    page = undo(desk, "batch", done["batch"], follow=True).text

    assert "Nothing was decided about it yet, so there is nothing to undo." in page


def test_a_batch_that_touches_another_client_is_behind_the_curtain(desk, cast):
    cast.birch.owner = cast.alice
    cast.birch.save()
    promised(cast)
    of_birch(cast)
    Finding.objects.update(certainty=0.95)
    batch = confirm_sure(cast.viewer(cast.alice), by=cast.alice, at=cast.at)
    session = desk.session
    session[viewing.CURTAIN] = str(cast.acme.pk)
    session.save()

    assert batch.count == 2
    assert undo(desk, "batch", batch.id).status_code == 404
    assert Matter.objects.count() == 2


def test_a_dropped_letter_is_ready_again(desk, done):
    undo(desk, "draft", done["draft"])

    assert Draft.objects.get().state == DraftState.READY
