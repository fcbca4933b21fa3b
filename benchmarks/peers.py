"""The programs that are measured beside each other, each on a fresh index."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

from benchmarks.letters.correspondence import ME

TROTH = Path(__file__).resolve().parents[1] / "bin" / "troth"
AT = "2026-07-01T09:00+00:00"


class Program(Protocol):
    """One program on one Maildir."""

    name: str
    does: str
    maildir: Path
    allowed: frozenset[int]

    @property
    def environment(self) -> dict[str, str]: ...

    def begin(self) -> None:
        """Throw away what an earlier run left."""

    def command(self) -> list[str]: ...

    def counts(self, output: Path) -> dict[str, int]:
        """What it says of its own work, after a run that wrote to `output`."""


class Troth:
    """`troth scan`, which keeps no index."""

    name = "troth"
    does = "extracts promises, asks and needs; builds no index"
    environment: dict[str, str] = {}  # noqa: RUF012  # nothing to set, and nobody writes to it
    allowed = frozenset({0, 1})  # 1: some letters could not be read, as intended here

    def __init__(self, maildir: Path, *options: str) -> None:
        self.maildir = maildir
        self.options = options

    def begin(self) -> None:
        """Nothing is left by an earlier run."""

    def command(self) -> list[str]:
        fixed = ["--me", ME, "--at", AT, "--zone", "UTC", "--json"]
        return [str(TROTH), "scan", str(self.maildir), *fixed, *self.options]

    def counts(self, output: Path) -> dict[str, int]:
        with output.open(encoding="utf-8") as lines:
            letters = [json.loads(line)["message_id"] for line in lines]
        return {"findings": len(letters), "letters with findings": len(set(letters))}


class Notmuch:
    """`notmuch new`, its database and configuration outside the Maildir."""

    name = "notmuch"
    does = "indexes every part and builds threads; extracts nothing"
    allowed = frozenset({0})

    def __init__(self, maildir: Path, scratch: Path) -> None:
        self.maildir = maildir
        self._database = scratch / "notmuch"
        self._config = scratch / "notmuch-config"

    @property
    def environment(self) -> dict[str, str]:
        return {"NOTMUCH_CONFIG": str(self._config)}

    def begin(self) -> None:
        shutil.rmtree(self._database, ignore_errors=True)
        self._database.mkdir(parents=True)
        self._config.write_text(
            f"[database]\npath={self._database}\nmail_root={self.maildir}\n"
            f"[user]\nname=Robin\nprimary_email={ME}\n[new]\ntags=new\n",
            "utf-8",
        )

    def command(self) -> list[str]:
        return ["notmuch", "new", "--quiet"]

    def counts(self, output: Path) -> dict[str, int]:  # noqa: ARG002
        return {"messages": int(_said(["notmuch", "count", "*"], self.environment))}


class Mairix:
    """`mairix`, its database outside the Maildir."""

    name = "mairix"
    does = "indexes every text part and builds threads; extracts nothing"
    environment: dict[str, str] = {}  # noqa: RUF012  # nothing to set, and nobody writes to it
    allowed = frozenset({0})

    def __init__(self, maildir: Path, scratch: Path) -> None:
        self.maildir = maildir
        self._database = scratch / "mairix.db"
        self._config = scratch / "mairixrc"

    def begin(self) -> None:
        self._database.unlink(missing_ok=True)
        self._config.write_text(
            f"base={self.maildir.parent}\nmaildir={self.maildir.name}\nmformat=maildir\n"
            f"mfolder={self._config.parent / 'found'}\ndatabase={self._database}\n",
            "utf-8",
        )

    def command(self) -> list[str]:
        return ["mairix", "-f", str(self._config)]

    def counts(self, output: Path) -> dict[str, int]:  # noqa: ARG002
        dumped = _said(["mairix", "-f", str(self._config), "--dump"], {})
        line = next(line for line in dumped.splitlines() if line.endswith(" messages"))
        return {"messages": int(line.split()[0])}


def missing(name: str) -> str | None:
    """A sentence where a peer is not installed."""
    if shutil.which(name):
        return None
    return f"{name} is not installed and is left out. On Debian: apt install {name}."


def _said(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, **environment}
    )
    return done.stdout.decode("utf-8", "replace").strip()
