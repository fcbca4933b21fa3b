"""A worker that watches mailboxes: what its servers tell is looked into at once."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.processes import PATIENCE, TOP, environment
from tests.databases import rows_in
from tests.mail.dovecot import PASSWORD
from tests.mail.scripted_server import Script, serving
from tests.mail.test_looking_live import Looker
from tests.mailbox import letter
from troth.mail.models import Mailbox, MailboxState
from troth.people.oauth import GrantEndedError, GrantUnreachableError
from troth.people.sealing import SealBrokenError
from troth.worker import watcher
from troth.worker.watcher import Told, Watcher, What
from troth.worker.watching import MOST_CONNECTIONS

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
IDLES = b"IMAP4rev1 IDLE"


class Heard(list[What]):
    """What a watcher told."""

    def __call__(self, told: Told) -> None:
        self.append(told.what)

    def wait_for(self, *whats: What) -> None:
        wait_until(lambda: self[: len(whats)] == list(whats))


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def watched(monkeypatch):
    """Watches a place until the test ends; its password comes from no database."""
    monkeypatch.setattr(watcher, "wait_before", lambda _times: timedelta(milliseconds=20))
    watchers: list[Watcher] = []

    def begin(place: str, password: Callable[[], str] = lambda: PASSWORD) -> Heard:
        monkeypatch.setattr(watcher, "password_of", lambda _mailbox, at: password())
        heard = Heard()
        mailbox = Mailbox(place=place, added_at=AT, state=MailboxState.LOOKING)
        watchers.append(Watcher(mailbox, heard, renewal_seconds=0.5))
        watchers[-1].start()
        return heard

    yield begin
    for each in watchers:
        each.stop()
        each.join(PATIENCE)
        assert not each.is_alive()


def test_a_letter_that_comes_is_told(dovecot, watched):
    dovecot.fill("watch-come", {"": []})
    heard = watched(dovecot.address("watch-come"))
    heard.wait_for(What.LIVE)
    Looker(dovecot, "watch-come").receive("one")

    heard.wait_for(What.LIVE, What.CAME)


def test_the_one_folder_that_a_place_names_is_the_one_that_is_watched(dovecot, watched):
    dovecot.fill("watch-one", {"": [], ".Clients": []})
    heard = watched(dovecot.address("watch-one", "/Clients"))
    heard.wait_for(What.LIVE)
    anna = Looker(dovecot, "watch-one")
    anna.receive("one")
    anna.receive("two", "Clients")

    heard.wait_for(What.LIVE, What.CAME)
    assert heard == [What.LIVE, What.CAME]


def test_a_server_that_was_lost_is_watched_again_and_what_came_meanwhile_is_news(watched):
    """LIVE is told once more, and counts as news."""

    def hang_up_once(heard: int) -> bytes:
        return b"+ idling\r\n" if heard > 1 else b""

    with serving(Script(capabilities=IDLES, instead={b"IDLE": hang_up_once})) as script:
        heard = watched(f"imap://ann@127.0.0.1:{script.port}")

        heard.wait_for(What.LOST, What.LIVE)


@pytest.mark.parametrize(
    "password",
    [
        lambda: "wrong",
        lambda: (_ for _ in ()).throw(SealBrokenError("The key is another one.")),
        lambda: (_ for _ in ()).throw(GrantEndedError("Sign in again.")),
    ],
)
def test_a_password_that_is_refused_or_cannot_be_had_is_not_tried_again(dovecot, watched, password):
    dovecot.fill("watch-refused", {"": []})
    heard = watched(dovecot.address("watch-refused"), password)
    heard.wait_for(What.REFUSED)
    time.sleep(0.2)

    assert heard == [What.REFUSED]


def test_leave_that_cannot_be_had_now_is_asked_for_again(dovecot, watched):
    dovecot.fill("watch-later", {"": []})
    answers = [GrantUnreachableError("Later."), PASSWORD]

    def password() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    watched(dovecot.address("watch-later"), password).wait_for(What.LOST, What.LIVE)


def test_a_server_that_tells_of_no_letters_is_left_alone(watched):
    with serving(Script()) as script:
        heard = watched(f"imap://ann@127.0.0.1:{script.port}")
        heard.wait_for(What.UNABLE)

    assert script.verbs.count(b"LOGIN") == 1


@pytest.fixture
def worker(tmp_path, dovecot):
    dovecot.fill("watch-worker", {"": [letter("x", subject="one")]})
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.worker.watched_home", dovecot.address("watch-worker")],
        env=environment(tmp_path) | {"PYTHONPATH": f"{TOP / 'src'}:{TOP}"},
        cwd=TOP,
    )
    yield process
    process.kill()
    process.wait()


@pytest.mark.slow
def test_a_worker_looks_when_a_letter_comes_and_leaves_its_watches_when_it_is_stopped(
    worker, dovecot, tmp_path
):
    def looks() -> int:
        return len(rows_in(tmp_path, "SELECT id FROM jobs_job WHERE name = ?", "look"))

    wait_until(lambda: is_live(tmp_path))
    before = looks()
    Looker(dovecot, "watch-worker").receive("two")
    wait_until(lambda: looks() > before)

    assert connections_of(dovecot, "watch-worker") <= MOST_CONNECTIONS
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
    assert rows_in(tmp_path, "SELECT owner FROM mail_watch") == []


def is_live(home) -> bool:
    try:
        return rows_in(home, "SELECT is_live FROM mail_watch") in ([(1,)], [(True,)])
    except Exception:  # noqa: BLE001  # the database of either kind may not be there yet
        return False


def connections_of(server, user: str) -> int:
    command = ["doveadm", "-c", str(server.base / "dovecot.conf"), "who", "-1"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return len(re.findall(rf"^{re.escape(user)}\s", said, re.MULTILINE))
