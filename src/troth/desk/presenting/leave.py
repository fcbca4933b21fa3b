"""A sign-in with a provider, in words."""

from typing import Any

from troth.mail.imap.address import parse_address
from troth.mail.places import SourceError
from troth.mail.sources import IMAP_SCHEME
from troth.people.oauth.device import DeviceCode
from troth.people.oauth.loopback import Journey
from troth.people.oauth.providers import Provider, provider_for
from troth.people.oauth.trouble import MisconfiguredError
from troth.pure.letter.shown_words import visible_line

SCOPE = (
    "Troth reads this mailbox, and sends from it only what you send. What you give can be taken "
    "back at any time, at {} or by removing the mailbox here."
)


def by_code(
    code: DeviceCode, provider: Provider, account: str, *, url: str, cancel_url: str
) -> dict[str, Any]:
    """As desk/mailbox/leave.html reads it: a code that is typed on the provider's page."""
    return _said(provider, account, cancel_url) | {
        "code": visible_line(code.user_code),
        "url": code.whole_url or code.url,
        "shown_url": code.url,
        "ask_url": url,
        "every": code.interval,
    }


def by_journey(
    journey: Journey, provider: Provider, account: str, *, cancel_url: str
) -> dict[str, Any]:
    """As desk/mailbox/leave.html reads it: a way to the provider, which leads back here."""
    return _said(provider, account, cancel_url) | {
        "code": "",
        "url": journey.url,
        "shown_url": "",
        "ask_url": "",
        "every": 0,
    }


def provider_of(place: str) -> Provider | None:
    """Whose leave would open a mailbox; None for one on this machine and for most servers."""
    if not IMAP_SCHEME.match(place):
        return None
    try:
        return provider_for(parse_address(place).host)
    except (SourceError, MisconfiguredError):
        return None


def _said(provider: Provider, account: str, cancel_url: str) -> dict[str, Any]:
    return {
        "provider": provider.words,
        "account": visible_line(account),
        "more": SCOPE.format(provider.words),
        "cancel_url": cancel_url,
    }
