"""A provider of leave on a loopback port: real HTTP, and it does what a test tells it to.

It keeps what it gave: which access tokens hold, and which refresh token is the one that counts.
"""

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

CLIENT_ID = "troth-test"
CLIENT_SECRET = "s3cret-of-the-program"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"

Answer = tuple[int, bytes]


@dataclass
class TestProvider:
    """`pending` is how often it says that nobody has signed in yet; `holds` are seconds."""

    __test__ = False

    port: int = 0
    account: str = "alice@harbour-it.example"
    pending: int = 0
    holds: int = 3600
    rotates: bool = True
    interval: int = 5
    client_secret: str = ""
    seconds: float = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripted: dict[str, list[Answer | Callable[[Any], None]]] = field(default_factory=dict)
    access: dict[str, str] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    reused: int = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, hosts: str = "127.0.0.1", *, device: bool = True) -> dict[str, str]:
        """The variables that set it up, under the name `harbour`."""
        said = {
            "CLIENT_ID": CLIENT_ID,
            "CLIENT_SECRET": self.client_secret,
            "TOKEN_URL": f"{self.url}/token",
            "AUTHORIZE_URL": f"{self.url}/authorize",
            "SCOPES": "mail offline_access",
            "IMAP_HOSTS": hosts,
        } | ({"DEVICE_URL": f"{self.url}/device"} if device else {})
        return {f"TROTH_OAUTH_HARBOUR_{name}": value for name, value in said.items()}

    def answer(self, path: str, *answers: Answer | Callable[[Any], None]) -> None:
        """What it gives at `path` next, in place of what it should."""
        self.scripted.setdefault(path, []).extend(answers)

    def expire(self) -> None:
        """No access token holds any more; refresh tokens do."""
        self.access.clear()

    def revoke(self) -> None:
        """Nothing that it gave holds any more."""
        self.access.clear()
        self.refresh.clear()

    def issue(self, account: str = "") -> dict[str, Any]:
        access, refresh = f"at-{secrets.token_hex(8)}", f"rt-{secrets.token_hex(8)}"
        self.access[access] = self.refresh[refresh] = account or self.account
        said = {"access_token": access, "refresh_token": refresh, "token_type": "Bearer"}
        return said | {"expires_in": self.holds, "scope": "mail offline_access"}

    # What follows is what the handler asks.

    def device(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if form.get("client_id") != CLIENT_ID:
            return 400, {"error": "invalid_client", "error_description": "Unknown program"}
        said = {"device_code": "dc-1", "user_code": "WXYZ-1234", "expires_in": 900}
        return 200, said | {"verification_uri": f"{self.url}/link", "interval": self.interval}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if (
            form.get("client_id") != CLIENT_ID
            or form.get("client_secret", "") != self.client_secret
        ):
            return 401, {"error": "invalid_client"}
        match form.get("grant_type"):
            case "refresh_token":
                return self._refreshed(form.get("refresh_token", ""))
            case "authorization_code":
                return self._exchanged(form)
            case grant if grant == DEVICE:
                if self.pending:
                    self.pending -= 1
                    return 400, {"error": "authorization_pending"}
                return 200, self.issue()
        return 400, {"error": "unsupported_grant_type"}

    def introspect(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        account = self.access.get(form.get("token", ""))
        return 200, {"active": True, "username": account} if account else {"active": False}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is led back to; whoever comes says yes."""
        code = f"code-{secrets.token_hex(4)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def _refreshed(self, refresh: str) -> tuple[int, dict[str, Any]]:
        with self.lock:
            account = self.refresh.get(refresh)
            if refresh in self.spent:
                self.reused += 1
            if account is None:
                return 400, {"error": "invalid_grant", "error_description": "It was revoked."}
            if not self.rotates:
                said = self.issue(account)
                del self.refresh[said.pop("refresh_token")]
                return 200, said
            del self.refresh[refresh]
            self.spent.add(refresh)
            return 200, self.issue(account)

    def _exchanged(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "")
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if asked is None or asked["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if (asked["code_challenge_method"], asked["code_challenge"]) != ("S256", challenge):
            return 400, {"error": "invalid_grant", "error_description": "Wrong verifier"}
        return 200, self.issue(asked.get("login_hint", ""))


@contextmanager
def provider_running(**said: Any) -> Iterator[TestProvider]:
    """It answers until the end."""
    provider = TestProvider(**said)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    server.daemon_threads = True
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Takes the question and says nothing, until the other side has left."""
    handler.connection.settimeout(10)
    handler.connection.recv(1)


def trickle(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for longer than anybody should wait."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def _handler(provider: TestProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = dict(parse_qsl(self.rfile.read(length).decode()))
            path = urlsplit(self.path).path
            provider.asked.append((path, form))
            if scripted := provider.scripted.get(path):
                return self._as_told(scripted.pop(0))
            time.sleep(provider.seconds)
            answers = {
                "/device": provider.device,
                "/token": provider.token,
                "/introspect": provider.introspect,
            }
            status, said = answers[path](form)
            return self._give(status, json.dumps(said).encode())

        def do_GET(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            self.send_response(302)
            self.send_header("Location", provider.authorize(query))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

        def _as_told(self, answer: Answer | Callable[[Any], None]) -> None:
            if callable(answer):
                try:
                    answer(self)
                except OSError:
                    self.close_connection = True
                return
            self._give(*answer)

        def _give(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("Location", f"{provider.url}/token")
            self.end_headers()
            self.wfile.write(body)

    return Handler
