"""Troth as a person runs it: real processes, in a home of their own."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlsplit

from tests.databases import variables_of

TOP = Path(__file__).resolve().parents[2]
PATIENCE = 120
"""Seconds until a test gives up; a machine under load is slow."""


def environment(home: Path) -> dict[str, str]:
    """Our own environment, without what would lead out of `home`."""
    ours = {
        k: v for k, v in os.environ.items() if not k.startswith(("TROTH_", "DJANGO_", "DATABASE"))
    }
    ours |= {"TROTH_HOME": str(home), "PYTHONPATH": str(TOP / "src"), "TZ": "Europe/Berlin"}
    return ours | variables_of(home)


def troth(
    home: Path, *arguments: str, stdin: str = "", **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "troth", *arguments],
        env=environment(home) | variables,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Up:
    """`troth up`, running."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.said: list[str] = []
        self._lines: Queue[str] = Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "troth", "up", *arguments],
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def until_up(self) -> "Up":
        """Wait for the link."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                line = self._lines.get(timeout=1)
            except Empty:
                continue
            self.said.append(line)
            if not line or "Sign in with" in line:
                break
        assert self.link, "".join(self.said)
        return self

    @property
    def link(self) -> str:
        found = re.search(r"Sign in with (\S+)", "".join(self.said))
        return found[1] if found else ""

    @property
    def port(self) -> int:
        return urlsplit(self.link).port or 0

    def page(self, path: str, *, method: str = "GET", body: str = "", cookie: str = "") -> "Page":
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body=body or None, headers=headers)
            answer = connection.getresponse()
            cookies = answer.headers.get_all("Set-Cookie") or []
            return Page(answer.status, answer.read().decode(), cookies)

    def members(self) -> dict[int, str]:
        """The processes of its group, itself among them, with their commands."""
        columns = ["ps", "-e", "-o", "pid=,pgid=,stat=,args="]
        listed = subprocess.run(columns, capture_output=True, text=True, check=True)
        rows = [line.split(maxsplit=3) for line in listed.stdout.splitlines()]
        ours = [row for row in rows if int(row[1]) == self.process.pid and row[2][0] != "Z"]
        return {int(pid): said for pid, _, _, said in ours}

    def ended(self) -> int:
        """Wait for its end; the exit code."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        while not self._lines.empty():
            self.said.append(self._lines.get())
        return code

    def stop(self, how: int = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.ended()

    def nothing_is_left(self) -> bool:
        end = time.monotonic() + PATIENCE
        while self.members() and time.monotonic() < end:
            time.sleep(0.1)
        return not self.members()

    def kill(self) -> None:
        """Whatever a failed test left."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()


class Page:
    """What the server answered."""

    def __init__(self, status: int, body: str, cookies: list[str]) -> None:
        self.status, self.body = status, body
        self.cookies = dict(re.match(r"([^=]+)=([^;]*)", each).groups() for each in cookies)

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.body)
        return found[1] if found else ""
