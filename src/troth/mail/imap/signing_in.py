"""Whom to trust, and how to say who one is."""

import os
import ssl
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, LoginError

from troth.mail.imap.words import said
from troth.mail.places import SourceError

CA_VARIABLE = "TROTH_IMAP_CA"
"""Names a file of certificates to trust besides the machine's own, for a private server."""
UNAVAILABLE = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")
"""How a server marks a refusal that has nothing to do with the password (RFC 5530, section 3)."""


def sign_in(client: Any, user: str, password: str) -> None:
    """LOGIN, or AUTHENTICATE PLAIN for what LOGIN cannot carry: anything but plain ASCII."""
    if (user + password).isascii() and (user + password).isprintable():
        client.login('"' + user.replace("\\", "\\\\").replace('"', '\\"') + '"', password)
    else:
        client.plain_login(user, password)


def trust() -> ssl.SSLContext:
    """The machine's certificates (or SSL_CERT_FILE) and those of TROTH_IMAP_CA."""
    context = ssl.create_default_context()
    own = os.environ.get(CA_VARIABLE)
    try:
        if own:
            context.load_verify_locations(own)
    except OSError as error:
        raise SourceError(
            f"{CA_VARIABLE} names {own}, which is no file of certificates: {said(error)}."
        ) from None
    return context


def is_refusal(error: BaseException | None) -> bool:
    """Whether a sign-in failed for the user's name or password, and would fail again."""
    if not isinstance(error, LoginError) or isinstance(error.__context__, IMAPClientAbortError):
        return False
    return not any(mark in str(error) for mark in UNAVAILABLE)
