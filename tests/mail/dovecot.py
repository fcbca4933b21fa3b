"""A real Dovecot on a high loopback port, with a mailbox of its own for every user name.

Any user signs in with PASSWORD, some also with one that is hard to send. A user's letters lie in `home(user) / "Maildir"`; what the server
notes for itself (indexes, UID lists) lies beside it, so that the tree of letters can be compared.
"""

import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port

PROGRAM = "/usr/sbin/dovecot"
PASSWORD = "correct-horse"
ODD_PASSWORDS = {
    "quotes": 'q"uo\\te',
    "umlauts": "pässwörd",
    "ann@firm.example": "two words",
}
START_SECONDS = 60
CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
instance_name = troth-test-{port}
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_max_userip_connections = 100
mail_location = maildir:~/Maildir:INDEX=~/index:CONTROL=~/control
namespace inbox {{
  inbox = yes
  separator = {separator}
  mailbox Papierkorb-2 {{
    special_use = \\Trash
  }}
  mailbox Sent {{
    special_use = \\Sent
  }}
}}
passdb {{
  driver = passwd-file
  args = {base}/odd-passwords
}}
{leave}passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={group} home={base}/homes/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""
LEAVE = """auth_mechanisms = plain {mechanisms}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2
}}
"""
"""Tokens in place of passwords: whether one holds is asked of the provider each time."""

ASKING = """introspection_mode = post
introspection_url = {url}
force_introspection = yes
active_attribute = active
active_value = true
username_attribute = username
"""


@dataclass(frozen=True)
class Dovecot:
    base: Path
    port: int
    tls_port: int
    mail_user: str

    def address(self, user: str, folder: str = "") -> str:
        return f"imap://{user}@127.0.0.1:{self.port}{folder}"

    def tls_address(self, user: str) -> str:
        return f"imaps://{user}@127.0.0.1:{self.tls_port}"

    def home(self, user: str) -> Path:
        return self.base / "homes" / user

    def fill(self, user: str, folders: Mapping[str, list[bytes]], *, half: str = "cur") -> Path:
        """Put letters into a user's folders, named as Maildir++ names them ("" is the inbox)."""
        root = self.home(user) / "Maildir"
        for folder, letters in folders.items():
            for name in ("cur", "new", "tmp"):
                (root / folder / name).mkdir(parents=True, exist_ok=True)
            for number, letter in enumerate(letters, start=1):
                flags = ":2," if half == "cur" else ""
                (root / folder / half / f"{number:06}.M1.host{flags}").write_bytes(letter)
        self.hand_over(user)
        return root

    def hand_over(self, user: str) -> None:
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", self.mail_user, self.home(user)], check=True)


def tree(root: Path) -> dict[str, tuple[str, int]]:
    """Every file and folder below `root`: its digest and when it was last changed, in ns."""
    return {
        str(path.relative_to(root)): (_digest(path), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
    }


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with running() as server:
        yield server


@contextmanager
def running(*, introspection_url: str = "", mechanisms: str = "xoauth2") -> Iterator[Dovecot]:
    """A server, which takes tokens too where it can ask somebody whether they hold."""
    if not Path(PROGRAM).exists():
        pytest.skip("Dovecot is not installed")
    # Socket paths have at most 108 characters, and the mail user must be able to pass.
    base = Path(tempfile.mkdtemp(prefix="troth-dovecot-"))
    base.chmod(0o755)
    server = _prepared(base, introspection_url, mechanisms)
    process = subprocess.Popen(
        [PROGRAM, "-F", "-c", str(base / "dovecot.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)
        shutil.rmtree(base, ignore_errors=True)


def _prepared(base: Path, introspection_url: str, mechanisms: str) -> Dovecot:
    for name in ("homes", "run", "state"):
        (base / name).mkdir()
    _make_certificate(base)
    internal, login, mail = _accounts()
    port, tls_port = free_port(), free_port()
    group = _group_of(internal)
    words = {"base": base, "port": port, "tls_port": tls_port, "password": PASSWORD}
    leave = LEAVE.format(base=base, mechanisms=mechanisms) if introspection_url else ""
    config = CONFIG.format(
        **words, internal=internal, login=login, mail=mail, group=group, separator="/", leave=leave
    )
    lines = [f"{user}:{{PLAIN}}{password}::::::\n" for user, password in ODD_PASSWORDS.items()]
    (base / "odd-passwords").write_text("".join(lines))
    (base / "oauth2").write_text(ASKING.format(url=introspection_url))
    (base / "dovecot.conf").write_text(config)
    return Dovecot(base, port, tls_port, mail)


def _accounts() -> tuple[str, str, str]:
    """Who runs the server, who takes sign-ins, whose the mail is. Root may own no mail."""
    if os.getuid() == 0:
        return "dovecot", "dovenull", "dovecot"
    name = pwd.getpwuid(os.getuid()).pw_name
    return name, name, name


def _group_of(user: str) -> str:
    return subprocess.run(
        ["id", "-gn", user], check=True, capture_output=True, text=True
    ).stdout.strip()


def _make_certificate(base: Path) -> None:
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=troth-test -addext subjectAltName=IP:127.0.0.1 "
        "-keyout key.pem -out cert.pem".split(),
        cwd=base,
        check=True,
        capture_output=True,
    )


def _wait_for(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    log = server.base / "log"
    raise AssertionError(f"Dovecot did not start: {log.read_text() if log.exists() else ''}")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
