"""An ear between a client and a server."""

import re
import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def listening(port: int) -> Iterator[tuple[int, list[bytes]]]:
    """A port that passes everything on to `port` and back, and what clients said there."""
    heard: list[bytes] = []

    class Ear(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", port)) as real:
                answers = threading.Thread(target=_pass_on, args=(real, self.request, []))
                answers.start()
                _pass_on(self.request, real, heard)
                answers.join()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1], heard
        finally:
            server.shutdown()
            thread.join()


def verbs(heard: list[bytes]) -> Counter[str]:
    """How often each command was said."""
    lines = b"".join(heard).splitlines()
    return Counter(re.sub(rb"^\S+ (UID \w+|\w+).*", rb"\1", line).decode() for line in lines)


def _pass_on(one: socket.socket, other: socket.socket, notes: list[bytes]) -> None:
    while piece := one.recv(65536):
        notes.append(piece)
        other.sendall(piece)
    other.shutdown(socket.SHUT_WR)
