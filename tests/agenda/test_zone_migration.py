"""Lines of before their zone was kept are told as they were, and made again."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from tests.upgrades.databases import another, in_place_of_ours
from troth.agenda.actions import catch_up
from troth.agenda.actions.lines import _true
from troth.agenda.models import Line
from troth.agenda.queries import line
from troth.agenda.telling import Days, told
from troth.people.access import Viewer
from troth.people.actions.clients import add_client
from troth.people.actions.founding import found
from troth.promises.actions.by_hand import write_down
from troth.promises.models import Matter
from troth.promises.queries.by_hand import Parsed
from troth.pure.ledger import Debt

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = date(2026, 3, 10)
IN_BERLIN = datetime(2026, 3, 10, 23, tzinfo=UTC)
IN_KIRITIMATI = datetime(2026, 3, 10, 10, tzinfo=UTC)


@pytest.fixture
def elsewhere(tmp_path):
    """A database of our own, that may go to and fro."""
    with another(tmp_path) as made, in_place_of_ours(made):
        call_command("migrate", verbosity=0)
        yield


def migrated(name):
    call_command("migrate", "agenda", name, verbosity=0)


@pytest.mark.usefixtures("elsewhere")
def test_lines_go_to_and_fro_and_what_ended_where_a_member_had_been_ends_where_they_are():
    said = {"member": "Alice", "email": "alice@harbour-it.example", "zone": "Pacific/Kiritimati"}
    alice = found("Harbour IT", **said, at=AT)
    acme = add_client(alice, "Acme", ["acme.example"], by=alice, at=AT)
    for what in ("the plan", "the quote"):
        write_down(Parsed(Debt.PROMISE, acme, None, what, TUESDAY), by=alice, at=AT)
    catch_up(alice.practice_id, at=AT)
    before = Line.objects.values_list("words", flat=True).get()
    Matter.objects.update(due_at=IN_BERLIN)

    migrated("0002")
    migrated("0003")

    after = Line.objects.get()
    days = Days(AT.date(), ZoneInfo(alice.zone))
    words = [told(acme.pk, after.band, it, days=days).word for it in (before, after.words)]
    assert words[0] == words[1]
    assert (after.zone, line(Viewer(alice), acme.pk, at=AT)) == ("", None)

    _true.clear()  # as in the new version's own process
    assert catch_up(alice.practice_id, at=AT) == 1
    assert set(Matter.objects.values_list("due_at", flat=True)) == {IN_KIRITIMATI}
    assert Line.objects.values_list("words", flat=True).get() == before
