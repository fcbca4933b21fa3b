"""One mailbox watched at its server: a connection that waits until letters come."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import NamedTuple

from django.db import connection

from troth.jobs.actions import wait_before
from troth.mail.imap.address import Address, parse_address
from troth.mail.imap.answers import ClosedError, DroppedError, Limits, RefusedError, SignedOutError
from troth.mail.imap.explained import SignInError, explained
from troth.mail.imap.folders import ImapFolder, asked_for
from troth.mail.imap.idling import INBOX, RENEWAL_SECONDS, NotOfferedError, arrivals
from troth.mail.imap.session import Session
from troth.mail.models import Mailbox
from troth.mail.places import SourceError
from troth.people.oauth import GrantEndedError, GrantUnreachableError
from troth.people.sealing import SealBrokenError
from troth.promises.intake import password_of
from troth.worker.loop import now

log = logging.getLogger("troth.worker")

LIMITS = Limits(reply_bytes=4 * 2**20)
"""What is told while one waits is short."""

LONGEST_STEP = 8
"""After so many failures the wait before the next attempt no longer grows: some ten minutes."""

REFUSALS = (SignInError, SignedOutError, SealBrokenError, GrantEndedError)
"""Only a person can help; asked again and again, a server locks the account."""

TROUBLES = (SourceError, DroppedError, RefusedError, ClosedError, GrantUnreachableError)


class What(Enum):
    """What a watcher has to tell: it watches, letters came, it lost the server and tries again.

    Then the two with which it ends: the server refused the password, or it does not tell of news.
    """

    LIVE = auto()
    CAME = auto()
    LOST = auto()
    REFUSED = auto()
    UNABLE = auto()


class Told(NamedTuple):
    watcher: "Watcher"
    what: What


class Watcher(threading.Thread):
    """Watches the inbox of `mailbox`, or the one folder that its place names, until it is stopped.

    It tells `tell` what happens, and touches the database for nothing but the password.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        tell: Callable[[Told], None],
        *,
        renewal_seconds: float = RENEWAL_SECONDS,
    ) -> None:
        super().__init__(name=f"watcher {mailbox.pk}", daemon=True)
        self.mailbox = mailbox.pk
        self.mark = mark_of(mailbox)
        self._row = mailbox
        self._tell = tell
        self._renewal_seconds = renewal_seconds
        self._session: Session | None = None
        self._is_over = threading.Event()
        self._failures = 0

    def stop(self) -> None:
        self._is_over.set()
        if (session := self._session) is not None:
            session.interrupt()

    def run(self) -> None:
        while not self._is_over.is_set():
            what = self._attempt()
            if self._is_over.is_set():
                return
            self._tell(Told(self, what))
            if what is not What.LOST:
                return
            self._failures += 1
            pause = wait_before(min(self._failures, LONGEST_STEP))
            self._is_over.wait(pause.total_seconds())

    def _attempt(self) -> What:
        """Watch until that ends by itself; how it ended."""
        try:
            self._watch()
        except REFUSALS as error:
            log.info("%s is not watched: %s", self._row.place, error)
            return What.REFUSED
        except NotOfferedError:
            return What.UNABLE
        except TROUBLES as error:
            log.info("%s is not watched for a while: %s", self._row.place, error)
        except Exception:
            log.exception("%s is not watched for a while", self._row.place)
        finally:
            self._hang_up()
        return What.LOST

    def _watch(self) -> None:
        address = parse_address(self._row.place)
        session = Session(address, password=self._password(), limits=LIMITS)
        self._session = session
        with explained(address):
            session.connect()
            folder = _folder(session, address)
        what = What.LIVE
        for _letters in arrivals(session, folder, renewal_seconds=self._renewal_seconds):
            self._failures = 0
            self._tell(Told(self, what))
            what = What.CAME
            if self._is_over.is_set():
                return

    def _password(self) -> str:
        try:
            return password_of(self._row, at=now())
        finally:
            connection.close()

    def _hang_up(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(Exception):
                session.drop()


def mark_of(mailbox: Mailbox) -> tuple[object, ...]:
    """What has to change before a server that refused is asked again."""
    password = bytes(mailbox.password) if mailbox.password is not None else b""
    grant = mailbox.grant
    leave = (grant.pk, grant.given_at) if grant else ()
    return (mailbox.place, password, *leave)


def _folder(session: Session, address: Address) -> ImapFolder:
    return asked_for(session.folders(), address.folder) if address.folder else INBOX
