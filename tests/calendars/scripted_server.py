"""A small web server that answers as a test wants, and remembers what it was asked."""

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answered = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request, and how it can be answered."""

    protocol_version = "HTTP/1.1"
    timeout = 20

    def say(self, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @property
    def account(self) -> str:
        """user:password as it was sent; "" where none was."""
        kind, _, value = self.headers.get("Authorization", "").partition(" ")
        return base64.b64decode(value).decode() if kind == "Basic" else kind

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@dataclass
class Served:
    url: str
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and account of each request."""

    @property
    def methods(self) -> set[str]:
        return {method for method, _, _ in self.asked}


@contextmanager
def serving(answers: Answered) -> Iterator[Served]:
    served = Served("")

    def answer(request: Asked) -> None:
        request.rfile.read(int(request.headers.get("Content-Length", 0)))
        served.asked.append((request.command, request.path, request.account))
        answers(request)

    methods = ("GET", "PROPFIND", "REPORT", "OPTIONS", "HEAD", "PUT", "POST", "DELETE")
    handler = type("Handler", (Asked,), {f"do_{method}": answer for method in methods})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        served.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield served
        server.shutdown()
        thread.join()


def stall(request: Asked) -> None:
    """Say nothing, until whoever asked has gone."""
    request.connection.settimeout(5)
    with suppress(OSError):
        request.connection.recv(1)
    request.close_connection = True


def drip(request: Asked) -> None:
    """Send a little again and again, and never come to an end."""
    request.send_response(200)
    request.end_headers()
    with suppress(OSError):
        for _ in range(100):
            request.wfile.write(b"X-LINE:1\r\n")
            time.sleep(0.05)
    request.close_connection = True


def drip_head(request: Asked) -> None:
    """Send one head line after the other, and never come to what they stand before."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    with suppress(OSError):
        for number in range(200):
            request.wfile.write(b"X-%d: 1\r\n" % number)
            time.sleep(0.05)
    request.close_connection = True


def hang_up(request: Asked) -> None:
    """Promise more than is sent."""
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(b"BEGIN:VCALENDAR\r\n")
    request.close_connection = True
