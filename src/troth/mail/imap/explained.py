"""What goes wrong when a mailbox is opened, each in a sentence that says what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import IMAPClientError

from troth.mail.imap.address import Address
from troth.mail.imap.answers import GARBLED, DroppedError, RefusedError
from troth.mail.imap.signing_in import CA_VARIABLE, LeaveRefusedError, is_refusal
from troth.mail.imap.words import said
from troth.mail.places import SourceError
from troth.people.oauth.providers import provider_for
from troth.people.oauth.trouble import MisconfiguredError
from troth.web.servers import unreached


class SignInError(SourceError):
    """The server refused the user or the password; asked again and again, it locks the account."""


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turns every failure to connect, to sign in and to list folders into a SourceError."""
    try:
        yield
    except (OSError, IMAPClientError, DroppedError, RefusedError, *GARBLED) as error:
        if isinstance(error, LeaveRefusedError):
            raise SignInError(error.advice or _without_leave(error, address)) from error
        if is_refusal(error):
            raise SignInError(
                f"{address.host} refused the user name {address.user} or its password: "
                f"{said(error)}. {_other_ways(address)}"
            ) from error
        raise SourceError(_sentence(error, address)) from error


def _other_ways(address: Address) -> str:
    """What may open a mailbox where its password does not."""
    try:
        provider = provider_for(address.host)
    except MisconfiguredError:
        provider = None
    if provider is None:
        return "Some providers want a password made for one program."
    return (
        f"{provider.words} wants a sign-in, or a password made for one program: docs/oauth.md says "
        "how."
    )


def _without_leave(error: LeaveRefusedError, address: Address) -> str:
    return (
        f"{address.host} does not let {address.user} in with what was given at the sign-in: "
        f"{said(error)}. Sign in again as {address.user}, and see that IMAP is allowed there."
    )


def _sentence(error: Exception, address: Address) -> str:
    if isinstance(error, OSError):
        return unreached(
            error,
            host=address.host,
            port=address.port,
            usual="imaps is usually 993",
            variable=CA_VARIABLE,
        )
    return f"{address.host} did not let the mailbox be read: {said(error)}. Try again later."
