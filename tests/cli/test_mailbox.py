"""`troth mailbox` in real processes."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.cli.processes import Up, troth
from tests.mail.dovecot import PASSWORD, dovecot

from troth.mail.sample import letters, write_maildir
from troth.mail.sample.people import ROBIN

__all__ = ["dovecot"]

pytestmark = pytest.mark.slow

LETTERS = letters(at=datetime(2026, 11, 20, 18, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="module")
def home(tmp_path_factory, port):
    """A practice that was founded, and does not run."""
    home = tmp_path_factory.mktemp("home")
    running = Up(home, "--port", str(port), "--email", ROBIN.email)
    try:
        running.until_up().stop()
    finally:
        running.kill()
    write_maildir(home / "mail", LETTERS)
    write_maildir(home / "other", LETTERS[:20])
    return home


def listed(home):
    return [
        json.loads(line) for line in troth(home, "mailbox", "list", "--json").stdout.splitlines()
    ]


def test_before_anybody_has_chosen_the_table_is_shown_and_nothing_is_stored(home):
    answer = troth(home, "mailbox", "add", str(home / "other"))

    assert answer.returncode == 2
    assert "20 letters" in answer.stderr
    assert "Nothing is stored yet." in answer.stderr
    assert "Choose with --client DOMAIN" in answer.stderr
    assert listed(home) == []


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("/nowhere/at/all", "There is nothing at '/nowhere/at/all'."),
        ("imaps://anna:secret@mail.example", "A password does not belong into an address"),
        ("imaps://anna@mail.example", "TROTH_IMAP_PASSWORD"),
        ("", "There is nothing at ''."),
    ],
)
def test_a_place_that_cannot_be_a_mailbox_is_refused_in_a_sentence(home, place, sentence):
    answer = troth(home, "mailbox", "add", place, "--yes")

    assert answer.returncode == 2
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr
    assert listed(home) == []


def test_a_mailbox_is_taken_in_without_a_running_practice_and_its_trouble_is_told(home):
    added = troth(home, "mailbox", "add", str(home / "mail"), "--client", "lindenhof.example")
    again = troth(home, "mailbox", "add", str(home / "mail"), "--yes")
    lines = troth(home, "today", "--json").stdout.splitlines()
    fine = listed(home)
    (home / "mail").rename(home / "away")
    looked = troth(home, "mailbox", "look")
    (home / "away").rename(home / "mail")
    back = troth(home, "mailbox", "look", "mail")

    assert added.returncode == 0, added.stderr
    assert "of 1 client taken in" in added.stdout
    assert again.returncode == 2
    assert "one of your mailboxes already" in again.stderr
    assert [json.loads(line)["name"] for line in lines] == ["Hotel Lindenhof"]
    assert [(it["state"], it["trouble"]) for it in fine] == [("looking", None)]
    assert looked.returncode == 1
    assert "Trouble since today" in looked.stdout
    assert back.returncode == 0
    assert "Trouble" not in back.stdout


def test_a_mailbox_that_is_not_there_is_named_with_those_that_are(home):
    answer = troth(home, "mailbox", "look", "/nowhere")

    assert answer.returncode == 2
    assert "Which mailbox is '/nowhere'? There is" in answer.stderr


def test_a_server_is_asked_with_the_password_of_the_environment_and_a_wrong_one_stores_nothing(
    home, dovecot
):
    dovecot.fill("robin", {"": LETTERS})
    place = dovecot.address("robin")
    before = listed(home)
    wrong = troth(home, "mailbox", "add", place, "--yes", TROTH_IMAP_PASSWORD="wrong")
    after = listed(home)
    right = troth(
        home,
        *("mailbox", "add", place, "--client", "fernley-tools.example", "--since", "2026-11-01"),
        TROTH_IMAP_PASSWORD=PASSWORD,
    )
    changed = troth(home, "mailbox", "password", place, TROTH_IMAP_PASSWORD="other")
    looked = troth(home, "mailbox", "look", place)
    box = next(it for it in listed(home) if it["place"] == place)

    assert wrong.returncode == 2
    assert "refused the user name robin or its password" in wrong.stderr
    assert after == before
    assert right.returncode == 0, right.stderr
    assert "of 1 client taken in" in right.stdout
    assert changed.returncode == 0
    assert looked.returncode == 1
    assert (box["state"], box["since"]) == ("paused", "2026-11-01")
    assert "refused the user name" in box["trouble"]
