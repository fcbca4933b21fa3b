"""What became of it: decided by the ledger, proposed once, never insisted on."""

import json
from datetime import timedelta

import pytest
from django.apps import apps

from tests.promises.letters import ALICE, ANNA, BEN, letter, mailbox_of, opened, taken_in
from troth.mail.models import Message, Raw
from troth.people.models import Evidence
from troth.promises.actions.erasing import erase
from troth.promises.actions.rereading import reread
from troth.promises.actions.settling import Settled, settle
from troth.promises.actions.taking_in import chosen_in, take_in
from troth.promises.models import Finding, FindingState, Matter, Proposal, ProposalState
from troth.record.appending import append
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db

PROMISE = "I'll send you the migration plan by Friday."
DONE = "Here is the migration plan."
LATER = "The migration plan will be two days late, you will have it by Tuesday."
DROPPED = "We no longer need the migration plan."


def standings() -> dict[str, str]:
    return dict(Finding.objects.values_list("sentence", "standing"))


def promised(cast) -> Finding:
    """My promise to Anna, taken in and settled."""
    taken_in(cast, letter(PROMISE, sender=ALICE, to=ANNA, number=1))
    settle(cast.acme, at=cast.at)
    return Finding.objects.get(kind="promise")


def confirmed(cast) -> Matter:
    finding = promised(cast)
    matter = Matter.objects.create(
        practice=cast.practice,
        client=cast.acme,
        kind="promise",
        what=finding.sentence,
        sentence=finding.sentence,
        message=finding.message,
        given_at=finding.said_at,
    )
    finding.state, finding.matter = FindingState.CONFIRMED, matter
    finding.save()
    return matter


def answered(cast, text: str, *, number: int = 2, sender: str = ALICE) -> None:
    to = ANNA if sender == ALICE else ALICE
    taken_in(cast, letter(text, sender=sender, to=to, number=number, answers=1, day=number))
    settle(cast.acme, at=cast.at + timedelta(days=number))


def test_a_promise_stands_open_until_a_later_letter_delivers_it(cast):
    finding = promised(cast)
    assert finding.standing == "open"

    answered(cast, DONE)

    finding.refresh_from_db()
    assert (finding.standing, finding.settled_by.sentence) == ("met", DONE)
    assert finding.settling_sentence == DONE


def test_settling_again_changes_nothing_and_appends_nothing(cast):
    confirmed(cast)
    answered(cast, DONE)
    before = Entry.objects.count()

    assert settle(cast.acme, at=cast.at) == Settled(0, 0)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("text", "sender", "standing", "due"),
    [
        (DONE, ALICE, "met", ""),
        (LATER, ALICE, "deferred", "2026-03-10"),
        (DROPPED, ANNA, "withdrawn", ""),
    ],
)
def test_what_a_later_letter_says_of_a_confirmed_promise_is_proposed(
    cast, text, sender, standing, due
):
    matter = confirmed(cast)

    answered(cast, text, sender=sender)

    proposal = Proposal.objects.get()
    assert (proposal.matter, proposal.standing, proposal.state) == (matter, standing, "open")
    assert proposal.due == due
    assert proposal.sentence in text
    assert proposal.message == Message.objects.get(message_id="2@test.example")
    entry = Entry.objects.get(kind="proposal.made")
    assert (entry.about, json.loads(entry.facts)["proposal"]) == (matter.pk, str(proposal.pk))
    assert check(cast.acme.pk).result.broken is None


def test_what_was_declined_is_not_asked_again(cast):
    confirmed(cast)
    answered(cast, DONE)
    Proposal.objects.update(state=ProposalState.DECLINED)
    settle(cast.acme, at=cast.at)
    assert [it.state for it in Proposal.objects.all()] == ["declined"]


@pytest.mark.parametrize("change", ["dismissed", "closed", "open"])
def test_nothing_is_proposed_of_what_is_closed_or_was_never_confirmed(cast, change):
    matter = confirmed(cast)
    if change == "closed":
        Matter.objects.filter(pk=matter.pk).update(outcome="kept", closed_at=cast.at)
    else:
        Finding.objects.update(state=change)

    answered(cast, DONE)

    assert not Proposal.objects.exists()


def test_a_proposal_that_the_ledger_no_longer_makes_is_withdrawn(cast):
    confirmed(cast)
    answered(cast, DONE)
    Finding.objects.filter(kind="delivery").update(state=FindingState.DISMISSED)

    settle(cast.acme, at=cast.at)

    assert not Proposal.objects.exists()
    assert standings()[PROMISE] == "open"


def test_a_dismissed_word_settles_nothing(cast):
    promised(cast)
    Finding.objects.update(state=FindingState.DISMISSED)
    answered(cast, DONE)

    assert standings()[PROMISE] == "open"


def test_one_clients_letters_settle_nothing_of_another(cast):
    promised(cast)
    taken_in(cast, letter(DONE, sender=ALICE, to=BEN, number=2, answers=1, day=1))

    settle(cast.birch, at=cast.at)
    settle(cast.acme, at=cast.at)

    assert standings()[PROMISE] == "open"


@pytest.mark.parametrize("pairs", [1, 8])
def test_the_number_of_statements_does_not_grow(cast, pairs, django_assert_num_queries):
    raws = []
    for at in range(pairs):
        raws += [
            letter(PROMISE, sender=ALICE, to=ANNA, number=10 + at, subject=f"Plan {at}"),
            letter(DONE, sender=ALICE, to=ANNA, number=90 + at, answers=10 + at, day=1),
        ]
    taken_in(cast, *raws)

    with django_assert_num_queries(13):
        assert settle(cast.acme, at=cast.at).changed == pairs


# Erasing

SECRET = "I'll send you the xylophone migration plan by Friday."
SECRET_DONE = "Here is the xylophone migration plan."


def every_text() -> str:
    """All that stands in any column of text or bytes, in all tables."""
    found: list[str] = []
    for model in apps.get_models():
        names = [it.attname for it in model._meta.concrete_fields]
        for row in model.objects.values_list(*names):
            for value in row:
                held = (
                    bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
                )
                found.append(held.decode("utf-8", "replace").casefold())
    return "\n".join(found)


def test_of_an_erased_letter_no_word_is_left_in_any_table(cast):
    quiet = "Re: the unicorn budget"
    taken_in(
        cast,
        letter(SECRET, sender=f"Zebulon {ALICE}", to=ANNA, number=1, subject=quiet),
        letter(SECRET_DONE, sender=ALICE, to=ANNA, number=2, answers=1, day=1),
    )
    settle(cast.acme, at=cast.at)
    message = Message.objects.get(message_id="1@test.example")
    finding = Finding.objects.get(message=message)
    _confirm(finding, cast)
    settle(cast.acme, at=cast.at)
    assert Proposal.objects.count() == 1
    assert "xylophone" in every_text()

    for each in Message.objects.order_by("sent_at"):
        erase(each, by=cast.alice, at=cast.at)

    left = every_text()
    assert "xylophone" not in left
    assert "unicorn" not in left
    assert not Raw.objects.exists()
    assert Message.objects.filter(erased_at=cast.at).count() == 2
    assert check(cast.acme.pk).result.broken is None


def _confirm(finding: Finding, cast) -> None:
    """What a confirmation leaves: the matter, its entry with its words, a field's evidence."""
    matter = Matter.objects.create(
        practice=cast.practice,
        client=cast.acme,
        kind="promise",
        what="the  Xylophone migration plan",
        sentence=finding.sentence,
        message=finding.message,
        given_at=finding.said_at,
    )
    Finding.objects.filter(pk=finding.pk).update(state=FindingState.CONFIRMED, matter=matter)
    append(
        "finding.confirmed",
        practice=cast.practice.pk,
        client=cast.acme.pk,
        by=cast.alice.pk,
        at=cast.at,
        about=matter.pk,
        text=SECRET,
    )
    Evidence.objects.create(
        practice=cast.practice,
        client=cast.acme,
        contact=cast.anna,
        field="fluency",
        value="expert",
        sentence=SECRET,
        source=str(finding.message_id),
        state="proposed",
        at=cast.at,
    )


def test_a_members_own_words_for_a_promise_survive_its_letter(cast):
    matter = confirmed(cast)
    Matter.objects.update(what="Move the shop over Easter")

    erase(matter.message, by=cast.alice, at=cast.at)

    matter.refresh_from_db()
    assert (matter.what, matter.sentence) == ("Move the shop over Easter", "")


def test_an_erased_letter_is_not_taken_in_or_read_again(cast):
    raw = letter(SECRET, sender=ALICE, to=ANNA)
    batch = opened(cast, raw)
    take_in(mailbox_of(cast), batch, at=cast.at)
    message = Message.objects.get()
    erase(message, by=cast.alice, at=cast.at)

    assert take_in(mailbox_of(cast), opened(cast, raw), at=cast.at) == 0
    assert reread(message, chosen_in(cast.practice), at=cast.at).new == 0

    assert "xylophone" not in every_text()


def test_what_an_erased_letter_had_settled_stays_settled(cast):
    promised(cast)
    answered(cast, DONE)

    erase(Message.objects.get(message_id="2@test.example"), by=cast.alice, at=cast.at)
    settle(cast.acme, at=cast.at)

    finding = Finding.objects.get(kind="promise")
    assert (finding.standing, finding.settling_sentence) == ("met", "")


def test_erasing_twice_says_so_once_more_and_loses_nothing(cast):
    promised(cast)
    message = Message.objects.get()
    erase(message, by=cast.alice, at=cast.at)
    erase(message, by=cast.alice, at=cast.at + timedelta(days=1))

    message.refresh_from_db()
    assert message.erased_at == cast.at
