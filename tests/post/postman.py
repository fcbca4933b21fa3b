"""A real mail server in a process of its own: python -m tests.post.postman FOLDER [tls|starttls].

It notes each letter that it said yes to as one line of FOLDER/taken, and its lines in
FOLDER/letters, before it says so. Anybody signs in with PASSWORD or with TOKEN by XOAUTH2, and
nobody sends without.
"""

import asyncio
import base64
import json
import logging
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

PASSWORD = "correct-horse-pässwörd"
TOKEN = "token-of-today"
START_SECONDS = 60


@dataclass(frozen=True)
class Postman:
    """The server, as a test sees it."""

    folder: Path
    port: int
    kind: str

    def place(self, user: str = "alice") -> str:
        return f"{'smtps' if self.kind == 'tls' else 'smtp'}://{user}@127.0.0.1:{self.port}"

    @property
    def taken(self) -> list[dict]:
        lines = (self.folder / "taken").read_text().splitlines()
        return [json.loads(line) for line in lines]

    @property
    def sign_ins(self) -> list[str]:
        return (self.folder / "sign-ins").read_text().split()

    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(it, policy=policy.default) for it in self.lines()]

    def lines(self) -> list[bytes]:
        return [base64.b64decode(it["lines"]) for it in self.taken]


@contextmanager
def postman(folder: Path, kind: str = "plain") -> Iterator[Postman]:
    folder.mkdir(parents=True, exist_ok=True)
    make_certificate(folder)
    for name in ("taken", "sign-ins"):
        (folder / name).touch()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.post.postman", str(folder), kind],
        stdin=subprocess.PIPE,
    )
    try:
        yield Postman(folder, _port_of(folder, process), kind)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(START_SECONDS)
        process.stdin.close()


def make_certificate(folder: Path) -> None:
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=troth-test -addext subjectAltName=IP:127.0.0.1 "
        "-keyout key.pem -out cert.pem".split(),
        cwd=folder,
        check=True,
        capture_output=True,
    )


def _port_of(folder: Path, process: "subprocess.Popen[bytes]") -> int:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if (folder / "port").exists():
            return int((folder / "port").read_text())
        time.sleep(0.02)
    raise AssertionError("the mail server did not start")


class Keeper:
    """What the server does with letters and with those who sign in."""

    def __init__(self, folder: Path) -> None:
        self._taken = (folder / "taken").open("a")
        self._sign_ins = (folder / "sign-ins").open("a")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # the server's name for it
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # the server's name for it
        lines = envelope.original_content
        row = {
            "id": message_from_bytes(lines)["Message-ID"],
            "peer": session.peer[1],
            "hello": session.host_name,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "lines": base64.b64encode(lines).decode(),
        }
        print(json.dumps(row), file=self._taken, flush=True)
        return "250 2.0.0 kept as 4711"

    async def auth_XOAUTH2(self, server, args):  # noqa: N802  # the server's name for it
        said = base64.b64decode(args[1]).decode().split("\1")
        good = said[1] == f"auth=Bearer {TOKEN}"
        print("token" if good else "refused", file=self._sign_ins, flush=True)
        if not good:
            await server.challenge_auth(b'{"status":"401"}', encode_to_b64=True)
        return AuthResult(success=good, handled=False)

    def authenticate(self, server, session, envelope, mechanism, given):
        good = given.password.decode() == PASSWORD
        print(mechanism if good else "refused", file=self._sign_ins, flush=True)
        return AuthResult(success=good, handled=False)


async def serve(folder: Path, kind: str) -> None:
    keeper = Keeper(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")

    def conversation() -> SMTP:
        return SMTP(
            keeper,
            enable_SMTPUTF8=kind != "ascii",
            tls_context=context if kind == "starttls" else None,
            require_starttls=kind == "starttls",
            authenticator=keeper.authenticate,
            auth_required=True,
            auth_require_tls=kind == "starttls",
            loop=asyncio.get_running_loop(),
        )

    tls = context if kind == "tls" else None
    server = await asyncio.get_running_loop().create_server(conversation, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    (folder / "port.new").write_text(str(port))
    (folder / "port.new").rename(folder / "port")
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
    os._exit(0)


if __name__ == "__main__":
    logging.disable()  # it warns of what is wanted here: signing in without encryption
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
