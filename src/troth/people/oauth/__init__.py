"""Leave that a provider gives to read and send a member's mail, in place of a password.

Source: RFC 6749 (OAuth 2.0), RFC 8628 (a code for another device), RFC 8252 and RFC 7636 (leading
there and back again).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from troth.people.oauth.secret import AccessToken
from troth.people.oauth.trouble import GrantEndedError, GrantUnreachableError

if TYPE_CHECKING:
    from troth.people.models import Grant

__all__ = ["AccessToken", "GrantEndedError", "GrantUnreachableError", "access_token"]


def access_token(grant: "Grant", *, at: datetime) -> AccessToken:
    """What to sign in with instead of a password, got anew where its time is nearly over.

    Raises GrantEndedError where a person must sign in again, and GrantUnreachableError where it may
    be tried later. Not to be called inside a transaction.
    """
    # `troth scan` signs in to servers too, and need not load Django for it.
    from troth.people.oauth.keeping import token_of  # noqa: PLC0415

    return token_of(grant, at=at)
