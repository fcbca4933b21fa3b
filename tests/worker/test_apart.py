"""`troth web` and `troth worker`, several of each, on one database."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from tests import tied
from tests.cli.processes import PATIENCE, TOP, environment, troth
from tests.ports import free_port
from troth.mail.sample import CLIENTS, letters, write_maildir
from troth.mail.sample.people import ROBIN
from troth.worker.loop import now

pytestmark = [pytest.mark.slow, pytest.mark.database]

ASKED = f"""
import sys
import django
django.setup()
from troth.mail.actions.mailboxes import Pick, add, choose
from troth.people.models import Member
from troth.worker.loop import now

by = Member.objects.get()
for place in sys.argv[1:]:
    mailbox = add(place, by=by, at=now())
    picks = {[(it.domain, it.name) for it in CLIENTS]!r}
    picks = [Pick(*it) for it in picks]
    choose(mailbox, picks, me=[{ROBIN.email!r}], since_on=None, by=by, at=now())
"""
COUNTED = """
import django
django.setup()
from troth.jobs.models import Job
from troth.mail.models import Message
from troth.record.models import Entry

left = Job.objects.filter(state__in=["waiting", "running"], fire_at=None).count()
wrong = Job.objects.exclude(trouble="").count()
told = Entry.objects.filter(kind="mail.taken_in").count()
print(left, wrong, told, Message.objects.count())
"""


class Apart:
    """The processes of a practice that is not run by `troth up`."""

    def __init__(self, home):
        self.home = home
        self.environment = environment(home) | {
            "DJANGO_SETTINGS_MODULE": "troth.project.settings",
            "PYTHONUNBUFFERED": "1",
        }
        self.processes = []

    def start(self, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-m", "troth", *arguments],
            env=self.environment,
            cwd=TOP,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=tied.to_parent,  # noqa: PLW1509  # no thread of ours runs
        )
        self.processes.append(process)
        return process

    def run(self, program, *arguments):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return [int(it) for it in done.stdout.split()]

    def stop(self, how=signal.SIGTERM):
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(how)
        return [process.wait(PATIENCE) for process in self.processes]


@pytest.fixture
def apart(tmp_path):
    made = Apart(tmp_path / "home")
    yield made
    made.stop(signal.SIGKILL)
    for process in made.processes:
        process.stdout.close()


def page(port, path):
    """The status of a page and where it leads, once somebody answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        with suppress(OSError), closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        time.sleep(0.1)
    return None


def test_two_webs_and_two_workers_are_one_practice_and_end_when_told(apart, tmp_path):
    all_letters = letters(at=now(), zone=ZoneInfo("Europe/Berlin"))
    for number in range(4):
        write_maildir(tmp_path / f"mail{number}", all_letters[number::4])
    first, second = free_port(), free_port()
    made = troth(apart.home, "migrate", "--email", ROBIN.email, "--address", "http://127.0.0.1:1")
    for port in (first, second):
        apart.start("web", "--port", str(port), "--workers", "2")
    for _ in range(2):
        apart.start("worker")
    apart.run(ASKED, *(str(tmp_path / f"mail{number}") for number in range(4)))
    link = made.stdout.split("Sign in with ")[1].strip()
    signed_in = urlsplit(link)
    answers = [page(first, "/signin"), page(second, f"/signin?{signed_in.query}")]
    end = time.monotonic() + PATIENCE
    while (counted := apart.run(COUNTED))[0] and time.monotonic() < end:
        time.sleep(0.5)
    moved = troth(apart.home, "move", "sqlite:///nowhere/at/all")
    codes = apart.stop()

    assert moved.returncode == 2
    assert "Stop them first." in moved.stderr
    assert made.returncode == 0
    assert answers[0] == 200
    assert answers[1] in {200, 302}
    assert counted[:2] == [0, 0]
    assert counted[3] > 40
    assert codes == [0, 0, 0, 0]


def test_what_is_not_ready_is_refused_with_what_to_do(tmp_path):
    home = tmp_path / "home"
    taken = socket.create_server(("127.0.0.1", 0))
    port = str(taken.getsockname()[1])
    refusals = {
        ("web",): "Run `troth migrate`.",
        ("worker",): "Run `troth migrate`.",
        ("web", "--host", "0.0.0.0"): "Set TROTH_HOSTS",
        ("web", "--port", port): f"Nobody can listen at 127.0.0.1, port {port}",
        ("web", "--host", "no.such.example"): "Nobody can listen at no.such.example",
        ("migrate", "--email", "x"): "'x' is no address.",
        ("migrate", "--address", "x"): "'x' is no address of pages.",
    }
    said = {command: troth(home, *command, TROTH_HOSTS="") for command in refusals}
    said["web", "--host", "no.such.example"] = troth(
        home, "web", "--host", "no.such.example", TROTH_HOSTS="x.example"
    )
    taken.close()

    for command, sentence in refusals.items():
        assert said[command].returncode == 2
        assert sentence in said[command].stderr
        assert len(said[command].stderr.splitlines()) == 1


def test_a_page_that_is_under_way_is_made_before_the_server_ends(apart):
    troth(apart.home, "migrate")
    port = free_port()
    server = apart.start("web", "--port", str(port))
    assert page(port, "/signin") == 200
    head, whole = filled_in(port)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(head)
        assert client.recv(100).startswith(b"HTTP/1.1 100 ")  # the page asks for what was typed
        client.sendall(whole[:-1])
        server.terminate()
        time.sleep(1)
        client.setblocking(False)
        with pytest.raises(BlockingIOError):
            client.recv(100)
        client.settimeout(PATIENCE)
        client.sendall(whole[-1:])
        answer = client.recv(100)

    assert answer.startswith(b"HTTP/1.1 403")
    assert server.wait(PATIENCE) == 0


def filled_in(port):
    """A form that a browser sends, but waits with its body until it is asked for it."""
    token = "a" * 32
    body = f"csrfmiddlewaretoken={token}&sesame=made-up".encode()
    head = (
        f"POST /signin HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        f"Expect: 100-continue\r\nCookie: troth_csrf={token}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return head.encode(), body
