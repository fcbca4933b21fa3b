"""`troth mailbox add` and `password` where the provider of a mailbox wants a sign-in."""

import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx2
import pytest
from tests.cli.processes import PATIENCE, Up, environment, troth
from tests.databases import bytes_in
from tests.mail.dovecot import running
from tests.people.oauth_provider import provider_running

from troth.mail.sample import letters
from troth.mail.sample.people import ROBIN

pytestmark = pytest.mark.slow

LETTERS = letters(at=datetime(2026, 11, 20, 18, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="module")
def server():
    with (
        provider_running(account=ROBIN.email, interval=1) as provider,
        running(introspection_url=f"{provider.url}/introspect") as dovecot,
    ):
        dovecot.fill(ROBIN.email, {"": LETTERS})
        yield provider, dovecot


@pytest.fixture(scope="module")
def home(tmp_path_factory, port):
    """A practice that was founded, and does not run."""
    home = tmp_path_factory.mktemp("home")
    founding = Up(home, "--port", str(port), "--email", ROBIN.email)
    try:
        founding.until_up().stop()
    finally:
        founding.kill()
    return home


@pytest.fixture
def there(server):
    provider, _ = server
    provider.revoke()
    provider.pending = 0
    provider.scripted.clear()
    return provider


@pytest.fixture
def place(server) -> str:
    _, dovecot = server
    return dovecot.address(ROBIN.email.replace("@", "%40"))


def listed(home):
    said = troth(home, "mailbox", "list", "--json").stdout
    return [json.loads(line) for line in said.splitlines()]


def test_a_code_that_is_declined_stores_nothing(home, there, place):
    there.answer("/token", (400, b'{"error": "access_denied"}'))
    answer = troth(home, "mailbox", "add", place, "--yes", **there.environment())

    assert answer.returncode == 2
    assert "Harbour says that you declined." in answer.stderr
    assert listed(home) == []


def test_a_sign_in_by_code_opens_the_mailbox_and_again_after_it_has_ended(home, there, place):
    there.pending = 1
    added = troth(home, "mailbox", "add", place, "--yes", **there.environment())
    there.revoke()
    stopped = troth(home, "mailbox", "look", **there.environment())
    again = troth(home, "mailbox", "password", ROBIN.email.replace("@", "%40"), **there.environment())  # fmt: skip
    looked = troth(home, "mailbox", "look", **there.environment())

    assert added.returncode == 0, added.stderr
    assert f"Sign in with Harbour as {ROBIN.email}: open" in added.stderr
    assert "WXYZ-1234" in added.stderr
    assert "letters of" in added.stdout
    assert stopped.returncode == 1
    assert "Sign in again" in stopped.stdout
    assert "The sign-in is kept, sealed." in again.stdout
    assert (looked.returncode, listed(home)[0]["trouble"]) == (0, None)
    held = bytes_in(home)
    given = (*there.access, *there.refresh, "dc-1")
    assert not [it for it in given if it.encode() in held]
    said = added.stderr + added.stdout + again.stderr + again.stdout
    assert not [it for it in given if it in said]


def test_a_way_there_leads_back_to_a_port_of_this_machine(home, there, server):
    _, dovecot = server
    variables = there.environment(device=False)
    place = dovecot.address(ROBIN.email.replace("@", "%40"), "/INBOX")
    program = [sys.executable, "-m", "troth", "mailbox", "add", place, "--yes"]
    with subprocess.Popen(
        program,
        env=environment(home) | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as adding:
        url = next(line.strip() for line in adding.stderr if line.strip().startswith("http"))
        back = httpx2.get(url).headers["Location"]
        foreign = httpx2.get(re.sub("state=[^&]*", "state=made-up", back))
        page = httpx2.get(back)
        rest = adding.communicate(timeout=PATIENCE)[1]

    assert back.startswith("http://127.0.0.1:")
    assert (foreign.status_code, page.status_code) == (404, 200)
    assert "go back to the terminal" in page.text
    assert adding.returncode == 0, rest
    assert "Harbour lets Troth in." in rest


def test_where_the_browser_is_elsewhere_its_last_address_is_pasted(home, there, server):
    _, dovecot = server
    variables = there.environment(device=False)
    place = dovecot.address(ROBIN.email.replace("@", "%40"), "/Papierkorb-2")
    terminal, seen = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "troth", "mailbox", "add", place, "--yes"],
        env=environment(home) | variables,
        stdin=seen,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as adding:
        url = next(line.strip() for line in adding.stderr if line.strip().startswith("http"))
        back = httpx2.get(url).headers["Location"]
        os.write(terminal, f"{back}\n".encode())
        rest = adding.communicate(timeout=PATIENCE)[1]
    for each in (terminal, seen):
        os.close(each)

    assert "Harbour lets Troth in." in rest


def test_a_password_in_the_environment_counts_before_a_sign_in(home, there, place):
    there.asked.clear()
    variables = there.environment() | {"TROTH_IMAP_PASSWORD": "wrong"}
    answer = troth(home, "mailbox", "add", f"{place}/Sent", "--yes", **variables)

    assert "refused the user name" in answer.stderr
    assert [path for path, _ in there.asked if path == "/device"] == []


def test_what_is_set_up_wrongly_says_which_variable(home, there, place):
    variables = there.environment() | {"TROTH_OAUTH_HARBOUR_TOKEN_URL": "http://far.example"}
    answer = troth(home, "mailbox", "add", f"{place}/Sent", "--yes", **variables)

    assert answer.returncode == 2
    assert "TROTH_OAUTH_HARBOUR_TOKEN_URL must begin with https://" in answer.stderr
