"""A practice goes from SQLite to PostgreSQL and back, in processes of their own."""

import re
import subprocess
import sys
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from tests.cli import processes
from tests.cli.processes import environment, troth
from tests.cli.test_restore import heads, home
from tests.safekeeping.lived import backup, lived, mode_of, second_databases

__all__ = ["backup", "home", "lived", "second_databases"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.sqlite,
]


UNTIL_TOLD = "import os, sys; print(os.environ['DATABASE_URL'], flush=True); sys.stdin.read()"


@pytest.fixture(scope="module")
def server():
    """The address of a PostgreSQL of our own."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.postgres", sys.executable, "-c", UNTIL_TOLD],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=processes.TOP,
    ) as started:  # fmt: skip
        yield started.stdout.readline().strip()
        started.communicate()


@pytest.fixture
def empty(server, request):
    """The address of an empty database on PostgreSQL."""
    name = f"empty_{abs(hash(request.node.name))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return re.sub(r"/postgres\?", f"/{name}?", server)


@pytest.fixture
def up_there(up, port, empty, monkeypatch):
    """Starts the practice that is in the database `empty`."""

    def start(home):
        there = environment(home) | {"DATABASE_URL": empty}
        monkeypatch.setattr(processes, "environment", lambda _home: there)
        return up(home, "--port", str(port)).until_up()

    return start


def signed_in(running):
    way = urlsplit(running.link)
    first = running.page(f"{way.path}?{way.query}")
    names = ("csrfmiddlewaretoken", "sesame")
    form = urlencode({name: first.field(name) for name in names} | {"next": ""})
    before = "; ".join(f"{name}={held}" for name, held in first.cookies.items())
    after = running.page(way.path, method="POST", body=form, cookie=before)
    return "; ".join(f"{name}={held}" for name, held in after.cookies.items())


def test_a_practice_moves_whole_and_its_pages_open_there(backup, home, empty, up_there):
    troth(home, "restore", str(backup))
    before = heads(home)
    said = troth(home, "move", empty)
    after = heads(home, DATABASE_URL=empty)
    running = up_there(home)
    cookie = signed_in(running)
    today = running.page("/", cookie=cookie)
    running.stop()

    assert said.returncode == 0, said.stderr
    assert "chains verify there" in said.stdout
    assert "set DATABASE_URL to that address" in said.stdout
    assert after == before
    assert today.status == 200
    assert "Acme" in today.body
    assert heads(home, DATABASE_URL=empty) != before  # it goes on there


def test_the_file_stays_as_it_is_and_is_not_gone_on_with_by_mistake(backup, home, empty):
    troth(home, "restore", str(backup))
    before = heads(home)
    troth(home, "move", empty)
    refused = troth(home, "up")
    again = troth(home, "move", empty)
    (home / "troth.sqlite3.moved").unlink()
    taken = troth(home, "move", empty)

    assert refused.returncode == again.returncode == taken.returncode == 2
    assert "This practice was moved to postgresql://" in refused.stderr
    assert "Set DATABASE_URL to that" in refused.stderr
    assert "holds a practice already. Name an empty one" in taken.stderr
    assert heads(home) == before


def test_it_moves_back_into_a_file(backup, home, empty):
    troth(home, "restore", str(backup))
    troth(home, "move", empty)
    before = heads(home, DATABASE_URL=empty)
    back = home / "back.sqlite3"
    said = troth(home, "move", f"sqlite://{back}", DATABASE_URL=empty)

    assert said.returncode == 0, said.stderr
    assert mode_of(back) == 0o600
    assert heads(home, DATABASE_URL=f"sqlite://{back}") == before


def test_a_backup_from_postgresql_is_restored_on_sqlite_and_the_other_way(
    backup, home, empty, tmp_path
):
    restored = troth(home, "restore", str(backup), DATABASE_URL=empty)
    there = heads(home, DATABASE_URL=empty)
    again = troth(home, "restore", str(backup), DATABASE_URL=empty)
    member = ("--member", "alice@harbour-it.example")
    copy = tmp_path / "copy.troth"
    made = troth(home, "backup", str(copy), *member, DATABASE_URL=empty)
    other = tmp_path / "other"
    other.mkdir()
    back = troth(other, "restore", str(copy))

    assert restored.returncode == made.returncode == back.returncode == 0, back.stderr
    assert again.returncode == 2
    assert "holds a practice already" in again.stderr
    assert [it for it in heads(other) if "Acme" in it] == [it for it in there if "Acme" in it]
    assert not (home / "troth.sqlite3").exists()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://somewhere/troth", "must begin with postgres:// or sqlite://"),
        ("postgres://nobody@127.0.0.1:1/troth", "could not be opened"),
        ("sqlite:///nowhere/at/all.sqlite3", "There is no folder"),
    ],
)
def test_what_cannot_be_moved_to_is_refused_and_nothing_changes(backup, home, address, says):
    troth(home, "restore", str(backup))
    before = heads(home)
    said = troth(home, "move", address)

    assert said.returncode == 2
    assert says in said.stderr
    assert "Traceback" not in said.stderr
    assert heads(home) == before


def test_tables_of_something_else_are_left_alone(backup, home, empty):
    troth(home, "restore", str(backup))
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("CREATE TABLE invoices (id int)")
    said = troth(home, "move", empty)

    assert said.returncode == 2
    assert "holds tables of something else, such as invoices" in said.stderr
