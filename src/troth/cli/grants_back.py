"""A browser is led to a provider, and comes back to a port of this machine.

Source: RFC 8252 section 7.3: 127.0.0.1 with a port of the moment, open for this one answer.
"""

import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from secrets import compare_digest
from selectors import EVENT_READ, DefaultSelector
from urllib.parse import parse_qsl, urlsplit

import click

from troth.cli.options import now
from troth.people.oauth import loopback
from troth.people.oauth.loopback import Journey
from troth.people.oauth.providers import Provider
from troth.people.oauth.tokens import Tokens
from troth.people.oauth.trouble import NotGivenError

WAIT_SECONDS = 600
REQUEST_SECONDS = 5
"""How long one who has connected may be silent: meanwhile nobody else is heard."""

DONE = b"<!doctype html><title>Troth</title><p>You can close this page and go back to the terminal."


def sent_and_back(provider: Provider, account: str) -> Tokens:
    """What the provider gives once somebody has signed in.

    Raises NotGivenError, MisconfiguredError, GrantUnreachableError.
    """
    with _Door() as door:
        back = f"http://127.0.0.1:{door.server_port}/"
        journey = loopback.set_out(provider, back=back, account=account)
        click.echo(
            f"Sign in with {provider.words} as {account}: open\n\n    {journey.url}\n\n"
            "in a browser. Waiting until you have; Ctrl+C leaves it. If the browser is on another "
            "machine,\nits last page cannot be shown: paste the address of that page here.",
            err=True,
        )
        brought = _waited_for(door, journey)
    if brought is None:
        raise NotGivenError(f"Nobody signed in with {provider.words} in time. Begin again.")
    return loopback.came_back(journey, brought, provider=provider, at=now())


class _Door(HTTPServer):
    """Open for one visitor with an answer; `brought` is what they came with."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.timeout = REQUEST_SECONDS
        self.state = ""
        self.brought: dict[str, str] | None = None

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody who left in the middle is nobody."""


class _Visit(BaseHTTPRequestHandler):
    server: _Door
    timeout = REQUEST_SECONDS

    def do_GET(self) -> None:  # the library's name
        """Any page of the web can lead a browser here; only the provider knows the state."""
        brought = _brought(self.path)
        is_ours = compare_digest(brought.get("state", "").encode(), self.server.state.encode())
        if is_ours:
            self.server.brought = brought
        self.send_response(200 if is_ours else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(DONE if is_ours else b"")

    def log_message(self, *_: object) -> None:
        """The answer holds a code, and a terminal is no place for it."""


def _waited_for(door: _Door, journey: Journey) -> Mapping[str, str] | None:
    """What a visitor brought, or what was pasted; None after a time without either."""
    door.state = journey.state
    with DefaultSelector() as selector:
        selector.register(door, EVENT_READ)
        if sys.stdin.isatty():
            selector.register(sys.stdin, EVENT_READ)
        while ready := selector.select(WAIT_SECONDS):
            for key, _ in ready:
                if key.fileobj is not door:
                    return _brought(sys.stdin.readline().strip())
                door.handle_request()
                if door.brought is not None:
                    return door.brought
    return None


def _brought(address: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(urlsplit(address).query, max_num_fields=20))
    except ValueError:
        return {}
