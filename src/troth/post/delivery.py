"""Letters of a sender leave, one after the other, by one connection."""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from uuid import UUID

from troth.people.oauth import GrantEndedError, GrantUnreachableError, access_token
from troth.people.sealing import SealBrokenError, unseal
from troth.post.actions import sending
from troth.post.actions.senders import TABLE, troubled
from troth.post.address import parse_address
from troth.post.models import Outgoing, Sender
from troth.post.queries import sender_of
from troth.post.refusals import PostError
from troth.post.smtp.backend import LIMITS, Backend
from troth.post.smtp.composing import Mail, Written
from troth.post.smtp.connection import Limits
from troth.post.smtp.failures import (
    AnswerLostError,
    LetterRefusedError,
    PassingError,
    SenderTroubleError,
    UnreachableError,
)

log = logging.getLogger("troth.post")

MOST_AT_ONCE = 200
"""Letters by one connection, after which other work gets its turn."""

Clock = Callable[[], datetime]


def deliver(
    pk: UUID,
    *,
    owner: str,
    clock: Clock,
    limits: Limits = LIMITS,
    while_true: Callable[[], bool] = lambda: True,
) -> int:
    """Send the letter, and what else of its sender may leave; how many were tried.

    What `owner` had in hand when it was ended goes first.

    `owner` is who sends, and runs once at a time. `clock` is asked before every step: a lease
    counts from then. Where `while_true` ends, it stops after the letter under way.
    """
    letter = sending.claim_left(owner=owner, at=clock())
    letter = letter or sending.claim(pk, owner=owner, at=clock())
    sender = sender_of(letter.by) if letter else None
    if letter is None or sender is None:
        return 0
    number = 1
    with closing(Way(sender, limits=limits)) as way:
        while _sent(letter, way, clock) and while_true() and number < MOST_AT_ONCE:
            following = sending.claim_next(letter, owner=owner, at=clock())
            if following is None:
                break
            letter, number = following, number + 1
    return number


def check(sender: Sender, *, clock: Clock, limits: Limits = LIMITS) -> str:
    """Connect, sign in and take leave; what is wrong, in a sentence, or "". It is kept.

    What may pass by itself stops no letter, and is only told.
    """
    try:
        with closing(Way(sender, limits=limits)) as way:
            way.open(at=clock())
    except SenderTroubleError as error:
        troubled(sender, str(error), at=clock())
        return str(error)
    except UnreachableError as error:
        return str(error)
    troubled(sender, "", at=clock())
    return ""


def try_out(place: str, *, secret: str, limits: Limits = LIMITS) -> str:
    """As `check`, for what is not kept yet. Raises PlaceError."""
    backend = Backend(parse_address(place), secret=secret, limits=limits)
    try:
        with closing(backend):
            backend.open()
    except (SenderTroubleError, UnreachableError) as error:
        return str(error)
    return ""


def lines_of(outgoing: Outgoing, sender: Sender) -> bytes:
    """The letter as it travels: the same at every try, and in the Sent folder."""
    return Mail(written(outgoing, sender)).parcel().lines


def written(outgoing: Outgoing, sender: Sender) -> Written:
    """What the letter consists of."""
    contact, to = outgoing.contact, outgoing.to
    name = contact.name if contact is not None and len(to) == 1 else ""
    return Written(
        sender=sender.email,
        sender_name=sender.member.name,
        to=[(email, name) for email in to],
        subject=outgoing.subject,
        text=outgoing.text,
        html=outgoing.html,
        message_id=outgoing.message_id,
        at=outgoing.made_at,
        zone=sender.member.zone,
        in_reply_to=outgoing.in_reply_to,
        references=outgoing.references,
        kind=outgoing.kind,
        language=outgoing.language,
    )


class Way:
    """The connection to a sender's server: made when it is needed, and used for many letters."""

    def __init__(self, sender: Sender, *, limits: Limits) -> None:
        self.sender = sender
        self._limits = limits
        self._backend: Backend | None = None

    def open(self, *, at: datetime) -> None:
        """Raises SenderTroubleError, UnreachableError."""
        if self._backend is None:
            self._backend = _backend(self.sender, limits=self._limits, at=at)
        self._backend.open()

    def send(self, mail: Mail, *, at: datetime) -> None:
        """Raises what stands in `smtp.failures`."""
        self.open(at=at)
        mail.connection = self._backend
        mail.send()

    def close(self) -> None:
        if self._backend is not None:
            self._backend.close()


def _sent(letter: Outgoing, way: Way, clock: Clock) -> bool:
    """Send one letter and keep what became of it; whether the next one may follow."""
    mail = Mail(written(letter, way.sender))
    mail.before_end = lambda: sending.hand_over(letter, at=clock())
    try:
        way.send(mail, at=clock())
    except SenderTroubleError as error:
        troubled(way.sender, str(error), at=clock())
        sending.put_down(letter, at=clock())
        return False
    except UnreachableError as error:
        sending.put_off(letter, said=str(error), at=clock())
        sending.put_off_others(letter, said=str(error), at=clock())
        return False
    except PassingError as error:
        sending.put_off(letter, said=str(error), at=clock())
    except AnswerLostError as error:
        sending.answer_lost(letter, said=str(error), at=clock())
    except LetterRefusedError as error:
        sending.fail(letter, said=str(error), refused=error.refused, at=clock())
    except sending.NotOursError as error:
        log.warning("%s", error)
        return False
    else:
        sending.sent(letter, said=mail.taken.said, refused=mail.taken.refused, at=clock())
    return True


def _backend(sender: Sender, *, limits: Limits, at: datetime) -> Backend:
    try:
        address = parse_address(sender.place)
        return Backend(address, secret=_secret(sender, at=at), limits=limits)
    except (PostError, SealBrokenError, GrantEndedError) as error:
        raise SenderTroubleError(str(error)) from error
    except GrantUnreachableError as error:
        raise UnreachableError(str(error)) from error


def _secret(sender: Sender, *, at: datetime) -> str:
    """The password or the token, "" where there is none."""
    if sender.grant is not None:
        return access_token(sender.grant, at=at)
    if sender.password is None:
        return ""
    sealed = bytes(sender.password)
    return unseal(sealed, practice=sender.practice_id, table=TABLE, row=sender.pk)
