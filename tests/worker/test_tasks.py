"""From a mailbox to findings, as the worker does it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.mail.dovecot import PASSWORD
from troth.jobs.models import Job, JobState
from troth.mail.actions.mailboxes import (
    MailboxThereError,
    Pick,
    add,
    choose,
    pause,
)
from troth.mail.actions.opening import change_password
from troth.mail.models import Folder, MailboxState, Message, Raw
from troth.mail.sample import CLIENTS, letters, write_maildir
from troth.mail.sample.people import ROBIN
from troth.people.access import NotFoundError
from troth.people.actions.clients import add_client
from troth.people.models import Client, Evidence
from troth.promises.intake import look_into, password_of
from troth.promises.models import Finding
from troth.record.models import Entry
from troth.record.queries import of_chain
from troth.worker import loop, tasks
from troth.worker.loop import Worker
from troth.worker.tasks import RECURRING, TASKS

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
LETTERS = letters(at=NOW, zone=ZoneInfo("Europe/Berlin"))
LINDENHOF = CLIENTS[0]


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """The test's transaction lives on it; Django's own test client keeps it open likewise."""
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    for door in (loop, tasks):
        monkeypatch.setattr(door, "now", lambda: NOW + timedelta(minutes=1))


@pytest.fixture
def maildir(tmp_path):
    write_maildir(tmp_path / "mail", LETTERS)
    return tmp_path / "mail"


def worked(tasks=TASKS):
    """Do all there is to do; the jobs by their names and states."""
    worker = Worker(tasks, {})
    while worker.once():
        pass
    return {(job.name, job.state) for job in Job.objects.all()}


def chosen(box, by, *clients, at=NOW, **more):
    picks = [Pick(it.domain, it.name) for it in clients]
    choose(box, picks, me=[ROBIN.email], since_on=more.get("since"), by=by, at=at)


def test_before_anybody_has_chosen_a_mailbox_is_counted_and_nothing_of_it_is_stored(cast, maildir):
    box = add(str(maildir), by=cast.alice, at=cast.at)
    done = worked()
    box.refresh_from_db()

    assert done == {("census", "done")}
    assert box.census["total"] == box.total == len(LETTERS)
    assert {it["key"] for it in box.census["clients"]} >= {it.domain for it in CLIENTS}
    assert not Message.objects.exists()
    assert not Folder.objects.exists()


def test_only_the_letters_of_chosen_clients_are_stored_and_who_was_not_chosen_is_forgotten(
    cast, maildir
):
    box = add(str(maildir), by=cast.alice, at=cast.at)
    worked()
    chosen(box, cast.alice, LINDENHOF)
    done = worked()
    box.refresh_from_db()

    assert {state for _, state in done} == {"done"}
    assert {name for name, _ in done} == {"census", "look", "settle", "fields", "index"}
    assert box.census is None
    assert Message.objects.count() == Raw.objects.count() > 10
    assert all("lindenhof.example" in str(it.people) for it in Message.objects.all())
    assert Finding.objects.filter(client__name="Hotel Lindenhof", standing="open").exists()
    assert Evidence.objects.filter(field="role", contact__client__name="Hotel Lindenhof").exists()


def test_a_look_again_stores_nothing_twice_and_a_new_client_gets_their_older_letters(cast, maildir):
    box = add(str(maildir), by=cast.alice, at=cast.at)
    chosen(box, cast.alice, LINDENHOF)
    worked()
    before = Message.objects.count(), Finding.objects.count()
    Job.objects.create(name="look", about=box.pk, run_at=NOW)
    worked()
    same = Message.objects.count(), Finding.objects.count()
    fernley = CLIENTS[2]
    add_client(cast.alice, fernley.name, [fernley.domain], by=cast.alice, at=NOW)
    Job.objects.create(name="look", about=box.pk, run_at=NOW)
    worked()

    assert same == before
    assert Message.objects.count() > same[0]
    assert Client.objects.get(name=fernley.name).filings.exists()


def test_a_letter_that_names_nobody_is_not_kept_and_the_record_says_so(cast, maildir):
    (maildir / "cur" / "1.M1.host:2,S").write_bytes(b"Subject: Help\n\nI will call you.\n")
    chosen(add(str(maildir), by=cast.alice, at=NOW), cast.alice, *CLIENTS)
    worked()
    told = [
        it
        for it in of_chain(cast.practice.pk, practice=cast.practice.pk, most=99)
        if it.kind == "mail.unreadable"
    ]

    assert [it.facts for it in told] == [{"letters": 1}]
    assert "1.M1.host:2,S: It names nobody" in told[0].text
    assert not Message.objects.filter(subject="Help").exists()


def test_a_place_that_is_gone_is_trouble_in_a_sentence_that_ends_when_it_is_back(cast, maildir):
    box = add(str(maildir), by=cast.alice, at=cast.at)
    chosen(box, cast.alice, LINDENHOF)
    maildir.rename(maildir.with_name("away"))
    done = worked()
    box.refresh_from_db()
    trouble, since = box.trouble, box.trouble_since
    maildir.with_name("away").rename(maildir)
    Job.objects.create(name="look", about=box.pk, run_at=NOW)
    worked()
    box.refresh_from_db()

    assert ("look", "done") in done
    assert str(maildir) in trouble
    assert since is not None
    assert (box.trouble, box.trouble_since, box.state) == ("", None, MailboxState.LOOKING)
    kinds = Entry.objects.filter(about=box.pk, kind__contains="trouble").order_by("id")
    assert list(kinds.values_list("kind", flat=True)) == [
        "mailbox.trouble_began",
        "mailbox.trouble_ended",
    ]


def test_a_password_that_was_sealed_with_another_key_is_asked_for_again(cast, settings):
    box = add("imaps://anna@mail.example", password="secret", by=cast.alice, at=cast.at)
    chosen(box, cast.alice, LINDENHOF)
    settings.SECRET_KEY = "f" * 64
    done = worked()
    box.refresh_from_db()

    assert ("look", JobState.FAILED) in done
    assert box.state == MailboxState.PAUSED
    assert "another key" in box.trouble


@pytest.mark.slow
def test_a_wrong_password_is_not_tried_again_before_somebody_gives_another(
    cast, dovecot, monkeypatch
):
    dovecot.fill("robin", {"": LETTERS})
    monkeypatch.setenv("TROTH_IMAP_CA", "")
    box = add(dovecot.address("robin"), password="wrong", by=cast.alice, at=cast.at)
    chosen(box, cast.alice, LINDENHOF)
    worked()
    box.refresh_from_db()
    paused, trouble = box.state, box.trouble
    failed = Job.objects.get(name="look")
    Job.objects.create(name="look all", run_at=NOW)
    worked()
    looks = Job.objects.filter(name="look").count()
    change_password(box, PASSWORD, by=cast.alice, at=NOW)
    worked()
    box.refresh_from_db()

    assert paused == MailboxState.PAUSED
    assert "refused the user name" in trouble
    assert (failed.state, failed.attempt, looks) == (JobState.FAILED, 1, 1)
    assert (box.state, box.trouble) == (MailboxState.LOOKING, "")
    assert Message.objects.exists()


def test_what_is_paused_or_gone_is_not_looked_into(cast, maildir):
    box = add(str(maildir), by=cast.alice, at=cast.at)
    chosen(box, cast.alice, LINDENHOF)
    pause(box, by=cast.alice, at=NOW)
    done = worked()

    assert ("look", "done") in done
    assert not Message.objects.exists()


def test_every_task_that_recurs_or_is_asked_for_is_known_and_all_run_without_anything_to_do(cast):
    for name in TASKS:
        Job.objects.create(name=name, run_at=NOW)

    assert set(RECURRING) <= set(TASKS)
    assert worked() == {(name, "done") for name in TASKS}


def test_a_mailbox_is_its_members_own_and_answers_a_colleague_like_one_that_is_not_there(
    cast, maildir
):
    box = add(str(maildir), by=cast.alice, at=cast.at)
    refusals = []
    for member in (cast.bob, cast.carol):
        for act in (
            lambda by: choose(box, [], me=[], since_on=None, by=by, at=NOW),
            lambda by: change_password(box, "x", by=by, at=NOW),
            lambda by: pause(box, by=by, at=NOW),
        ):
            with pytest.raises(NotFoundError) as refused:
                act(member)
            refusals.append(str(refused.value))

    assert set(refusals) == {""}
    with pytest.raises(MailboxThereError):
        add(str(maildir), by=cast.alice, at=cast.at)
    add(str(maildir), by=cast.bob, at=cast.at)


def test_a_password_is_nowhere_to_be_read(cast):
    box = add("imaps://anna@mail.example", password="corr3ct-h0rse", by=cast.alice, at=cast.at)
    box.refresh_from_db()

    assert b"corr3ct" not in bytes(box.password)
    assert password_of(box, at=cast.at) == "corr3ct-h0rse"


def test_a_look_that_is_told_to_stop_goes_on_where_it_was(cast, maildir):
    mailbox = add(str(maildir), by=cast.alice, at=NOW)
    picks = [Pick(it.domain, it.name) for it in CLIENTS]
    choose(mailbox, picks, me=[ROBIN.email], since_on=None, by=cast.alice, at=NOW)
    mailbox.refresh_from_db()
    stopped = look_into(mailbox, at=NOW, processes=1, while_true=lambda: False)
    whole = look_into(mailbox, at=NOW, processes=1)
    digests = Message.objects.values_list("digest", flat=True)

    assert (stopped.is_whole, whole.is_whole) == (False, True)
    assert len(set(map(bytes, digests))) == len(digests) > 40
