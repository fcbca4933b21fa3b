"""The firm's own sign-in: OpenID Connect with a code, PKCE, state and nonce.

Source: OpenID Connect Core; RFC 7636 (PKCE); RFC 9700 (best practice for OAuth 2.0); RFC 7519
(JSON Web Token).
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx2
import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Those with a public key. With any other, whoever knows the public one could sign."""

SCOPES = "openid email profile"
TIMEOUT_SECONDS = 10.0
LONGEST_BYTES = 1_000_000
SLACK_SECONDS = 60
"""How far two clocks may be apart."""

DISCOVERY = "/.well-known/openid-configuration"


class MisconfiguredError(Exception):
    """What TROTH_OIDC_… says cannot be used."""


class ProviderRefusedError(Exception):
    """The firm's sign-in did not say who it is, or not so that it can be believed."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The firm's sign-in, as the environment says."""

    name: str
    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is kept between asking and the answer; `url` is where the browser goes to be asked."""

    url: str
    state: str
    nonce: str
    verifier: str
    back: str

    def kept(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Told:
    """Who it is, as the provider signed it."""

    name: str
    issuer: str
    subject: str
    email: str
    is_verified: bool


def provider_of(said: Mapping[str, str]) -> Provider | None:
    """From the variables of the environment, None where there is no such sign-in.

    Raises MisconfiguredError.

    >>> provider_of({}) is None
    True
    """
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
    held = {name: said.get(f"TROTH_OIDC_{name}", "").strip() for name in names}
    if not any(held.values()):
        return None
    missing = [f"TROTH_OIDC_{name}" for name, value in held.items() if not value]
    if missing:
        raise MisconfiguredError(f"Set {' and '.join(missing)} too, or none of TROTH_OIDC_….")
    if not _is_safe(held["ISSUER"]):
        raise MisconfiguredError(
            f"TROTH_OIDC_ISSUER is {held['ISSUER']}. It must begin with https://."
        )
    name = said.get("TROTH_OIDC_NAME", "").strip() or urlsplit(held["ISSUER"]).hostname or "OIDC"
    return Provider(name, held["ISSUER"], held["CLIENT_ID"], held["CLIENT_SECRET"])


def ask(provider: Provider, *, back: str) -> Asked:
    """Where to send the browser, so that it comes `back`. Raises ProviderRefusedError."""
    where = _discovered(provider)["authorization_endpoint"]
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=")
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    joined = "&" if "?" in where else "?"
    return Asked(f"{where}{joined}{urlencode(query)}", state, nonce, verifier, back)


def told(provider: Provider, asked: Asked, answer: Mapping[str, str]) -> Told:
    """Who came back with `answer`. Raises ProviderRefusedError, whose sentence says why not."""
    if not secrets.compare_digest(answer.get("state", "").encode(), asked.state.encode()):
        raise ProviderRefusedError(
            "This answer belongs to another try to sign in. Begin again from this page."
        )
    if answer.get("error") or not answer.get("code"):
        raise ProviderRefusedError(f"{provider.name} did not sign you in. Try again there.")
    found = _discovered(provider)
    token = _token(provider, found, asked, answer["code"])
    said = _checked(provider, found, token)
    if not secrets.compare_digest(str(said.get("nonce", "")).encode(), asked.nonce.encode()):
        raise _unbelievable(provider, "it answers another question than was asked")
    return Told(
        name=provider.name,
        issuer=provider.issuer,
        subject=str(said["sub"]),
        email=str(said.get("email") or "").strip().lower(),
        is_verified=said.get("email_verified") is True,
    )


def _discovered(provider: Provider) -> dict[str, Any]:
    found = _got(provider, provider.issuer.rstrip("/") + DISCOVERY)
    if found.get("issuer") != provider.issuer:
        raise _unbelievable(provider, "it calls itself by another name than TROTH_OIDC_ISSUER")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not _is_safe(str(found.get(name, ""))):
            raise _unbelievable(provider, f"its {name} is no safe address")
    return found


def _token(provider: Provider, found: dict[str, Any], asked: Asked, code: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked.back,
        "code_verifier": asked.verifier,
    }
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    headers = {}
    if "client_secret_basic" in ways:
        headers["Authorization"] = _basic(provider)
    else:
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    said = _got(provider, found["token_endpoint"], form=form, headers=headers)
    token = said.get("id_token")
    if not isinstance(token, str):
        raise _unbelievable(provider, "it did not say who you are")
    return token


def _checked(provider: Provider, found: dict[str, Any], token: str) -> dict[str, Any]:
    """Its claims: signed by the provider, for us, and now."""
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(_got(provider, found["jwks_uri"]))
        key = _key(keys, header.get("kid"))
        said: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=SLACK_SECONDS,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise _unbelievable(provider, "its answer is too old; look at the clock") from error
    except jwt.InvalidAudienceError as error:
        raise _unbelievable(provider, "its answer is for somebody else") from error
    except jwt.InvalidIssuerError as error:
        raise _unbelievable(provider, "its answer is from somebody else") from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise _unbelievable(provider, "its signature does not hold") from error
    if isinstance(said["aud"], list) and said.get("azp") not in (None, provider.client_id):
        raise _unbelievable(provider, "its answer is for somebody else")
    return said


def _key(keys: jwt.PyJWKSet, kid: str | None) -> jwt.PyJWK:
    fitting = [key for key in keys.keys if kid is None or key.key_id == kid]
    if len(fitting) != 1:
        raise jwt.InvalidTokenError("no such key")
    return fitting[0]


def _got(
    provider: Provider,
    url: str,
    *,
    form: dict[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What the provider answers, as JSON; no other place is followed to."""
    try:
        with httpx2.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False) as client:
            answer = client.post(url, data=form, headers=headers) if form else client.get(url)
            answer.raise_for_status()
            read = answer.json() if len(answer.content) <= LONGEST_BYTES else None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise ProviderRefusedError(
            f"{provider.name} does not answer as it should. Try later, or sign in another way."
        ) from error
    if not isinstance(read, dict):
        raise _unbelievable(provider, "it says nothing that can be read")
    return read


def _basic(provider: Provider) -> str:
    """Both parts are encoded before they are joined: a secret may hold a colon.

    Source: RFC 6749 (OAuth 2.0), section 2.3.1.
    """
    both = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    return "Basic " + base64.b64encode(both.encode()).decode()


def _is_safe(url: str) -> bool:
    """Encrypted, or on this machine."""
    parts = urlsplit(url)
    is_here = parts.hostname in {"127.0.0.1", "::1", "localhost"}
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_here)
    )


def _unbelievable(provider: Provider, why: str) -> ProviderRefusedError:
    return ProviderRefusedError(
        f"What {provider.name} says cannot be believed: {why}. Nobody was signed in."
    )
