"""Whom to trust, and how to say who one is."""

import ssl
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from troth.mail.places import SourceError
from troth.people.oauth.secret import AccessToken
from troth.people.oauth.trouble import GrantEndedError, GrantUnreachableError
from troth.web.servers import trusted

CA_VARIABLE = "TROTH_IMAP_CA"
"""Names a file of certificates to trust besides the machine's own, for a private server."""
UNAVAILABLE = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")
"""How a server marks a refusal that has nothing to do with the password (RFC 5530, section 3)."""


class LeaveRefusedError(LoginError):  # type: ignore[misc]  # the library is untyped
    """The server takes no leave, or not this one. `advice` says what to do, where that is known."""

    def __init__(self, why: str, *, advice: str = "") -> None:
        super().__init__(why)
        self.advice = advice


def sign_in(client: Any, user: str, password: str) -> None:
    """With a password or with a token, whichever `password` is.

    LOGIN, or AUTHENTICATE PLAIN for what LOGIN cannot carry: anything but plain ASCII.
    """
    if isinstance(password, AccessToken):
        _sign_in_with_leave(client, user, password)
    elif (user + password).isascii() and (user + password).isprintable():
        client.login('"' + user.replace("\\", "\\\\").replace('"', '\\"') + '"', password)
    else:
        client.plain_login(user, password)


def trust() -> ssl.SSLContext:
    """The machine's certificates (or SSL_CERT_FILE) and those of TROTH_IMAP_CA."""
    return trusted(CA_VARIABLE, refusal=SourceError)


def is_refusal(error: BaseException | None) -> bool:
    """Whether a sign-in failed for the user's name or password, and would fail again."""
    if not isinstance(error, LoginError) or isinstance(error.__context__, IMAPClientAbortError):
        return False
    return not any(mark in str(error) for mark in UNAVAILABLE)


def _sign_in_with_leave(client: Any, user: str, token: AccessToken) -> None:
    """A token that is refused is got anew once: it may have ended before its time."""
    try:
        _authenticate(client, user, token.latest)
    except LoginError as error:
        if not is_refusal(error) or isinstance(error, LeaveRefusedError):
            raise
        if not _renewed(token):
            raise LeaveRefusedError(str(error)) from error
        try:
            _authenticate(client, user, token.latest)
        except LoginError as again:
            if not is_refusal(again):
                raise
            raise LeaveRefusedError(str(again)) from again


def _renewed(token: AccessToken) -> bool:
    try:
        return token.renewed()
    except GrantEndedError as error:
        raise LeaveRefusedError("the leave has ended", advice=str(error)) from error
    except GrantUnreachableError as error:
        raise IMAPClientError(str(error)) from error


def _authenticate(client: Any, user: str, token: str) -> None:
    """What is said first, and what answers a challenge that only tells of an error.

    Source: Google, "XOAUTH2 Mechanism": an empty line; RFC 7628 section 3.2.3: one octet of 1.
    """
    bearer = f"auth=Bearer {token}\x01\x01"
    if client.has_capability("AUTH=XOAUTH2"):
        mechanism, said_first, said_then = "XOAUTH2", f"user={user}\x01{bearer}", ""
    elif client.has_capability("AUTH=OAUTHBEARER"):
        escaped = user.replace("=", "=3D").replace(",", "=2C")
        mechanism, said_first, said_then = "OAUTHBEARER", f"n,a={escaped},\x01{bearer}", "\x01"
    else:
        raise LeaveRefusedError("it offers neither XOAUTH2 nor OAUTHBEARER")
    words = iter((said_first.encode(),))
    client.sasl_login(mechanism, lambda _challenge: next(words, said_then.encode()))
