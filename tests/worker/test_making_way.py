"""A person who waits for something goes before what takes long."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.jobs import actions as jobs
from troth.jobs.models import Job, Rank
from troth.mail.actions.mailboxes import Pick, add, choose, look_now
from troth.mail.models import Message
from troth.mail.sample import CLIENTS, letters, write_maildir
from troth.mail.sample.people import ROBIN
from troth.promises import opened, opening
from troth.worker import loop, tasks
from troth.worker.loop import Worker
from troth.worker.tasks import TASKS

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """The test's transaction lives on it; Django's own test client keeps it open likewise."""
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    for door in (loop, tasks):
        monkeypatch.setattr(door, "now", lambda: NOW + timedelta(minutes=1))


@pytest.fixture
def mailboxes(cast, tmp_path, monkeypatch):
    """Five that wait for their first look, each in batches of five letters."""
    monkeypatch.setattr(opened, "MOST_LETTERS", 5)
    monkeypatch.setattr(opening, "PIECE", 5)
    made = []
    all_letters = letters(at=NOW, zone=ZoneInfo("Europe/Berlin"))
    for number in range(5):
        write_maildir(tmp_path / str(number), all_letters[number::5])
        made.append(add(str(tmp_path / str(number)), by=cast.alice, at=NOW))
    Job.objects.filter(name="census").delete()
    picks = [Pick(it.domain, it.name) for it in CLIENTS]
    for mailbox in made:
        choose(mailbox, picks, me=[ROBIN.email], since_on=None, by=cast.alice, at=NOW)
    return made


def looks(about=None):
    rows = Job.objects.filter(name="look", state="waiting")
    return rows.filter(about=about) if about else rows


def test_a_look_that_a_person_asked_for_goes_before_the_first_looks_of_other_mailboxes(
    mailboxes, cast
):
    last = mailboxes[-1]
    look_now(last, by=cast.alice, at=NOW)
    Worker(TASKS, {}).once()

    assert not looks(last.pk).exists()
    assert looks().count() == 4


def test_a_first_look_under_way_ends_after_its_batch_for_it_and_goes_on_later(mailboxes, cast):
    first, asked = mailboxes[0], mailboxes[3]

    def look_while_somebody_asks(job, at):
        look_now(asked, by=cast.alice, at=NOW)
        TASKS["look"](job, at)

    worker = Worker({"look": look_while_somebody_asks}, {})
    worker.once()
    after_one = Message.objects.count()
    waits, next_job = looks(first.pk).get(), jobs.claim("another", at=loop.now())

    assert after_one == 5
    assert waits.rank == Rank.LONG
    assert next_job.about == asked.pk


def test_trouble_in_one_practice_keeps_no_other_from_its_lines(cast, monkeypatch):
    made = []

    def catch_up(practice, *, at):
        if practice == cast.practice.pk:
            raise ValueError("odd")
        made.append(practice)

    monkeypatch.setattr("troth.worker.tasks.catch_up", catch_up)
    Job.objects.create(name="lines", run_at=NOW)
    Worker(TASKS, {}).once()

    assert made == [cast.carol.practice_id]
    assert Job.objects.get(name="lines").trouble == "ValueError: odd"
