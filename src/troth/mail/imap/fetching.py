"""Questions to a server that outlive a lost connection, and one letter that it cannot give."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from troth.mail.imap.answers import (
    BrokenOffError,
    DroppedError,
    Examined,
    Head,
    Known,
    Limits,
    OverfullError,
    RefusedError,
)
from troth.mail.imap.folders import ImapFolder
from troth.mail.imap.session import Session

ARRIVAL_MARGIN = timedelta(days=1)
"""Servers count days in a zone of their own."""
FIRST_ARRIVAL = date(1980, 1, 2)
"""No letter is older, and some servers take no older date."""
MOST_OVERFULL = 10
"""Replies without an end that are borne in one look."""
Answer = TypeVar("Answer")


class Fetching:
    """Each question is asked once more, on a new connection, where the old one is lost.

    Raises DroppedError, RefusedError, ClosedError.
    """

    def __init__(self, session: Session, limits: Limits) -> None:
        self._session = session
        self._limits = limits
        self._overfull = 0

    def examine(self, folder: ImapFolder, known: Known | None = None) -> Examined:
        return self._again(lambda: self._session.examine(folder, known))

    def uids(self, folder: ImapFolder, *, since: date | None, above: int = 0) -> list[int]:
        """Every letter's UID; `since` may leave out those that arrived before it, never others."""
        arrived = since - ARRIVAL_MARGIN if since and since >= FIRST_ARRIVAL else None
        return self._again(lambda: self._session.uids(folder, since=arrived, above=above))

    def sizes(self, folder: ImapFolder, uids: Sequence[int]) -> dict[int, int]:
        return self._again(lambda: self._session.sizes(folder, uids))

    def heads(
        self, folder: ImapFolder, uids: Sequence[int], *, names: Sequence[str]
    ) -> dict[int, Head]:
        """One letter that the server cannot give costs that letter and not its batch."""
        return self._or_alone(lambda some: self._session.heads(folder, some, names=names), uids)

    def bodies(self, folder: ImapFolder, uids: Sequence[int]) -> dict[int, bytes]:
        """One letter that the server cannot give costs that letter and not its batch."""
        limit = self._limits.letter_bytes
        return self._or_alone(lambda some: self._session.bodies(folder, some, limit=limit), uids)

    def rest(self, folder: ImapFolder, uid: int, beginning: bytes, *, most: int) -> bytes:
        """A letter of which `beginning` is there already, in pieces, up to `most` bytes."""
        pieces, held, size = [beginning], len(beginning), self._limits.letter_bytes
        while held < most:
            piece = self._piece(folder, uid, start=held, size=min(size, most - held))
            pieces.append(piece)
            held += len(piece)
            if len(piece) < size:
                break
        return b"".join(pieces)

    def _piece(self, folder: ImapFolder, uid: int, *, start: int, size: int) -> bytes:
        return self._again(lambda: self._session.piece(folder, uid, start=start, size=size))

    def _or_alone(
        self, ask: Callable[[Sequence[int]], Mapping[int, Answer]], uids: Sequence[int]
    ) -> dict[int, Answer]:
        """Raises RefusedError where none of several is given: then the rest will not be, either."""
        try:
            return dict(self._again(lambda: ask(uids)))
        except RefusedError:
            if len(uids) == 1:
                return {}
            alone = {uid: it for one in uids for uid, it in self._or_alone(ask, [one]).items()}
            if not alone:
                raise
            return alone

    def _again(self, ask: Callable[[], Answer]) -> Answer:
        try:
            return ask()
        except OverfullError as error:
            self._session.reconnect()
            self._overfull += 1
            if self._overfull > MOST_OVERFULL:
                raise DroppedError(str(error)) from error
            raise RefusedError(str(error)) from error
        except DroppedError:
            self._session.reconnect()
        try:
            return ask()
        except DroppedError as error:
            raise BrokenOffError(str(error)) from error
