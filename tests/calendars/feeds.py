"""A feed on loopback, real HTTP, whose answers a test can change."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\n"
TAIL = "END:VCALENDAR\r\n"


def ics(*events: str) -> bytes:
    """A calendar that holds these events."""
    return f"{HEAD}{''.join(events)}{TAIL}".encode()


def event(uid: str, *lines: str) -> str:
    inside = "".join(f"{line}\r\n" for line in (f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines))
    return f"BEGIN:VEVENT\r\n{inside}END:VEVENT\r\n"


class Feed:
    """What the server says: `body` with `status`, to whoever knows the `account`, if it has one."""

    def __init__(self) -> None:
        self.body = ics()
        self.status = 200
        self.account = ""
        self.asked: list[str] = []
        self.address = ""

    def lets_in(self, given: str | None) -> bool:
        return not self.account or given == f"Basic {b64encode(self.account.encode()).decode()}"


@contextmanager
def feed_on_loopback() -> Iterator[Feed]:
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed.asked.append(self.headers.get("Authorization") or "")
            status = feed.status if feed.lets_in(self.headers.get("Authorization")) else 401
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", 'Basic realm="calendars"')
            self.send_header("Content-Type", "text/calendar")
            self.send_header("Content-Length", str(len(feed.body)))
            self.end_headers()
            self.wfile.write(feed.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    feed.address = f"http://127.0.0.1:{server.server_port}/private-4711/basic.ics"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
