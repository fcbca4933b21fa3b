"""A backup becomes a practice again, in processes and homes of their own."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from tests.cli.processes import PATIENCE, environment, troth
from tests.safekeeping.lived import backup, lived, mode_of, second_databases

from troth.safekeeping import backup_file
from troth.safekeeping.writing import write

__all__ = ["backup", "lived", "second_databases"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEY = "5f" * 32


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def heads(home, **variables):
    said = troth(home, "verify", "--member", "alice@harbour-it.example", **variables)
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout.splitlines()


def altered(backup, statement, to):
    to.write_bytes(backup.read_bytes())
    with closing(sqlite3.connect(to)) as held, held:
        held.executescript(statement)
    return to


def test_a_practice_is_there_again_and_its_record_verifies(lived, backup, home):
    said = troth(home, "restore", str(backup))
    chains = heads(home)
    [acme] = [it for it in chains if it.endswith(" Acme")]
    entries = int(acme.partition(":")[0])
    note = troth(home, "did", "All is well", "--client", "Acme", "--member", lived.alice.email)

    assert said.returncode == 0, said.stderr
    assert "Harbour IT" in said.stdout
    assert "is here, as of 2026-03-02T08:00:00+00:00." in said.stdout
    assert "mailboxes ask for their passwords again" in said.stdout
    assert "1 letter waits for your word" in said.stdout
    assert entries > 10
    assert note.returncode == 0
    assert f"{entries + 1}:" in "\n".join(heads(home))
    assert sorted(it.name for it in home.iterdir())[:2] == ["key", "running"]


@pytest.mark.sqlite
def test_a_home_that_holds_a_practice_is_kept_as_a_backup_of_its_own(lived, backup, home):
    troth(home, "restore", str(backup))
    troth(home, "did", "All is well", "--client", "Acme", "--member", lived.alice.email)
    before = heads(home)
    refused = troth(home, "restore", str(backup))
    untouched = heads(home)
    replaced = troth(home, "restore", str(backup), "--replace")
    after = heads(home)
    [kept] = (home / "backups").iterdir()
    back = troth(home, "restore", str(kept), "--replace")

    assert refused.returncode == 2
    assert "holds a practice already. Add --replace" in refused.stderr
    assert untouched == before
    assert replaced.returncode == back.returncode == 0, replaced.stderr
    assert str(kept) in replaced.stderr
    assert mode_of(kept) == mode_of(home / "troth.sqlite3") == 0o600
    assert [it for it in after if "Acme" in it] != [it for it in before if "Acme" in it]
    assert [it for it in heads(home) if "Acme" in it] == [it for it in before if "Acme" in it]


def test_the_key_of_a_backup_is_put_where_none_is_and_never_over_another(lived, home, tmp_path):
    backup = tmp_path / "key.troth"
    write(backup, at=lived.at, key=KEY)
    said = troth(home, "restore", str(backup))
    other = tmp_path / "other"
    other.mkdir()
    (other / "key").write_text("ab" * 32 + "\n")
    kept = troth(other, "restore", str(backup))

    assert (home / "key").read_text() == f"{KEY}\n"
    assert mode_of(home / "key") == 0o600
    assert "Its key came with it" in said.stdout
    assert (other / "key").read_text() == "ab" * 32 + "\n"
    assert "The key that was here already stays" in kept.stdout
    assert KEY not in said.stdout + kept.stdout


NEWER = (
    "INSERT INTO django_migrations (app, name, applied) VALUES ('mail', '9999_later', '2030-01-01')"
)
OTHER_FORMAT = "UPDATE backup SET value = '99' WHERE name = 'format'"


def test_what_cannot_be_restored_is_refused_and_leaves_the_home_as_it_was(backup, home, tmp_path):
    half = tmp_path / "half.troth"
    half.write_bytes(backup.read_bytes()[:100_000])
    newer = altered(backup, f"UPDATE backup SET value = value; {NEWER}", tmp_path / "newer.troth")
    counted = re.sub(r'"django_migrations": (\d+)', _one_more, _counts_of(newer))
    newer = altered(newer, f"UPDATE backup SET value = '{counted}' WHERE name = 'counts'", newer)
    later = altered(backup, OTHER_FORMAT, tmp_path / "later.troth")
    sentences = {
        tmp_path / "nowhere": "There is no file",
        half: "is no backup of Troth, or was damaged",
        newer: "A newer Troth has changed this practice",
        later: "was made by a newer Troth. Update Troth",
    }
    for path, says in sentences.items():
        said = troth(home, "restore", str(path))

        assert said.returncode == 2, path
        assert says in said.stderr
        assert len(said.stderr.splitlines()) == 1
        assert {it.name for it in home.iterdir()} <= {"running", "together", "key"}


def _one_more(found):
    return f'"django_migrations": {int(found[1]) + 1}'


def _counts_of(path):
    with closing(sqlite3.connect(path)) as held:
        return held.execute("SELECT value FROM backup WHERE name = 'counts'").fetchone()[0]


@pytest.mark.sqlite
def test_a_broken_record_is_restored_as_it_is_and_named(lived, backup, home, tmp_path):
    broken = altered(
        backup,
        "DROP TRIGGER record_entry_no_update;"
        f"UPDATE record_entry SET kind = 'note.erased' WHERE chain = '{lived.acme.pk.hex}' AND seq = 2",
        tmp_path / "broken.troth",
    )
    said = troth(home, "restore", str(broken))

    assert said.returncode == 1
    assert "BROKEN Acme: entry 2: it was altered." in said.stdout
    assert (home / "troth.sqlite3").exists()


@pytest.mark.sqlite
def test_a_practice_that_runs_is_not_restored_over(backup, home, up, port):
    troth(home, "restore", str(backup))
    up(home, "--port", str(port)).until_up()
    said = troth(home, "restore", str(backup), "--replace")

    assert said.returncode == 2
    assert "Troth runs already" in said.stderr


OLDER = """
from troth.cli.practice import load
load()
from django.core.management import call_command
call_command("migrate", "jobs", "0001", verbosity=0)
"""
UP = """
from troth.cli.practice import load
load()
from troth.cli.schema import bring_up_to_date
bring_up_to_date()
"""


def python(home, code, **variables):
    return subprocess.run(
        [sys.executable, "-c", code], env=environment(home) | variables, capture_output=True,
        text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip


def test_before_tables_change_a_backup_is_made_and_an_older_one_is_brought_up_to_date(
    backup, home, tmp_path
):
    troth(home, "restore", str(backup))
    before = heads(home)
    python(home, OLDER)
    said = python(home, UP)
    [kept] = (home / "backups").iterdir()
    other = tmp_path / "other"
    other.mkdir()
    restored = troth(other, "restore", str(kept))

    assert said.returncode == 0, said.stderr
    assert f"What was here before is kept in {kept}." in said.stderr
    assert kept.name.startswith("before-upgrade-")
    assert not [it for it in backup_file.read(kept).migrations if it[0] == "jobs" and "2" in it[1]]
    assert heads(home) == before
    assert restored.returncode == 0, restored.stderr
    assert [it for it in heads(other) if "Acme" in it] == [it for it in before if "Acme" in it]


def test_tables_are_not_changed_where_no_backup_can_be_made(backup, home):
    troth(home, "restore", str(backup))
    python(home, OLDER)
    (home / "backups").write_text("in the way")
    refused = python(home, UP)
    without = python(home, UP, TROTH_BACKUPS="0")

    assert refused.returncode != 0
    assert "The database was not changed, since a backup comes first." in refused.stderr
    assert without.returncode == 0, without.stderr
