import sqlite3
from contextlib import closing

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection

from tests.safekeeping.lived import SECRET, letter_of, mode_of, only_so_much, opened
from troth.people.accounts import Session
from troth.promises.actions.erasing import erase
from troth.record.models import Entry, Head
from troth.record.queries import check, head
from troth.safekeeping import backup_file
from troth.safekeeping.actions.backing_up import back_up
from troth.safekeeping.backup_file import UnfitBackupError
from troth.safekeeping.queries import broken_chains, heads
from troth.safekeeping.schema import models_of
from troth.safekeeping.writing import NoBackupError, write

pytestmark = pytest.mark.django_db(transaction=True)


def rows_of(model):
    names = [it.attname for it in model._meta.concrete_fields if not it.generated]
    rows = model._base_manager.order_by("pk").values_list(*names)
    return [tuple(bytes(it) if isinstance(it, memoryview) else it for it in row) for row in rows]


def everything():
    held = [it._meta for it in models_of("default")]
    models = [apps.get_model(it.app_label, it.model_name) for it in held]
    return {model._meta.db_table: rows_of(model) for model in models}


def test_a_backup_holds_every_row_as_it_was(lived, backup, tmp_path):
    before = everything()
    with opened(backup, tmp_path):
        after = everything()

    assert after == before
    assert sum(1 for rows in before.values() if rows) > 20


def test_a_backup_is_a_witness_of_every_chain(lived, backup, tmp_path):
    witnessed = backup_file.read(backup).heads
    with opened(backup, tmp_path):
        there = broken_chains(witnessed)

    assert sorted(tuple(it) for it in witnessed) == sorted(heads())
    assert len(witnessed) == Head.objects.count() >= 3
    assert there == []


def test_the_next_entry_after_a_restore_gets_the_next_number(lived, backup, tmp_path):
    latest = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    with opened(backup, tmp_path):
        back_up(tmp_path / "again.troth", by=lived.alice, at=lived.at)
        new = Entry.objects.filter(kind="backup.made").order_by("pk")[0]
        result = check(lived.practice.pk).result

    assert new.pk == latest + 1
    assert result.broken is None


def test_a_backup_is_the_owners_alone_and_nothing_else_is_left_there(lived, backup, tmp_path):
    assert mode_of(backup) == 0o600
    assert [it.name for it in tmp_path.iterdir()] == ["practice.troth"]


def test_the_record_tells_of_it_with_its_size(lived, tmp_path):
    path = tmp_path / "practice.troth"
    back_up(path, by=lived.alice, at=lived.at)
    entry = Entry.objects.get(kind="backup.made", chain=lived.practice.pk)

    assert {it.chain for it in Entry.objects.filter(kind="backup.made")} == {
        lived.practice.pk,
        lived.carol.practice_id,
    }
    assert entry.facts == f'{{"bytes":{path.stat().st_size}}}'
    assert entry.by == lived.alice.pk


def test_nothing_that_was_erased_and_nobodys_session_goes_along(lived, tmp_path):
    Session.objects.create(
        session_key="hush" * 8, session_data="quiet", expire_date=lived.at, member=lived.alice
    )
    erase(letter_of(SECRET), by=lived.alice, at=lived.at)
    path = tmp_path / "practice.troth"
    write(path, at=lived.at)
    raw = path.read_bytes()

    assert b"hush" not in raw
    assert SECRET.encode() in raw  # in the note, which is still there
    with opened(path, tmp_path):
        assert not Session.objects.exists()
        assert get_user_model().objects.filter(pk=lived.alice.pk).exists()


def test_the_key_goes_along_only_where_it_is_asked_for(lived, tmp_path):
    without, with_key = tmp_path / "a.troth", tmp_path / "b.troth"
    write(without, at=lived.at)
    write(with_key, at=lived.at, key="ab" * 32)

    assert backup_file.read(without).key == ""
    assert b"ab" * 32 not in without.read_bytes()
    assert backup_file.read(with_key).key == "ab" * 32


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(lived, tmp_path):
    path = tmp_path / "practice.troth"
    path.write_text("mine")
    with pytest.raises(NoBackupError, match="is there already"):
        write(path, at=lived.at)
    kept = path.read_text()
    write(path, at=lived.at, may_replace=True)

    assert kept == "mine"
    assert backup_file.read(path).practices


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("nowhere/practice.troth", "There is no folder"),
        ("folder", "is a folder. Name a file in it"),
        ("n" * 250, "cannot be written: file name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_with_a_sentence(lived, tmp_path, place, says):
    (tmp_path / "folder").mkdir()
    with pytest.raises(NoBackupError, match=says):
        write(tmp_path / place, at=lived.at)

    assert [it.name for it in tmp_path.iterdir()] == ["folder"]


def test_a_full_disk_leaves_the_former_backup_and_no_part_of_a_new_one(lived, backup, tmp_path):
    before = backup.read_bytes()
    with (
        only_so_much(100_000),
        pytest.raises(NoBackupError, match=r"Look at the disk|is full|too large"),
    ):
        write(backup, at=lived.at, may_replace=True)

    assert backup.read_bytes() == before
    assert [it.name for it in tmp_path.iterdir()] == [backup.name]


def test_a_backup_is_made_while_somebody_writes(lived, backup, tmp_path):
    with opened(backup, tmp_path) as path:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE people_practice SET name = 'Half written'")
            write(tmp_path / "meanwhile.troth", at=lived.at)
            writer.execute("ROLLBACK")

    assert "Half written" not in backup_file.read(tmp_path / "meanwhile.troth").practices


def test_a_damaged_backup_is_noticed(backup):
    raw = backup.read_bytes()
    for share in (0.05, 0.3, 0.6, 0.9):
        start = int(len(raw) * share)
        backup.write_bytes(raw[:start] + bytes(8192) + raw[start + 8192 :])
        with pytest.raises(UnfitBackupError, match="no backup of Troth, or was damaged"):
            backup_file.check(backup, backup_file.read(backup))
    backup.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(UnfitBackupError, match="no backup of Troth, or was damaged"):
        backup_file.check(backup, backup_file.read(backup))


ALTERED = (
    "DELETE FROM promises_matter WHERE id = (SELECT max(id) FROM promises_matter)",
    "UPDATE record_head SET seq = seq - 1 WHERE seq > 1",
    "UPDATE backup SET value = '[]' WHERE name = 'heads'",
    "UPDATE backup SET value = 'x' WHERE name = 'counts'",
    "DELETE FROM backup WHERE name = 'heads'",
)


def test_a_backup_that_was_altered_is_noticed(backup, tmp_path):
    for statement in ALTERED:
        altered = tmp_path / "altered.troth"
        altered.write_bytes(backup.read_bytes())
        with closing(sqlite3.connect(altered)) as held, held:
            held.execute(statement)
        with pytest.raises(UnfitBackupError):
            backup_file.check(altered, backup_file.read(altered))


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4096)])
def test_what_is_no_backup_is_refused(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)

    with pytest.raises(UnfitBackupError, match="no backup of Troth"):
        backup_file.read(path)


def test_the_witness_names_a_chain_that_is_not_what_it_was(lived, tmp_path):
    seq, _ = head(lived.acme.pk)
    broken = broken_chains([(lived.acme.pk.hex, seq, "00" * 32)])

    assert [it.name for it in broken] == ["Acme"]
    assert "witnessed" in broken[0].broken.why
