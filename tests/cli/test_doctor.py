"""`troth doctor`, with each thing really broken."""

import sqlite3
import stat
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cli.processes import troth

from troth.jobs.actions import schedule
from troth.jobs.models import Job, JobState
from troth.mail.actions.mailboxes import add
from troth.mail.models import Mailbox, MailboxState
from troth.people.models import Contact
from troth.post.models import Outgoing, OutgoingState, Sender
from troth.record.appending import append
from troth.record.models import Head, Words
from troth.safekeeping.doctor import clock as clock_file
from troth.safekeeping.doctor import disk as disk_file
from troth.safekeeping.doctor.answers import Answer, Asked, State, size_words, span_words
from troth.safekeeping.doctor.examining import OF_THE_PRACTICE, examine
from troth.safekeeping.doctor.versions import has_wal_reset_bug

pytestmark = pytest.mark.django_db

PLACE = "imaps://alice@mail.harbour-it.example"
GONE_WRONG = {State.TO_DO, State.UNKNOWN}


@pytest.fixture
def well(cast, tmp_path, monkeypatch):
    """A practice in which nothing is wrong."""
    (tmp_path / "key").touch(mode=0o600)
    monkeypatch.setattr(clock_file, "kept_state", lambda: 0)
    monkeypatch.delenv("TROTH_KEY", raising=False)
    for practice in (cast.practice, cast.carol.practice):
        told(cast, "backup.made", practice=practice.pk)
    box = add(PLACE, password="a secret", by=cast.alice, at=cast.at)
    Mailbox.objects.filter(pk=box.pk).update(state=MailboxState.LOOKING, looked_at=cast.at)
    Job.objects.all().delete()
    Job.objects.create(name="lines", run_at=cast.at, ended_at=cast.at, state=JobState.DONE)
    return cast


def told(cast, kind, *, practice, client=None, text=""):
    with transaction.atomic():
        return append(kind, practice=practice, client=client, by=None, at=cast.at, text=text)


@pytest.fixture
def ask(well, tmp_path):
    def answers(*, after=timedelta(0), quick=False) -> list[Answer]:
        return list(examine(Asked(at=well.at + after, home=tmp_path, is_quick=quick)))

    return answers


def wrong(answers: list[Answer]) -> list[tuple[str, str]]:
    return [(it.about, it.sentence) for it in answers if it.state in GONE_WRONG]


def only(answers: list[Answer]) -> Answer:
    """The one answer that says that something is wrong; it says what to do."""
    found = [it for it in answers if it.state in GONE_WRONG]
    assert [it.about for it in found] == [found[0].about]
    assert found[0].do.endswith((".", "`"))
    return found[0]


def test_where_nothing_is_wrong_it_says_so_of_everything(ask):
    answers = ask()

    assert wrong(answers) == []
    assert {it.about for it in answers} == {
        "disk", "clock", "key", "versions", "database", "mailboxes", "worker", "jobs", "outbox",
        "record", "zones", "backup",
    }  # fmt: skip
    assert all(it.sentence.endswith(".") for it in answers)


def test_a_quick_look_finds_the_same_in_order(ask):
    assert wrong(ask(quick=True)) == []


BOXES = {
    "trouble": ({"trouble": "The password was refused."}, "has trouble"),
    "trouble for long": (
        {"trouble": "It does not answer.", "trouble_since": -timedelta(hours=3)},
        "(first met 3 hours ago)",
    ),
    "not looked into": ({"looked_at": -timedelta(hours=2)}, "last looked into 2 hours ago"),
    "never looked into": (
        {"looked_at": None, "added_at": -timedelta(days=1)},
        "not looked into yet",
    ),
}


@pytest.mark.parametrize("way", BOXES)
def test_a_mailbox_that_is_not_looked_into_is_named_with_since_when(ask, well, way):
    changes, words = BOXES[way]
    Mailbox.objects.update(
        **{k: well.at + v if isinstance(v, timedelta) else v for k, v in changes.items()}
    )
    answer = only(ask())

    assert (answer.about, PLACE in answer.sentence) == ("mailboxes", True)
    assert words in answer.sentence


def test_a_paused_mailbox_is_told_and_is_no_fault(ask):
    Mailbox.objects.update(state=MailboxState.PAUSED)
    answers = ask()

    assert wrong(answers) == []
    assert f"{PLACE} is paused." in [it.sentence for it in answers]


def test_a_password_of_another_key_is_named_by_its_mailbox(ask, settings):
    settings.SECRET_KEY = "another"
    answer = only(ask())

    assert answer.sentence == f"The password of {PLACE} cannot be read."
    assert "key file" in answer.do


def test_a_key_that_others_can_read_or_that_is_gone_is_told(ask, tmp_path):
    key = tmp_path / "key"
    key.chmod(0o644)
    loose = only(ask())
    key.unlink()
    gone = only(ask())

    assert "chmod 600" in loose.do
    assert gone.sentence.endswith("is gone.")


def test_a_job_that_was_given_up_is_named_with_its_reason(ask, well):
    Job.objects.create(
        name="settle", run_at=well.at, ended_at=well.at, state=JobState.FAILED, trouble="No room."
    )

    assert only(ask()).sentence == "“settle” was given up a moment ago: No room."


def test_a_worker_that_is_not_there_is_noticed_by_its_silence(ask):
    late = only([it for it in ask(after=timedelta(hours=1)) if it.about == "worker"])

    assert late.sentence == "No worker was heard of for 1 hour."


def test_work_that_waits_too_long_is_told(ask, well):
    Job.objects.create(name="settle", run_at=well.at - timedelta(hours=1))

    assert only(ask()).sentence == "Work has waited 1 hour longer than it should."


def test_a_full_disk_is_told_before_it_is_full(ask, monkeypatch):
    monkeypatch.setattr(disk_file, "free_bytes", lambda _: 3 * 10**6)

    assert only(ask()).sentence.startswith("3 MB are free")


def test_a_home_that_is_not_there_is_told(well, tmp_path):
    answers = list(examine(Asked(at=well.at, home=tmp_path / "nowhere")))

    assert {it.about for it in answers if it.state in GONE_WRONG} == {"disk", "key"}


def test_a_clock_that_fell_behind_the_record_is_told(ask):
    answer = next(it for it in ask(after=-timedelta(days=2)) if it.about == "clock" and it.do)

    assert "2 days ahead of this machine's clock" in answer.sentence


@pytest.mark.parametrize("quick", [False, True])
def test_a_broken_chain_is_told(ask, well, quick):
    told(well, "note.written", practice=well.practice.pk, client=well.acme.pk)
    Head.objects.filter(chain=well.acme.pk).update(seq=5)
    answer = only(ask(quick=quick))

    assert f"Chain {well.acme.pk} is broken" in answer.sentence
    assert "troth verify" in answer.do


def test_a_text_that_was_altered_beside_the_record_is_told(ask, well):
    told(well, "note.written", practice=well.practice.pk, client=well.acme.pk, text="by Friday")
    Words.objects.filter(text="by Friday").update(text="by Monday")

    assert "the text beside it was altered" in only(ask()).sentence


def test_a_backup_that_is_old_or_was_never_made_is_told(ask, well, cast):
    old = [it.sentence for it in ask(after=timedelta(days=9)) if it.about == "backup"]
    founded_at = cast.at - timedelta(days=2)
    well.practice.__class__.objects.create(name="Cedar IT", founded_at=founded_at)

    assert old[0] == "The last backup of Harbour IT was made 9 days ago."
    assert only(ask()).sentence == "No backup of Cedar IT was ever made."


def test_a_practice_of_today_needs_no_backup_yet(ask, well, cast):
    well.practice.__class__.objects.create(name="Cedar IT", founded_at=cast.at)

    answers = ask()

    assert wrong(answers) == []
    assert "No backup of Cedar IT was made yet." in [it.sentence for it in answers]


def test_what_recurs_is_not_late_because_its_period_began_long_ago(ask, well):
    at = well.at.replace(hour=23, minute=30)
    schedule("backup", period=timedelta(days=1), at=at)

    soon = ask(after=at - well.at)
    later = ask(after=at - well.at + timedelta(minutes=20))

    assert [it.sentence for it in soon if it.about == "jobs"] == [
        "No work is late, and none was given up."
    ]
    assert ("jobs", "Work has waited 20 minutes longer than it should.") in wrong(later)


def letter(cast, number, **fields):
    return Outgoing.objects.create(
        practice=cast.practice, by=cast.alice, kind="draft", message_id=f"<{number}@x.example>",
        subject="The plan", text="x", made_at=cast.at, send_at=cast.at, **fields,
    )  # fmt: skip


OUTBOX = {
    "held too long": ({}, timedelta(minutes=20), "should have left"),
    "refused": ({"state": OutgoingState.FAILED, "said": "550 no"}, timedelta(0), "550 no"),
    "unsure": ({"state": OutgoingState.UNSURE}, timedelta(0), "nobody knows"),
}


@pytest.mark.parametrize("way", OUTBOX)
def test_a_letter_that_is_stuck_is_told(ask, well, way):
    fields, after, words = OUTBOX[way]
    letter(well, 1, **fields)
    found = [it.sentence for it in ask(after=after) if it.about == "outbox"]

    assert len(found) == 1
    assert words in found[0]


def test_a_barred_way_out_is_told(ask, well):
    Sender.objects.create(
        practice=well.practice, member=well.alice, email="a@x.example", place="smtps://x.example",
        added_at=well.at, trouble="It refuses the password.",
    )  # fmt: skip

    assert "smtps://x.example has trouble" in only(ask()).sentence


def test_a_zone_that_this_machine_does_not_know_is_named(ask, well):
    Contact.objects.filter(pk=well.anna.pk).update(zone="Europe/Atlantis")

    assert "'Europe/Atlantis' is not known" in only(ask()).sentence


def test_a_question_that_fails_is_an_answer_and_the_others_are_asked(ask, monkeypatch):
    def broken(_asked):
        raise DatabaseError("disk I/O error")

    places = [broken if name == "jobs" else question for name, question in OF_THE_PRACTICE]
    asked = tuple(zip([name for name, _ in OF_THE_PRACTICE], places, strict=True))
    monkeypatch.setattr(import_module(examine.__module__), "OF_THE_PRACTICE", asked)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = only(ask())

    assert (answer.about, answer.state) == ("jobs", State.UNKNOWN)
    assert "disk I/O error" in answer.sentence


@pytest.mark.parametrize(
    ("version", "has_it"),
    [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 44, 6), False),
     ((3, 44, 5), True), ((3, 50, 7), False), ((3, 53, 0), False)],
)  # fmt: skip
def test_the_versions_with_the_wal_reset_bug_are_known(version, has_it):
    assert has_wal_reset_bug(version) == has_it


@pytest.mark.parametrize(
    ("seconds", "words"), [(3, "a moment"), (60, "1 minute"), (7200, "2 hours"), (90_000, "1 day")]
)
def test_spans_are_said_in_their_largest_unit(seconds, words):
    assert span_words(timedelta(seconds=seconds)) == words


def test_sizes_are_said_as_a_person_would():
    assert [size_words(it) for it in (10, 3_400_000, 2_500_000_000)] == ["1 MB", "3 MB", "2.5 GB"]


def test_where_there_is_no_practice_it_makes_none(tmp_path):
    answer = troth(tmp_path, "doctor", DATABASE_URL="")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "There is no practice" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_gone_is_told_and_no_other_is_made(tmp_path):
    (tmp_path / "troth.sqlite3").touch()
    answer = troth(tmp_path, "doctor", DATABASE_URL="")

    assert answer.returncode == 1
    assert "is gone. Put back the one you kept." in answer.stderr
    assert not (tmp_path / "key").exists()


def test_a_file_that_is_no_database_is_an_answer_and_no_traceback(tmp_path):
    (tmp_path / "troth.sqlite3").write_bytes(b"no database at all" * 100)
    (tmp_path / "key").write_text("0" * 64)
    answer = troth(tmp_path, "doctor", "--json", DATABASE_URL="")

    assert answer.returncode == 2
    assert "The database cannot be opened: file is not a database." in answer.stdout
    assert "Traceback" not in answer.stderr


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_damaged_file_is_told_by_a_running_doctor(up, port, tmp_path):
    running = up(tmp_path, "--port", str(port)).until_up()
    during = troth(tmp_path, "doctor", "--json")
    assert running.stop() == 0
    _damage(tmp_path / "troth.sqlite3")
    after = troth(tmp_path, "doctor")

    assert '"about": "pages", "state": "fine"' in during.stdout
    assert '"about": "worker", "state": "fine"' in during.stdout
    assert '"about": "record", "state": "fine"' in during.stdout
    assert during.returncode == 0, during.stdout
    assert after.returncode == 1
    assert "! database: Its file is damaged:" in after.stdout
    assert "troth restore" in after.stdout
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def _damage(path) -> None:
    """An index that no longer holds what its table holds."""
    with sqlite3.connect(path) as held:
        held.execute("PRAGMA writable_schema=ON")
        held.execute("DELETE FROM sqlite_master WHERE name = 'record_entry_no_update'")
        root = held.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'entries_about'"
        ).fetchone()[0]
        size = held.execute("PRAGMA page_size").fetchone()[0]
    held.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x0a\x7f\xff\xff" + b"\xee" * 60)
