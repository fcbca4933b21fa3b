"""A small IMAP server that says what a test wants, and remembers what it was told.

It stands in for servers that cannot be had here (Gmail) and for those that break.
"""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

INBOX = rb'* LIST (\HasNoChildren) "/" INBOX'


@dataclass
class Script:
    """What the server holds and how it misbehaves.

    `instead[verb]` is called with how often the verb was heard, from 1 on; what it returns is sent
    in place of the right answer; None sends the right one, b"" hangs up, "stall" says nothing more.
    """

    folders: list[bytes] = field(default_factory=lambda: [INBOX])
    letters: dict[bytes, dict[int, bytes]] = field(default_factory=dict)
    capabilities: bytes = b"IMAP4rev1"
    validity: int = 1
    instead: dict[bytes, Callable[[int], bytes | str | None]] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    port: int = 0

    @property
    def verbs(self) -> list[bytes]:
        return [_verb(line) for line in self.heard]


@contextmanager
def serving(script: Script) -> Iterator[Script]:
    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            converse(script, self)

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
    channel.wfile.write(b"* OK ready\r\n")
    selected: dict[int, bytes] = {}
    while line := channel.rfile.readline().rstrip():
        tag, words = line.split(b" ", 1)
        script.heard.append(words)
        verb = _verb(words)
        misbehaviour = script.instead.get(verb, lambda times: None)(script.verbs.count(verb))
        if misbehaviour == b"":
            return
        if misbehaviour == "stall":
            channel.rfile.read()
            return
        if verb == b"EXAMINE":
            selected = script.letters.get(folder_in(words), {})
        answer = _answer(script, verb, words, selected) if misbehaviour is None else misbehaviour
        channel.wfile.write(answer.replace(b"TAG", tag))


def folder_in(words: bytes) -> bytes:
    """The folder that an EXAMINE is about."""
    return re.match(rb'EXAMINE ("[^"]*"|[^ ]+)', words)[1].strip(b'"')


def _verb(words: bytes) -> bytes:
    return re.match(rb"(UID \w+|\w+)", words)[1].upper()


def _answer(script: Script, verb: bytes, words: bytes, selected: dict[int, bytes]) -> bytes:
    return _data(script, verb, words, selected) + b"TAG OK done\r\n"


def _data(script: Script, verb: bytes, words: bytes, selected: dict[int, bytes]) -> bytes:
    exists = b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] x\r\n" % (len(selected), script.validity)
    numbers = b" ".join(b"%d" % uid for uid in selected)
    answers = {
        b"CAPABILITY": b"* CAPABILITY " + script.capabilities + b"\r\n",
        b"LIST": b"".join(line + b"\r\n" for line in script.folders),
        b"EXAMINE": exists,
        b"UID SEARCH": b"* SEARCH " + numbers + b"\r\n",
        b"LOGOUT": b"* BYE\r\n",
    }
    return _fetched(words, selected) if verb == b"UID FETCH" else answers.get(verb, b"")


def _fetched(words: bytes, selected: dict[int, bytes]) -> bytes:
    wanted = [int(uid) for uid in words.split(b" ")[2].split(b",")]
    if b"RFC822.SIZE" in words:
        line = b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n"
        return b"".join(line % (uid, uid, len(selected[uid])) for uid in wanted if uid in selected)
    limit = int(re.search(rb"<0\.(\d+)>", words)[1])
    line = b"* %d FETCH (UID %d BODY[]<0> {%d}\r\n%b)\r\n"
    bodies = [(uid, selected[uid][:limit]) for uid in wanted if uid in selected]
    return b"".join(line % (uid, uid, len(body), body) for uid, body in bodies)
