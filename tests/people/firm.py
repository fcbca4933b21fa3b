"""A firm's own sign-in on loopback: real HTTP, real keys, and lies where a test wants them."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "troth", "a:secret with signs &%"


class Firm:
    """`lies` are put over the claims of a token; `found` over what it says of itself."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}/firm"
        self.port = port
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key
        self.algorithm = "RS256"
        self.who = {"sub": "s-1", "email": "alice@harbour-it.example", "email_verified": True}
        self.lies: dict[str, object] = {}
        self.found: dict[str, object] = {}
        self.asked: dict[str, dict[str, str]] = {}
        self.heard: list[str] = []

    @property
    def variables(self) -> dict[str, str]:
        return {
            "TROTH_OIDC_NAME": "Harbour Login",
            "TROTH_OIDC_ISSUER": self.issuer,
            "TROTH_OIDC_CLIENT_ID": CLIENT,
            "TROTH_OIDC_CLIENT_SECRET": SECRET,
        }

    def agree(self, url: str) -> str:
        """The person agrees on the firm's page; where it sends the browser back to."""
        assert url.startswith(f"{self.issuer}/authorize?")
        asked = dict(parse_qsl(urlsplit(url).query))
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.asked)}"
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.found

    def keys(self) -> dict[str, object]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "k1", "use": "sig", "alg": "RS256"}]}

    def token(self, form: dict[str, str], basic: str) -> dict[str, object] | None:
        """Nothing for a code that is unknown or was used, or for who cannot say their secret."""
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or basic != self._basic():
            return None
        verifier = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if (
            verifier.decode() != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
        ):
            return None
        now = int(time.time())  # noqa: TID251  # what checks tokens reads the machine's clock
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        said = {k: v for k, v in (claims | self.who | self.lies).items() if v is not None}
        signed = jwt.encode(said, self.signs_with, algorithm=self.algorithm, headers={"kid": "k1"})
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    def _basic(self) -> str:
        from base64 import b64encode
        from urllib.parse import quote

        return "Basic " + b64encode(f"{CLIENT}:{quote(SECRET, safe='')}".encode()).decode()


@contextmanager
def firm_running() -> Iterator[Firm]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.firm = firm = Firm(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield firm
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        firm = self.server.firm
        firm.heard.append(self.path)
        if self.path == "/firm/.well-known/openid-configuration":
            self._say(firm.discovery())
        elif self.path == "/firm/keys":
            self._say(firm.keys())
        else:
            self._say(None)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        read = parse_qs(self.rfile.read(length).decode())
        form = {name: values[0] for name, values in read.items()}
        self.server.firm.heard.append(self.path)
        self._say(self.server.firm.token(form, self.headers.get("Authorization", "")))

    def _say(self, said: object) -> None:
        body = json.dumps(said or {"error": "invalid_grant"}).encode()
        self.send_response(200 if said else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        pass
