"""Two servers on this machine: the desk that shows letters, and everybody else."""

import re
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Answer(NamedTuple):
    """What the desk answers at one path."""

    body: str
    headers: dict[str, str]


@contextmanager
def desk(pages: Callable[[str], Answer | None]) -> Iterator[tuple[int, list[str]]]:
    """A web server that serves `pages`; yields its port and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = pages(self.path)
            self.send_response(404 if answer is None else 200)
            for name, value in (answer.headers if answer else {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body.encode() if answer else b"")

        do_POST = do_GET  # noqa: N815  # the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with _running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield port, asked


@contextmanager
def everybody_else() -> Iterator[tuple[int, list[str]]]:
    """Whoever is not the desk: notes the first bytes of every connection, answers, hangs up.

    Chromium is told that every host of the world lies here, so nothing can go anywhere unseen.
    """
    heard: list[str] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            said = self.request.recv(4096)
            if said:
                heard.append(_in_words(said))
                self.request.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with _running(Server(("127.0.0.1", 0), Handler)) as port:
        yield port, heard


def _in_words(said: bytes) -> str:
    """The line of an HTTP request with its host, or the host that a TLS greeting names."""
    if not said.startswith(b"\x16\x03"):
        host = re.search(rb"(?i)\nhost: ([^\r\n]*)", said)
        line = said.partition(b"\r\n")[0]
        return f"{line.decode('latin-1')} at {host[1].decode('latin-1') if host else 'nowhere'}"
    named = re.search(rb"\x00\x00..\x00.\x00\x00.([a-z0-9.-]{1,253})", said, re.DOTALL)
    return f"TLS at {named[1].decode('ascii') if named else 'nowhere'}"


@contextmanager
def _running(server: socketserver.TCPServer) -> Iterator[int]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
