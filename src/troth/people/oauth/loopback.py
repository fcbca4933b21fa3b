"""Leading a browser to a provider and back again, with what proves that it is the same one.

Source: RFC 8252 (native apps), RFC 7636 (PKCE, method S256), RFC 6749 section 10.12 (state).
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from troth.people.oauth.providers import Provider
from troth.people.oauth.tokens import Tokens, asked_for_tokens, given
from troth.people.oauth.trouble import ForeignAnswerError, NotGivenError

RANDOM_BYTES = 32
MOST_CODE = 4_096
DENIED = frozenset(("access_denied", "consent_required", "login_required"))


@dataclass(frozen=True, slots=True)
class Journey:
    """`url` is where the browser goes; it comes back to `back` with `state`."""

    url: str = field(repr=False)
    back: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)


def set_out(provider: Provider, *, back: str, account: str) -> Journey:
    """A journey for whoever's mailbox is `account`; each is for one time."""
    state, verifier = (secrets.token_urlsafe(RANDOM_BYTES) for _ in range(2))
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scopes,
        "state": state,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
        "login_hint": account,
        **dict(provider.extras),
    }
    joint = "&" if "?" in provider.authorize_url else "?"
    return Journey(f"{provider.authorize_url}{joint}{urlencode(asked)}", back, state, verifier)


def came_back(
    journey: Journey, brought: Mapping[str, str], *, provider: Provider, at: datetime
) -> Tokens:
    """The tokens for what the browser brought back.

    Raises ForeignAnswerError for what another sign-in brought, NotGivenError, MisconfiguredError,
    GrantUnreachableError.
    """
    if not secrets.compare_digest(brought.get("state", "").encode(), journey.state.encode()):
        raise ForeignAnswerError
    if brought.get("error", "") in DENIED:
        raise NotGivenError(
            f"{provider.words} says that you declined. Begin again if that was not meant."
        )
    code = brought.get("code", "")
    if not code or len(code) > MOST_CODE:
        raise NotGivenError(f"{provider.words} sent you back without leave. Begin again.")
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": journey.back,
        "code_verifier": journey.verifier,
    }
    return given(asked_for_tokens(provider, form), provider=provider, at=at)


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
