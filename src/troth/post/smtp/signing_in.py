"""Saying who one is, once: a server that refuses a password closes the account after some more."""

from base64 import b64encode

from troth.post.smtp.connection import NEVER, YES, Connection, Reply
from troth.post.smtp.failures import FailureError, SenderTroubleError, UnreachableError
from troth.post.smtp.words import said

WAYS = ("PLAIN", "LOGIN")
ASKED = 334
NOT_THE_PASSWORD = frozenset((500, 501, 502, 503, 504))
"""The server does not know what was said to it: the password was not even looked at."""


def sign_in(connection: Connection, *, user: str, secret: str, is_token: bool) -> None:
    """AUTH, by the first way that both sides know, and by no second one.

    Passwords travel in UTF-8. Raises UnreachableError, and SenderTroubleError where the server
    refused. Source: RFC 4954; RFC 4616 (PLAIN).
    """
    offered = connection.esmtp_features.get("auth", "").upper().split()
    known = ("XOAUTH2",) if is_token else WAYS
    way = next((it for it in known if it in offered), None)
    if way is None:
        raise UnreachableError(
            f"{connection.host} offers no way to sign in that Troth knows. "
            "Look at the host and the port."
        )
    answer = _SAID[way](connection, user, secret)
    if answer.code in YES:
        return
    raise _refusal(connection.host, user, answer, is_token=is_token)


def _plain(connection: Connection, user: str, secret: str) -> Reply:
    return _auth(connection, f"PLAIN {_in_base64(f'{chr(0)}{user}{chr(0)}{secret}')}")


def _login(connection: Connection, user: str, secret: str) -> Reply:
    """Source: draft-murchison-sasl-login, a custom that no standard became."""
    answer = _auth(connection, "LOGIN")
    for word in (user, secret):
        if answer.code != ASKED:
            break
        answer = Reply(*connection.docmd(_in_base64(word)))
    return answer


def _token(connection: Connection, user: str, secret: str) -> Reply:
    """Source: Google's and Microsoft's pages on XOAUTH2; a refusal comes after an empty line."""
    answer = _auth(
        connection, f"XOAUTH2 {_in_base64(f'user={user}{chr(1)}auth=Bearer {secret}{chr(1) * 2}')}"
    )
    return Reply(*connection.docmd("")) if answer.code == ASKED else answer


_SAID = {"PLAIN": _plain, "LOGIN": _login, "XOAUTH2": _token}


def _auth(connection: Connection, words: str) -> Reply:
    return Reply(*connection.docmd("AUTH", words))


def _in_base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _refusal(host: str, user: str, answer: Reply, *, is_token: bool) -> FailureError:
    words = said(*answer)
    if answer.code not in NEVER or answer.code in NOT_THE_PASSWORD:
        return UnreachableError(f"{host} did not let {user} sign in: {words}. Try again later.")
    if is_token:
        return SenderTroubleError(
            f"{host} does not let {user} in with what was given at the sign-in: {words}. "
            f"Sign in again as {user}, and see that sending is allowed there."
        )
    return SenderTroubleError(
        f"{host} refused the user name {user} or its password: {words}. "
        "Some providers want a password made for one program. Enter it again."
    )
