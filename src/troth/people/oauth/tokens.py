"""The tokens that stand for leave."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from troth.people.oauth.asking import Answer, ask, seconds_in, words_in
from troth.people.oauth.providers import Provider
from troth.people.oauth.trouble import (
    GrantEndedError,
    GrantUnreachableError,
    MisconfiguredError,
    NotGivenError,
)

UNTOLD_SECONDS = 3600
"""How long a token holds whose end is not told; one that is refused earlier is got anew anyway."""

MOST_SECONDS = 30 * 24 * 3600
TOKEN = re.compile(r"[\x21-\x7e]{1,16384}")
"""Source: RFC 6749 appendix A.12: printable ASCII. Anything else could break out of a sign-in."""

ENDED = frozenset(("invalid_grant", "interaction_required", "consent_required", "login_required"))
"""Codes after which only a person helps. Source: RFC 6749 section 5.2; OpenID Connect Core 3.1.2.6,
which Microsoft also gives for a refresh token."""

UNKNOWN = frozenset(("invalid_client", "unauthorized_client", "unsupported_grant_type",
                     "invalid_scope", "invalid_request"))  # fmt: skip
"""Codes that say that the program was not registered as it should be."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """`access` holds until `until`; `refresh` gets the next one, and is "" where none was given."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    until: datetime
    scopes: str = ""


def asked_for_tokens(provider: Provider, form: Mapping[str, str]) -> Answer:
    """The answer of the provider's token endpoint. Raises GrantUnreachableError."""
    who = {"client_id": provider.client_id}
    if provider.client_secret:
        who["client_secret"] = provider.client_secret
    return ask(provider.token_url, {**who, **form}, whom=provider.words)


def tokens_in(answer: Answer, *, provider: Provider, at: datetime) -> Tokens:
    """What was given at `at`. Raises GrantUnreachableError."""
    access, refresh = words_in(answer.said, "access_token"), words_in(answer.said, "refresh_token")
    kind = words_in(answer.said, "token_type") or "bearer"
    if not TOKEN.fullmatch(access) or (refresh and not TOKEN.fullmatch(refresh)):
        raise GrantUnreachableError(f"{provider.words} gave no token that can be used. Try later.")
    if kind.lower() != "bearer":
        raise GrantUnreachableError(f"{provider.words} gave a token of an unknown kind. Try later.")
    holds = seconds_in(answer.said, "expires_in", otherwise=UNTOLD_SECONDS, most=MOST_SECONDS)
    until = at + timedelta(seconds=holds)
    return Tokens(access, refresh, until, words_in(answer.said, "scope")[:1000])


def refreshed(provider: Provider, refresh: str, *, at: datetime) -> Tokens:
    """New tokens for a refresh token, which may be void from then on.

    Raises GrantEndedError with the provider's own words, and GrantUnreachableError.
    """
    form = {"grant_type": "refresh_token", "refresh_token": refresh, "scope": provider.scopes}
    answer = asked_for_tokens(provider, form)
    if answer.error in ENDED:
        raise GrantEndedError(answer.why)
    if answer.error:
        raise GrantUnreachableError(
            f"{provider.words} gives no new token: {answer.why}. docs/oauth.md says how to set it "
            "up; it is tried again."
        )
    return tokens_in(answer, provider=provider, at=at)


def given(answer: Answer, *, provider: Provider, at: datetime) -> Tokens:
    """What was given to whoever signed in.

    Raises NotGivenError, MisconfiguredError, GrantUnreachableError.
    """
    refuse(answer, provider=provider)
    tokens = tokens_in(answer, provider=provider, at=at)
    if not tokens.refresh:
        raise MisconfiguredError(
            f"{provider.words} let you in for an hour only. Its scopes must allow it to be "
            "renewed: docs/oauth.md says which."
        )
    return tokens


def refuse(answer: Answer, *, provider: Provider) -> None:
    """Raises NotGivenError or MisconfiguredError where the answer tells of an error."""
    if answer.error in UNKNOWN:
        raise MisconfiguredError(
            f"{provider.words} does not take this program as it is set up: {answer.why}. "
            "Look at its client id; docs/oauth.md has the steps."
        )
    if answer.error:
        raise NotGivenError(f"{provider.words} gave no leave: {answer.why}. Begin again.")
