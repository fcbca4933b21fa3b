"""A practice that something happened in: letters, promises, notes, drafts, and what leaves."""

from contextlib import contextmanager
from datetime import timedelta
from inspect import getclosurevars
from pathlib import Path

import pytest
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.cast import Cast
from tests.desk.mail import ALICE, ANNA, of_birch
from tests.desk.rows import need, promise
from tests.promises.letters import letter, taken_in
from troth.jobs.models import Job, JobState
from troth.mail.models import Message
from troth.notes.actions import did
from troth.people.models import Evidence, EvidenceState
from troth.post.models import Outgoing, OutgoingState
from troth.promises.actions.noting import take_note
from troth.record.appending import append
from troth.safekeeping.another import another, in_place_of_own, one_file
from troth.safekeeping.restoring import draft_of
from troth.safekeeping.writing import write
from troth.updates import composing
from troth.updates.actions.drafting import keep

SECRET = "The walrus is called Ambrosius"
"""Words that stand nowhere else."""

BOTH = "Anna Berg <anna@acme.example>, Ben Kerr <ben@birch.example>"
TOGETHER = "Both of you get the quince report"


def live(cast: Cast) -> Cast:
    """Everything that can belong to a client belongs to Acme, and some of it to Birch."""
    promise(cast)
    need(cast)
    of_birch(cast)
    taken_in(cast, letter(f"{TOGETHER}.", sender=ALICE, to=BOTH, number=70, subject="Quinces"))
    taken_in(cast, letter(f"{SECRET}.", sender=ANNA, number=71, subject=SECRET))
    did(cast.acme, text=f"{SECRET}, at last", by=cast.alice, at=cast.at)
    take_note(
        cast.acme, contact=cast.anna, kind="call", at_time=cast.at, is_word=True,
        text=f"Anna: {SECRET}. Me: I will send you the walrus by Friday.",
        by=cast.alice, at=cast.at,
    )  # fmt: skip
    keep(composing.status(cast.acme, by=cast.alice, at=cast.at), by=cast.alice, at=cast.at)
    Evidence.objects.create(
        practice=cast.practice, client=cast.acme, contact=cast.anna, field="role", value=SECRET,
        sentence=SECRET, state=EvidenceState.CONFIRMED, at=cast.at,
    )  # fmt: skip
    outgoing(cast, OutgoingState.HELD, "held")
    outgoing(cast, OutgoingState.SENT, "sent")
    Job.objects.create(name="settle", about=cast.acme.pk, run_at=cast.at, state=JobState.RUNNING)
    with transaction.atomic():
        append(
            "practice.told", practice=cast.practice.pk, client=None, by=None, at=cast.at,
            text="Anna writes from anna@acme.example",
        )  # fmt: skip
    return cast


def outgoing(cast: Cast, state: str, name: str) -> Outgoing:
    return Outgoing.objects.create(
        practice=cast.practice, by=cast.alice, client=cast.acme, contact=cast.anna, kind="draft",
        message_id=f"{name}@harbour-it.example", to=["anna@acme.example"], subject=SECRET,
        text=SECRET, made_at=cast.at, send_at=cast.at, state=state,
        lease_until=cast.at + timedelta(minutes=1), owner="somebody",
    )  # fmt: skip


def letter_of(words: str) -> Message:
    return Message.objects.get(subject=words)


@contextmanager
def opened(backup: Path, folder: Path):
    """The database of a backup, read and written in place of the test's own; its file."""
    with (
        draft_of(backup, folder=folder) as (_, path),
        another(one_file(path)) as alias,
        in_place_of_own(alias),
    ):
        yield path


@contextmanager
def only_so_much(size: int):
    """This process can write no file beyond `size` bytes: as on a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def second_databases(db, monkeypatch):
    """Tests of copying open databases that no setting names, which Django forbids to tests."""
    forbids = getclosurevars(BaseDatabaseWrapper.ensure_connection).nonlocals
    if "real_ensure_connection" in forbids:
        real = forbids["real_ensure_connection"]
        monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", real)


@pytest.fixture
def lived(cast, second_databases):
    return live(cast)


@pytest.fixture
def backup(lived, tmp_path):
    path = tmp_path / "practice.troth"
    write(path, at=lived.at)
    return path
