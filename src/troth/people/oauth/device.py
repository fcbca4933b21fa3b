"""A code that is typed on any device, while this one asks whether it was.

Source: RFC 8628; Microsoft, "OAuth 2.0 device authorization grant", for the codes that it gives
besides.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from troth.people.oauth.asking import ask, seconds_in, words_in
from troth.people.oauth.providers import Provider
from troth.people.oauth.tokens import Tokens, asked_for_tokens, given, refuse
from troth.people.oauth.trouble import GrantUnreachableError, NotGivenError
from troth.pure.hosts import is_private

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
USUAL_INTERVAL = 5
SLOWER_BY = 5
"""Seconds. Source: RFC 8628 sections 3.2 and 3.5."""

LONGEST_INTERVAL = 60
USUAL_LIFE = 900
MOST_CHARACTERS = 2_000
DENIED = frozenset(("access_denied", "authorization_declined"))
OVER = frozenset(("expired_token", "code_expired", "bad_verification_code"))


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """`user_code` is typed at `url`; `whole_url` leads there with the code, "" where none is told.

    The provider is asked every `interval` seconds with `secret`, until `until`.
    """

    user_code: str
    url: str
    whole_url: str
    until: datetime
    interval: int
    secret: str = field(repr=False)


def start(provider: Provider, *, at: datetime) -> DeviceCode:
    """A code for a person. Raises MisconfiguredError, NotGivenError, GrantUnreachableError."""
    form = {"client_id": provider.client_id, "scope": provider.scopes}
    answer = ask(provider.device_url, form, whom=provider.words)
    refuse(answer, provider=provider)
    return _code_in(answer.said, provider=provider, at=at)


def poll(provider: Provider, code: DeviceCode, *, at: datetime) -> Tokens | DeviceCode:
    """The tokens, or the code to ask with once more, after as many seconds as it says now.

    Raises NotGivenError where it was denied or nobody came in time, and MisconfiguredError. A
    provider that does not answer is asked again, more slowly.
    """
    if at >= code.until:
        raise _too_late(provider)
    form = {"grant_type": GRANT, "device_code": code.secret}
    try:
        answer = asked_for_tokens(provider, form)
        if answer.error == "authorization_pending":
            return code
        if answer.error == "slow_down":
            return _slower(code)
        if answer.error in DENIED:
            raise NotGivenError(
                f"{provider.words} says that you declined. Begin again if that was not meant."
            )
        if answer.error in OVER:
            raise _too_late(provider)
        return given(answer, provider=provider, at=at)
    except GrantUnreachableError:
        return _slower(code)


def _code_in(said: dict[str, Any], *, provider: Provider, at: datetime) -> DeviceCode:
    # Google called it by another name before there was a standard.
    url = words_in(said, "verification_uri") or words_in(said, "verification_url")
    whole = words_in(said, "verification_uri_complete")
    secret, user_code = words_in(said, "device_code"), words_in(said, "user_code")
    is_fit = secret and user_code.isprintable() and is_private(url)
    if not is_fit or not user_code or max(map(len, (url, user_code))) > MOST_CHARACTERS:
        raise GrantUnreachableError(f"{provider.words} gave no code that can be used. Try later.")
    life = seconds_in(said, "expires_in", otherwise=USUAL_LIFE, most=USUAL_LIFE * 4)
    return DeviceCode(
        user_code=user_code,
        url=url,
        whole_url=whole if is_private(whole) and len(whole) <= MOST_CHARACTERS else "",
        until=at + timedelta(seconds=life),
        interval=seconds_in(said, "interval", otherwise=USUAL_INTERVAL, most=LONGEST_INTERVAL),
        secret=secret,
    )


def _slower(code: DeviceCode) -> DeviceCode:
    return replace(code, interval=min(code.interval + SLOWER_BY, LONGEST_INTERVAL))


def _too_late(provider: Provider) -> NotGivenError:
    return NotGivenError(
        f"Nobody signed in with {provider.words} in time. Begin again for a new code."
    )
