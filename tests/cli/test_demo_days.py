"""The sample practice is worth looking at on whatever day and at whatever hour it is made."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from troth.agenda.actions import catch_up
from troth.agenda.queries import today
from troth.cli import demo, founding
from troth.people.access import Viewer
from troth.promises.models import Matter
from troth.worker import loop
from troth.worker.tasks import TASKS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BERLIN = ZoneInfo("Europe/Berlin")
DECIDED = sum(number for _, number in demo.DECIDED.values())


@pytest.fixture
def made_at(monkeypatch, tmp_path):
    """Makes it at a moment, its letters read by a worker of that moment; its owner."""
    monkeypatch.setattr(demo, "home", lambda: tmp_path)
    monkeypatch.setattr(demo, "wait_for_work", _work)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)

    def make(at):
        for door in (demo, founding, loop):
            monkeypatch.setattr(door, "now", lambda: at)
        owner = founding.ready_owner(demo=True, name=None, email=None, zone=BERLIN.key)
        demo.fill(owner, while_true=lambda: True)
        return owner

    return make


def _work(_saying, *, while_true):
    worker = loop.Worker(TASKS, {})
    while worker.once():
        assert while_true()
    return True


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-23T00:01",  # a Monday begins
        "2026-11-27T23:58",  # a Friday ends
        "2026-12-27T12:00",  # nobody works
        "2026-12-31T23:58",
        "2027-03-28T03:00",  # the clocks have just changed
        "2028-02-29T12:00",
        "2029-07-15T23:30",  # a Sunday
        "2040-05-01T09:00",
    ],
)
def test_each_client_has_a_line_something_to_look_at_and_there_are_several_bands(made_at, moment):
    at = datetime.fromisoformat(moment).replace(tzinfo=BERLIN).astimezone(UTC)
    owner = made_at(at)
    catch_up(owner.practice_id, at=at)
    lines = today(Viewer(owner), at=at).lines

    assert len(lines) == 4
    assert len({line.band for line in lines}) >= 3
    assert all(line.to_look_at for line in lines)
    assert Matter.objects.filter(message__isnull=False).count() == DECIDED
