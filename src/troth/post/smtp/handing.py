"""One letter, handed to a server that was signed in to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from troth.post.address import Address
from troth.post.smtp.connection import CLOSING, LATER, NEVER, YES, Connection, Reply, worded
from troth.post.smtp.explained import NETWORK, later, reaching
from troth.post.smtp.failures import (
    AnswerLostError,
    LetterRefusedError,
    PassingError,
    SenderTroubleError,
    UnreachableError,
)
from troth.post.smtp.words import said

TOO_BIG = 552


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter as a server wants it: who sends, to whom, and its lines."""

    sender: str
    to: Sequence[str]
    lines: bytes

    @property
    def needs_utf8(self) -> bool:
        return not (self.sender + "".join(self.to)).isascii()


@dataclass(frozen=True, slots=True)
class Taken:
    """The server said yes, for all addresses but those `refused`, with its words for each."""

    said: str
    refused: Mapping[str, str]


ANSWERED = (LetterRefusedError, SenderTroubleError)
"""The server said no, and listens."""


def hand(
    connection: Connection, parcel: Parcel, *, address: Address, before_end: Callable[[], None]
) -> Taken:
    """Hand the letter over; `before_end` is called once all of it but its last line is there.

    Raises what stands in `failures`; then the connection is closed, or listens for the next letter.
    What `before_end` raises goes through, and the letter does not leave.
    """
    ended: list[bool] = []

    def about_to_end() -> None:
        before_end()
        ended.append(True)

    try:
        with reaching(address):
            _announce(connection, parcel)
            refused = _address(connection, parcel)
            answer = connection.letter(parcel.lines, before_end=about_to_end)
        return _judged(answer, refused, host=address.host, has_ended=bool(ended))
    except BaseException as error:
        if not _goes_on(error):
            connection.close()
        if ended and isinstance(error.__cause__, NETWORK):
            raise AnswerLostError(_lost(address.host, str(error).partition(". ")[0])) from error
        raise


def _goes_on(error: BaseException) -> bool:
    is_only_later = isinstance(error, PassingError) and not isinstance(error, UnreachableError)
    return is_only_later or isinstance(error, ANSWERED)


def _announce(connection: Connection, parcel: Parcel) -> None:
    """MAIL, with what the server must know of the letter before it comes."""
    host, options = connection.host, list[str]()
    _fits(connection, parcel)
    if connection.has_extn("size"):
        options.append(f"SIZE={len(parcel.lines)}")
    if parcel.needs_utf8:
        options += ["BODY=8BITMIME", "SMTPUTF8"]
        connection.command_encoding = "utf-8"
    answer = Reply(*connection.docmd(f"MAIL FROM:{worded(parcel.sender, options)}"))
    if answer.code in YES:
        return
    words = said(*answer)
    if answer.code == TOO_BIG:
        raise LetterRefusedError(f"{host} will not take this letter: {words}. Make it shorter.")
    if answer.code in NEVER:
        raise SenderTroubleError(
            f"{host} will not send letters of {parcel.sender}: {words}. "
            "Look at the address and at the password."
        )
    raise _not_now(host, answer)


def _fits(connection: Connection, parcel: Parcel) -> None:
    """What the server said beforehand that it will not take is not even begun.

    Source: RFC 1870 (SIZE); RFC 6531 (SMTPUTF8).
    """
    most = connection.esmtp_features.get("size", "")
    if most.isdecimal() and 0 < int(most) < len(parcel.lines):
        raise LetterRefusedError(
            f"The letter has {len(parcel.lines):,} bytes and {connection.host} takes "
            f"{int(most):,} at most. Make it shorter."
        )
    if parcel.needs_utf8 and not connection.has_extn("smtputf8"):
        odd = next(it for it in (parcel.sender, *parcel.to) if not it.isascii())
        raise LetterRefusedError(
            f"{connection.host} cannot send to or from {odd}, which is not plain ASCII before "
            "its @. Use another address, or another server."
        )


def _address(connection: Connection, parcel: Parcel) -> dict[str, str]:
    """RCPT for each address; the server's words for those that it refused."""
    refused, codes = dict[str, str](), list[int]()
    for email in parcel.to:
        answer = Reply(*connection.docmd(f"RCPT TO:{worded(email, ())}"))
        if answer.code == CLOSING or answer.code < 0:
            raise _not_now(connection.host, answer)
        if answer.code not in YES:
            refused[email] = said(*answer)
            codes.append(answer.code)
    if len(refused) < len(parcel.to):
        return refused
    words = "; ".join(f"{email}: {each}" for email, each in refused.items())
    if any(code not in NEVER for code in codes):
        raise later(connection.host, words)
    raise LetterRefusedError(
        f"{connection.host} does not deliver to {words}. Correct the address at the contact.",
        refused=refused,
    )


def _judged(answer: Reply, refused: dict[str, str], *, host: str, has_ended: bool) -> Taken:
    """What the server's last word on the letter means."""
    words = said(*answer)
    if answer.code in YES and has_ended:
        return Taken(words, refused)
    if answer.code in NEVER:
        raise LetterRefusedError(
            f"{host} will not take this letter: {words}. Nothing of it was delivered."
        )
    if answer.code in LATER or not has_ended:
        raise _not_now(host, answer)
    raise AnswerLostError(_lost(host, words))


def _not_now(host: str, answer: Reply) -> PassingError:
    words = said(*answer)
    if answer.code in LATER and answer.code != CLOSING:
        return later(host, words)
    return UnreachableError(f"{host} said: {words}. It is tried again later.")


def _lost(host: str, reason: object) -> str:
    return (
        f"{host} had the whole letter, and whether it took it is not known ({reason}). "
        "It may have arrived."
    )
