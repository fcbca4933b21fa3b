"""What was moved before its first day was kept as a day gets that day where it can be known."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from tests.upgrades.databases import another, in_place_of_ours
from troth.people.actions.clients import add_client
from troth.people.actions.founding import found
from troth.promises.models import Matter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def elsewhere(tmp_path):
    """A database of our own, that may go to and fro."""
    with another(tmp_path) as made, in_place_of_ours(made):
        call_command("migrate", verbosity=0)
        yield


@pytest.mark.usefixtures("elsewhere")
def test_the_day_is_named_where_it_ended_at_a_midnight_of_whoever_must_act():
    alice = found(
        "Harbour IT", member="Alice", email="alice@harbour-it.example", zone="Asia/Tokyo", at=AT
    )
    acme = add_client(alice, "Acme", ["acme.example"], by=alice, at=AT)
    ends = {
        "a day": datetime(2026, 3, 10, 15, tzinfo=UTC),
        "an instant": datetime(2026, 3, 10, 16, tzinfo=UTC),
        "nothing": None,
    }
    for what, end in ends.items():
        Matter.objects.create(
            practice=alice.practice, client=acme, kind="promise", what=what, given_at=AT,
            moved_from_at=end,
        )  # fmt: skip

    call_command("migrate", "promises", "0002", verbosity=0)
    call_command("migrate", "promises", "0003", verbosity=0)

    assert dict(Matter.objects.values_list("what", "moved_from_on")) == {
        "a day": date(2026, 3, 10),
        "an instant": None,
        "nothing": None,
    }
