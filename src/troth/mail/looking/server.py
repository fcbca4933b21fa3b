"""Looking into a mailbox on a server: EXAMINE, UID SEARCH, UID FETCH with PEEK, and no more."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from troth.mail.imap.answers import (
    HIGHEST_UID,
    BrokenOffError,
    ClosedError,
    DroppedError,
    Examined,
    Limits,
    RefusedError,
    SignedOutError,
)
from troth.mail.imap.explained import SignInError
from troth.mail.imap.fetching import Fetching
from troth.mail.imap.folders import ImapFolder
from troth.mail.imap.mailbox import Mailbox, open_mailbox
from troth.mail.looking.letters import Batch, Envelope, Trouble, Wanted, is_within
from troth.mail.looking.marks import FolderMarks, is_turned_back, is_unchanged
from troth.mail.looking.state import Marks, ServerMark
from troth.mail.looking.window import LIMITS, OnServer, Step, holds_sent
from troth.mail.places import SourceError

MOST_MISSING = 1_000
"""Letters of a folder that the server lists and does not give; of more, it is told as it is."""

MOST_BROKEN_OFF = 3
"""Letters that break the connection twice, borne in one look."""

NAMED = 5
"""UIDs that one sentence names."""


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
        mailbox = open_mailbox(text, password=password, limits=limits, with_statuses=True)
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
        self._marks = FolderMarks(mailbox, state)
        self._since = since
        self._wanted = wanted
        self._limits = limits
        self._fetching = Fetching(mailbox.session, limits)
        self._broken_off = 0

    def batches(self) -> Iterator[Batch]:
        """The new letters, folder after folder; the last batch holds none."""
        troubles: list[Trouble] = []
        if any(map(self._marks.may_resume, self._mailbox.chosen)):
            self._mailbox.session.resume()
        for folder in self._mailbox.chosen:
            try:
                yield from self._in_folder(folder)
            except (DroppedError, RefusedError, ClosedError) as error:
                troubles.append(interrupted(error, self._mailbox, folder))
                if isinstance(error, DroppedError):
                    break
        else:
            troubles += self._marks.tell_what_is_gone()
        yield Batch((), self._marks.state(), tuple(troubles))

    def _in_folder(self, folder: ImapFolder) -> Iterator[Batch]:
        # What a server tells of its folders is believed once it was seen to be true of one.
        if self._marks.is_checked and self._marks.is_told_unchanged(folder):
            return
        opened = self._fetching.examine(folder, self._marks.known(folder))
        mark = self._marks.opened(folder, opened)
        if is_turned_back(mark, opened):
            mark, opened = self._turned_back(folder, mark, opened)
        uids = [] if is_unchanged(mark, opened) else self._unseen(folder, mark, opened)
        for window in windows(uids, mark, size=self._limits.sizes):
            yield from self._in_window(folder, window)
        mark = self._marks.current(folder).to_its_end(opened, listed=uids)
        self._marks.keep(folder, mark)

    def _turned_back(
        self, folder: ImapFolder, mark: ServerMark, opened: Examined
    ) -> tuple[ServerMark, Examined]:
        """A UIDNEXT below what was read: the mailbox is an old copy, or the server is wrong.

        A mailbox that was restored from an old copy may keep its validity and give a UID once more:
        it is read afresh. Where it holds a letter that the UIDNEXT denies, that does not count.
        """
        there = self._fetching.uids(folder, since=None, above=opened.uid_next - 1)
        if there:
            return mark, opened._replace(uid_next=0)
        return self._marks.begin(folder, ServerMark(opened.validity)), opened

    def _unseen(self, folder: ImapFolder, mark: ServerMark, opened: Examined) -> list[int]:
        if opened.news is not None and mark == self._marks.before(folder) and not mark.again:
            return list(opened.news)
        above = min((mark.uid, *(uid - 1 for uid in mark.again)))
        found = self._fetching.uids(folder, since=self._since, above=above)
        again = frozenset(mark.again)
        return [uid for uid in found if (uid > mark.uid or uid in again) and uid <= HIGHEST_UID]

    def _in_window(self, folder: ImapFolder, window: Sequence[int]) -> Iterator[Batch]:
        is_sent = holds_sent(folder, self._mailbox.listed)
        there = OnServer(folder, is_sent=is_sent, fetching=self._fetching, limits=self._limits)
        try:
            for step in there.steps(window, is_chosen=self._is_chosen):
                yield self._stepped(folder, step)
        except BrokenOffError as error:
            yield self._passed_over(folder, window, error)

    def _stepped(self, folder: ImapFolder, step: Step) -> Batch:
        mark = self._marks.current(folder)
        # One that is missing for the first time may just have been deleted.
        troubles = _not_had(folder, [uid for uid in step.missing if uid in mark.again])
        mark = mark.after(step.looked_at, missing=step.missing)
        if len(mark.again) > MOST_MISSING:
            raise RefusedError("the server lists many letters that it does not give")
        return Batch(step.letters, self._marks.keep(folder, mark), troubles, len(step.looked_at))

    def _passed_over(
        self, folder: ImapFolder, window: Sequence[int], error: BrokenOffError
    ) -> Batch:
        """A letter that breaks the connection waits; among several it is sought at the next look.

        Raises the error where it must not be borne.
        """
        mark = self._marks.current(folder)
        self._broken_off += 1
        is_alone = len(window) == 1 or set(window) <= set(mark.again)
        if not is_alone:
            self._marks.keep(folder, mark._replace(careful=window[-1]))
        if not is_alone or self._broken_off > MOST_BROKEN_OFF:
            raise error
        state = self._marks.keep(folder, mark.after(window, missing=window))
        return Batch((), state, (_broken_off(folder, window, error),), len(window))

    def _is_chosen(self, envelope: Envelope) -> bool:
        is_wanted = self._wanted is None or self._wanted(envelope)
        return is_wanted and is_within(envelope, self._since)


def windows(uids: Sequence[int], mark: ServerMark, *, size: int) -> Iterator[Sequence[int]]:
    """What is asked for at a time: new letters in their order, then those once not given.

    Where a reply broke off twice at the last look, each letter that it may have been comes alone.
    """
    new = [uid for uid in uids if uid > mark.uid]
    alone = [uid for uid in new if uid <= mark.careful]
    again = [uid for uid in uids if uid <= mark.uid]
    yield from ([uid] for uid in alone)
    for several in (new[len(alone) :], again):
        for start in range(0, len(several), size):
            yield several[start : start + size]


def _not_had(folder: ImapFolder, uids: Sequence[int]) -> tuple[Trouble, ...]:
    if not uids:
        return ()
    if len(uids) == 1:
        them = f"UID {uids[0]} is listed by the server but not given"
    else:
        some = ", ".join(map(str, uids[:NAMED])) + (", ..." if len(uids) > NAMED else "")
        them = f"{len(uids)} letters (UIDs {some}) are listed by the server but not given"
    return (Trouble(f"{folder.name}, {them}. The next look asks again."),)


def _broken_off(folder: ImapFolder, uids: Sequence[int], error: BrokenOffError) -> Trouble:
    which = f"UID {uids[0]}" if len(uids) == 1 else f"UIDs {uids[0]} to {uids[-1]}"
    return Trouble(
        f"{folder.name}, {which} broke off the connection ({error}). The next look asks again."
    )
