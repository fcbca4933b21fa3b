"""A small SMTP server that says what a test wants, and remembers what it was told."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HANG_UP = b""
STALL = "stall"
DRIP = "drip"
FLOOD = "flood"

RIGHT = {
    "HELLO": b"220 here\r\n",
    "EHLO": b"250-here\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 20000\r\n",
    "AUTH": b"235 come in\r\n",
    "DATA": b"354 go on\r\n",
    "END": b"250 kept\r\n",
    "QUIT": b"221 bye\r\n",
}

Answer = bytes | str | Callable[[int], bytes | str | None] | None


@dataclass
class Script:
    """What is said instead of the right answer, by verb; "HELLO" is the greeting, "END" the dot.

    A function is called with how often the verb was heard, from 1 on; None is the right answer.
    """

    instead: dict[str, Answer] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)
    began: list[bytes] = field(default_factory=list)
    port: int = 0

    @property
    def place(self) -> str:
        return f"smtp://alice@127.0.0.1:{self.port}"

    def answer(self, verb: str) -> bytes | str:
        self.heard.append(verb)
        wanted = self.instead.get(verb)
        said = wanted(self.heard.count(verb)) if callable(wanted) else wanted
        return RIGHT.get(verb, b"250 well\r\n") if said is None else said


@contextmanager
def serving(**instead: Answer) -> Iterator[Script]:
    script = Script(dict(instead))

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            try:
                converse(script, self)
            except OSError:
                script.heard.append("GONE")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Conversation) as server:
        script.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join()


def converse(script: Script, channel: socketserver.StreamRequestHandler) -> None:
    if not say(channel, script.answer("HELLO")):
        return
    while line := channel.rfile.readline():
        verb = line.split()[0].decode("latin-1").upper() if line.strip() else "EMPTY"
        said = script.answer(verb)
        if not say(channel, said):
            return
        if verb == "DATA" and said == RIGHT["DATA"] and not take(script, channel):
            return
        if verb == "QUIT":
            return


def take(script: Script, channel: socketserver.StreamRequestHandler) -> bool:
    lines = []
    while (line := channel.rfile.readline()) not in (b".\r\n", b""):
        lines.append(line)
        if len(lines) == 1 and "MIDDLE" in script.instead:
            return False
    (script.kept if line else script.began).append(b"".join(lines))
    return bool(line) and say(channel, script.answer("END"))


def say(channel: socketserver.StreamRequestHandler, said: bytes | str) -> bool:
    """Whether the conversation goes on."""
    if said == STALL:
        channel.rfile.read()
    elif said in (DRIP, FLOOD):
        _go_on_and_on(channel, pause=0.02 if said == DRIP else 0)
    elif said:
        channel.wfile.write(said)
        return True
    return False


def _go_on_and_on(channel: socketserver.StreamRequestHandler, *, pause: float) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        channel.wfile.write(b"2" if pause else b"250-more\r\n" * 1000)
        channel.wfile.flush()
        time.sleep(pause)
