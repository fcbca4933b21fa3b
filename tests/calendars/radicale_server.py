"""A real Radicale on loopback, with calendars that a test lays into its storage.

Anybody signs in with PASSWORD who is in the list; whoever else asks sees nothing.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.ports import free_port

PASSWORD = "correct-horse"
USERS = ("anna", "ben", "cleo", "noor@firm.example")
START_SECONDS = 60
CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {base}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
filesystem_folder = {base}/storage
[logging]
level = info
mask_passwords = True
"""
ASKED = re.compile(r"\b([A-Z]+) request for")


@dataclass
class Radicale:
    """A running server."""

    port: int
    base: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def lay(self, user: str, calendar: str, events: Mapping[str, str], **props: str) -> str:
        """A calendar with these objects, as Radicale keeps it; its address."""
        folder = self.base / "storage" / "collection-root" / user / calendar
        folder.mkdir(parents=True)
        held = {"tag": "VCALENDAR", "D:displayname": calendar.title()} | props
        (folder / ".Radicale.props").write_text(json.dumps(held), encoding="utf-8")
        for name, text in events.items():
            whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\n{text}END:VCALENDAR\n"
            lines = whole.replace("\n", "\r\n").encode()
            (folder / f"{name}.ics").write_bytes(lines)
        return f"{self.url}{user}/{calendar}/"

    @property
    def methods(self) -> set[str]:
        """What it was asked to do, by its own log."""
        return set(ASKED.findall((self.base / "log").read_text(encoding="utf-8")))

    def files(self) -> dict[str, bytes]:
        """All that it keeps for people, to see that it is as it was."""
        root = self.base / "storage" / "collection-root"
        kept = (path for path in root.rglob("*") if ".Radicale.cache" not in path.parts)
        return {str(path.relative_to(root)): path.read_bytes() for path in kept if path.is_file()}


@contextmanager
def running(base: Path) -> Iterator[Radicale]:
    """Start it, wait until it answers, and stop it."""
    server = Radicale(free_port(), base)
    (base / "config").write_text(CONFIG.format(port=server.port, base=base), encoding="utf-8")
    (base / "users").write_text("".join(f"{it}:{PASSWORD}\n" for it in USERS), encoding="utf-8")
    with (base / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(base / "config")],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=base,
        )
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(START_SECONDS)


def _wait(server: Radicale, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{server.url}.web/", timeout=START_SECONDS):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError((server.base / "log").read_text(encoding="utf-8"))
