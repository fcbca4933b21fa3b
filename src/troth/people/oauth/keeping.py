"""The token of a grant: as it is kept, or got anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from troth.people.actions import grants
from troth.people.models import Grant
from troth.people.oauth.providers import Provider, provider_named
from troth.people.oauth.secret import AccessToken
from troth.people.oauth.tokens import refreshed
from troth.people.oauth.trouble import GrantEndedError, GrantUnreachableError, MisconfiguredError
from troth.people.oauth.turns import alone_with
from troth.people.sealing import SealBrokenError, unseal

EARLY = timedelta(minutes=5)
"""A token is got anew that long before its end: a look that has begun is to end with it."""


@dataclass(frozen=True, slots=True)
class _Ended:
    why: str


def token_of(grant: Grant, *, at: datetime) -> AccessToken:
    """As `troth.people.oauth.access_token`."""
    held = Grant.objects.filter(pk=grant.pk).first()
    token = _kept(held, at=at) if held else ""

    def renew(refused: str) -> str:
        return _in_turn(grant, at=at, refused=refused)

    return AccessToken(token or _in_turn(grant, at=at, refused=""), renew=renew)


def _in_turn(grant: Grant, *, at: datetime, refused: str) -> str:
    """A token other than the one that a server `refused`. What is new is stored before it is used.

    What was found out is told after the turn, so that telling it undoes nothing.
    """
    with alone_with(grant) as held:
        got = _got(held, at=at, refused=refused)
    if isinstance(got, _Ended):
        raise GrantEndedError(got.why)
    return got


def _got(held: Grant | None, *, at: datetime, refused: str) -> str | _Ended:
    if held is None:
        return _Ended("The leave to read this mailbox was taken back. Sign in again.")
    token = _kept(held, at=at)
    if token and token != refused:
        return token
    provider = _provider(held)
    try:
        tokens = refreshed(provider, _opened(held, held.refresh_token), at=at)
    except GrantEndedError as error:
        why = ended_words(provider.words, held.account, str(error))
        return _Ended(why) if grants.end(held, why, at=at) else _given_meanwhile(held)
    return tokens.access if grants.renew(held, tokens) else _given_meanwhile(held)


def _kept(held: Grant, *, at: datetime) -> str:
    """The access token that is kept; "" where it has to be got anew. Raises GrantEndedError."""
    if held.trouble:
        raise GrantEndedError(held.trouble)
    if held.refresh_token is None:
        raise GrantEndedError(ended_words(held.provider, held.account, "nothing of it is kept"))
    is_fresh = held.access_until is not None and held.access_until > at + EARLY
    return _opened(held, held.access_token) if is_fresh and held.access_token else ""


def _given_meanwhile(held: Grant) -> str | _Ended:
    """Somebody signed in anew while the old leave was asked with: theirs counts."""
    now = Grant.objects.filter(pk=held.pk).first()
    if now is None or now.trouble or now.access_token is None:
        return _Ended(now.trouble if now and now.trouble else "Sign in again.")
    return _opened(now, now.access_token)


def _provider(held: Grant) -> Provider:
    try:
        provider = provider_named(held.provider)
    except MisconfiguredError as error:
        raise GrantUnreachableError(str(error)) from error
    if provider is None:
        name = held.provider.upper()
        raise GrantUnreachableError(
            f"TROTH_OAUTH_{name}_CLIENT_ID is not set, and without it {held.account} cannot be "
            "read. Set it as before for every process of Troth; docs/oauth.md says how."
        )
    return provider


def _opened(held: Grant, sealed: bytes | memoryview | None) -> str:
    try:
        return unseal(
            bytes(sealed or b""), practice=held.practice_id, table=grants.TABLE, row=held.pk
        )
    except SealBrokenError:
        # The row stays as it is: with the key of that time it holds again.
        raise GrantEndedError(
            f"The leave to read {held.account} was sealed with another key, or was damaged. Put "
            "the key file of that time back, or sign in again."
        ) from None


def ended_words(provider: str, account: str, why: str) -> str:
    """That somebody must sign in again, and where."""
    return (
        f"{provider} no longer lets Troth read {account} ({why}). Sign in again: on the page of "
        f"the mailbox, or with `troth mailbox password {quote(account, safe='')}`."
    )
