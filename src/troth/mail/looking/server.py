"""Looking into a mailbox on a server: EXAMINE, UID SEARCH, UID FETCH with PEEK, and no more."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from troth.mail.imap.explained import SignInError
from troth.mail.imap.fetching import Fetching
from troth.mail.imap.folders import ImapFolder
from troth.mail.imap.mailbox import Mailbox, open_mailbox
from troth.mail.imap.session import (
    ClosedError,
    DroppedError,
    Examined,
    Limits,
    RefusedError,
    SignedOutError,
)
from troth.mail.looking.letters import Batch, Envelope, Trouble, Wanted, is_within
from troth.mail.looking.state import Marks, ServerMark, key_of, name_of, server_mark
from troth.mail.looking.window import LIMITS, OnServer, Step, holds_sent
from troth.mail.places import SourceError
from troth.mail.utf7 import decoded

HIGHEST_UID = 2**32 - 1


def look_on_server(  # noqa: PLR0913  # what `look` takes, and how much to ask for at once
    text: str,
    state: Marks,
    *,
    password: Callable[[str], str],
    since: date | None,
    wanted: Wanted | None,
    limits: Limits = LIMITS,
) -> Iterator[Batch]:
    """The new letters on the server, in batches."""
    try:
        mailbox = open_mailbox(text, password=password, limits=limits)
    except SourceError as error:
        yield Batch((), state, (not_opened(error),))
        return
    look = _Look(mailbox, state, since=since, wanted=wanted, limits=limits)
    try:
        yield from look.batches()
    finally:
        mailbox.session.close()


def not_opened(error: SourceError) -> Trouble:
    return Trouble(str(error), retry=not isinstance(error, SignInError))


def interrupted(error: Exception, mailbox: Mailbox, folder: ImapFolder) -> Trouble:
    """What is said of a folder that could not be read to its end."""
    if isinstance(error, DroppedError):
        host = mailbox.session.address.host
        return Trouble(
            f"The connection to {host} was lost ({error}). "
            f"What is left of {folder.name} and after it is read at the next look.",
            retry=not isinstance(error, SignedOutError),
        )
    return Trouble(f"Folder {folder.name} could not be read: {error}. The next look tries again.")


class _Look:
    """One look at the folders of a server."""

    def __init__(
        self,
        mailbox: Mailbox,
        state: Marks,
        *,
        since: date | None,
        wanted: Wanted | None,
        limits: Limits,
    ) -> None:
        self._mailbox = mailbox
        self._state = dict(state)
        self._since = since
        self._wanted = wanted
        self._limits = limits
        self._fetching = Fetching(mailbox.session, limits)

    def batches(self) -> Iterator[Batch]:
        """The new letters, folder after folder; the last batch holds none."""
        troubles = self._forget_what_is_gone()
        for folder in self._mailbox.chosen:
            try:
                yield from self._in_folder(folder)
            except (DroppedError, RefusedError, ClosedError) as error:
                troubles.append(interrupted(error, self._mailbox, folder))
                if isinstance(error, DroppedError):
                    break
        yield Batch((), dict(self._state), tuple(troubles))

    def _forget_what_is_gone(self) -> list[Trouble]:
        there = {key_of(folder.raw) for folder in self._mailbox.listed}
        gone = sorted(self._state.keys() - there)
        for key in gone:
            del self._state[key]
        names = [decoded(name_of(key)) for key in gone]
        return [
            Trouble(f"Folder {name} is no longer on the server. What was read there is kept.")
            for name in names
        ]

    def _in_folder(self, folder: ImapFolder) -> Iterator[Batch]:
        opened = self._fetching.examine(folder)
        mark = _valid(server_mark(self._state.get(key_of(folder.raw))), opened)
        uids = [] if _is_unchanged(mark, opened) else self._unseen(folder, mark)
        for step in self._steps(folder, uids):
            # One that is missing for the first time may just have been deleted.
            troubles = [_not_had(folder, uid) for uid in step.missing if uid in mark.again]
            mark = mark.after(step.looked_at, missing=step.missing)
            self._remember(folder, mark)
            yield Batch(step.letters, dict(self._state), tuple(troubles), len(step.looked_at))
        mark = mark.to_its_end(letters=opened.letters, uid_next=opened.uid_next, listed=uids)
        self._remember(folder, mark)

    def _steps(self, folder: ImapFolder, uids: Sequence[int]) -> Iterator[Step]:
        is_sent = holds_sent(folder, self._mailbox.listed)
        there = OnServer(folder, is_sent=is_sent, fetching=self._fetching, limits=self._limits)
        for start in range(0, len(uids), self._limits.sizes):
            window = uids[start : start + self._limits.sizes]
            yield from there.steps(window, is_chosen=self._is_chosen)

    def _unseen(self, folder: ImapFolder, mark: ServerMark) -> list[int]:
        above = min((mark.uid, *(uid - 1 for uid in mark.again)))
        found = self._fetching.uids(folder, since=self._since, above=above)
        again = frozenset(mark.again)
        return [uid for uid in found if (uid > mark.uid or uid in again) and uid <= HIGHEST_UID]

    def _is_chosen(self, envelope: Envelope) -> bool:
        is_wanted = self._wanted is None or self._wanted(envelope)
        return is_wanted and is_within(envelope, self._since)

    def _remember(self, folder: ImapFolder, mark: ServerMark) -> None:
        self._state[key_of(folder.raw)] = mark.as_json()


def _valid(mark: ServerMark | None, opened: Examined) -> ServerMark:
    """The mark, or a fresh one where the server counts anew.

    A mailbox that was restored from an old copy may keep its validity and give a UID once more.
    """
    if mark is None or mark.validity != opened.validity:
        return ServerMark(opened.validity)
    is_turned_back = 0 < opened.uid_next <= mark.uid and opened.uid_next < mark.uid_next
    return ServerMark(opened.validity) if is_turned_back else mark


def _is_unchanged(mark: ServerMark, opened: Examined) -> bool:
    """Whether nothing can have come since the folder was looked at to its end."""
    same = (mark.uid_next, mark.letters) == (opened.uid_next, opened.letters)
    return same and opened.uid_next > 0 and not mark.again


def _not_had(folder: ImapFolder, uid: int) -> Trouble:
    return Trouble(
        f"{folder.name}, UID {uid} is listed by the server but not given. The next look asks again."
    )
