"""Which process watches which mailbox, and which mailboxes must be asked."""

from datetime import timedelta

import pytest

from tests.cast import AT
from troth.mail.actions.watching import LEASE, claim_watches, give_up_watches, tell_live
from troth.mail.models import Mailbox, MailboxState, Watch
from troth.mail.queries.watching import WATCHED_PERIOD, owners_of_watches, to_look_into

pytestmark = pytest.mark.django_db

ONE, OTHER = "here/1", "here/2"
LATER = AT + timedelta(seconds=30)


@pytest.fixture
def box(cast):
    return mailbox(cast, "imaps://alice@mail.example")


def mailbox(cast, place: str, state: str = MailboxState.LOOKING, **fields) -> Mailbox:
    row = {"practice": cast.practice, "member": cast.alice, "added_at": AT} | fields
    return Mailbox.objects.create(place=place, state=state, **row)


def test_each_mailbox_on_a_server_is_watched_by_one(cast, box):
    assert claim_watches(ONE, at=AT) == [box]
    assert claim_watches(OTHER, at=AT) == []
    assert claim_watches(ONE, at=LATER) == [box]
    assert owners_of_watches() == [ONE]


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("/srv/alice/Maildir", MailboxState.LOOKING),
        ("imaps://alice@mail.example", MailboxState.PAUSED),
        ("imaps://alice@mail.example", MailboxState.CHOOSING),
    ],
)
def test_what_lies_on_disk_or_is_not_looked_into_is_not_watched(cast, place, state):
    mailbox(cast, place, state)

    assert claim_watches(ONE, at=AT) == []


def test_a_lease_lasts_as_long_as_there_are_signs_of_life_and_then_another_has_it(box):
    claim_watches(ONE, at=AT)
    tell_live(ONE, [box.pk], is_live=True)
    claim_watches(ONE, at=LATER)

    assert claim_watches(OTHER, at=AT + LEASE) == []
    assert claim_watches(OTHER, at=LATER + LEASE) == [box]
    assert claim_watches(ONE, at=LATER + LEASE) == []
    assert not Watch.objects.get().is_live


def test_a_lease_given_by_a_clock_that_was_set_back_since_does_not_hold(box):
    claim_watches(ONE, at=AT + timedelta(days=1))

    assert claim_watches(OTHER, at=AT) == [box]


def test_what_is_given_up_is_free_at_once(box):
    claim_watches(ONE, at=AT)
    give_up_watches(ONE)

    assert claim_watches(OTHER, at=AT) == [box]


def test_a_mailbox_that_is_paused_or_dropped_is_watched_no_longer(box):
    claim_watches(ONE, at=AT)
    Mailbox.objects.update(state=MailboxState.PAUSED)

    assert claim_watches(ONE, at=LATER) == []
    assert not Watch.objects.exists()


def test_one_process_watches_no_more_than_it_says(cast, monkeypatch):
    monkeypatch.setattr("troth.mail.actions.watching.MOST_WATCHED", 2)
    boxes = [mailbox(cast, f"imaps://alice@mail{number}.example") for number in range(3)]

    assert len(claim_watches(ONE, at=AT)) == 2
    assert len(claim_watches(OTHER, at=AT)) == 1
    assert Watch.objects.filter(mailbox__in=boxes).count() == 3


def test_beating_again_with_nothing_to_do_writes_nothing(box, django_assert_num_queries):
    claim_watches(ONE, at=AT)
    with django_assert_num_queries(7) as said:
        claim_watches(ONE, at=AT)

    assert not any(query["sql"].startswith("INSERT") for query in said.captured_queries)


def test_a_watched_mailbox_is_looked_into_less_often(box):
    claim_watches(ONE, at=AT)
    tell_live(ONE, [box.pk], is_live=True)
    Watch.objects.update(lease_until=AT + timedelta(hours=1))
    Mailbox.objects.update(looked_at=AT)

    assert to_look_into(at=AT + WATCHED_PERIOD - timedelta(seconds=1)) == []
    assert to_look_into(at=AT + WATCHED_PERIOD) == [box.pk]


@pytest.mark.parametrize(
    ("watch", "fields"),
    [
        ({"is_live": False}, {}),
        ({"lease_until": AT}, {}),
        ({}, {"looked_at": None}),
        ({}, {"trouble": "It did not answer in time."}),
    ],
)
def test_a_mailbox_that_nobody_hears_of_or_that_is_in_trouble_gets_every_turn(box, watch, fields):
    claim_watches(ONE, at=AT)
    Watch.objects.update(**{"is_live": True, "lease_until": LATER} | watch)
    Mailbox.objects.update(**{"looked_at": AT} | fields)

    assert to_look_into(at=AT) == [box.pk]
