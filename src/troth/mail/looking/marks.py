"""The marks of a server's folders during a look: which hold, which have moved, which are gone."""

from troth.mail.imap.answers import Examined, Known, Status
from troth.mail.imap.folders import ImapFolder
from troth.mail.imap.mailbox import Mailbox
from troth.mail.looking.letters import Trouble
from troth.mail.looking.renamed import renamed_from
from troth.mail.looking.state import NO_MARK, Marks, ServerMark, key_of, name_of, server_mark
from troth.mail.utf7 import decoded


class FolderMarks:
    """What is remembered of each folder, and how that goes with what the server tells now."""

    def __init__(self, mailbox: Mailbox, state: Marks) -> None:
        self.is_checked = False
        self._state = dict(state)
        self._current: dict[bytes, ServerMark] = {}
        self._before = {key: server_mark(stored) for key, stored in state.items()}
        self._listed = frozenset(key_of(folder.raw) for folder in mailbox.listed)
        self._statuses = mailbox.statuses

    def state(self) -> Marks:
        return dict(self._state)

    def before(self, folder: ImapFolder) -> ServerMark | None:
        """The mark with which the look began."""
        return self._before.get(key_of(folder.raw))

    def current(self, folder: ImapFolder) -> ServerMark:
        """The mark of a folder that was opened, as far as it was looked at."""
        return self._current[folder.raw]

    def begin(self, folder: ImapFolder, mark: ServerMark) -> ServerMark:
        """Go on from this mark, which is not to be remembered yet."""
        self._current[folder.raw] = mark
        return mark

    def keep(self, folder: ImapFolder, mark: ServerMark) -> Marks:
        """Remember the mark; the state with it."""
        self._state[key_of(folder.raw)] = self.begin(folder, mark).as_json()
        return self.state()

    def is_told_unchanged(self, folder: ImapFolder) -> bool:
        """Whether nothing is new there by what the server tells without opening it."""
        mark, told = self.before(folder), self._statuses.get(folder.raw)
        if mark is None or told is None or mark.is_gone or mark.validity != told.validity:
            return False
        return is_unchanged(mark, told)

    def may_resume(self, folder: ImapFolder) -> bool:
        """Whether it helps to open the folder with what is known of it."""
        return self.known(folder) is not None and not self.is_told_unchanged(folder)

    def known(self, folder: ImapFolder) -> Known | None:
        """What the server may be told of what is known, so that it tells what is new."""
        mark = self.before(folder)
        if mark is None or not (mark.validity and mark.modseq):
            return None
        return Known(mark.validity, mark.modseq, mark.uid)

    def opened(self, folder: ImapFolder, opened: Examined) -> ServerMark:
        """The mark of a folder that was opened; a fresh one where the server counts anew."""
        self._check(folder, opened)
        mark = self.before(folder) or self._moved_here(folder, opened)
        if mark is None or mark.validity != opened.validity:
            mark = ServerMark(opened.validity)
        return self.begin(folder, mark)

    def tell_what_is_gone(self) -> list[Trouble]:
        """Each folder that is no longer there, told once; it may come back under its name."""
        gone = {key: mark for key, mark in self._missing().items() if not mark.is_gone}
        for key, mark in gone.items():
            self._state[key] = mark._replace(is_gone=True).as_json()
        names = [decoded(name_of(key)) for key in sorted(gone)]
        return [
            Trouble(f"Folder {name} is no longer on the server. What was read there is kept.")
            for name in names
        ]

    def _check(self, folder: ImapFolder, opened: Examined) -> None:
        """Drop all that was told of the folders where the one that is opened is another."""
        told = self._statuses.get(folder.raw)
        if told is None or told[:3] != opened[:3]:
            self._statuses = {}
        self.is_checked = True

    def _moved_here(self, folder: ImapFolder, opened: Examined) -> ServerMark | None:
        key = renamed_from(opened, self._missing(), others=self._validities(but=folder))
        if key is None:
            return None
        mark = server_mark(self._state[key])
        self._state[key] = NO_MARK
        return mark

    def _missing(self) -> dict[str, ServerMark]:
        """The marks of folders that are not listed."""
        marks = ((key, server_mark(self._state[key])) for key in self._state.keys() - self._listed)
        return {key: mark for key, mark in marks if mark}

    def _validities(self, *, but: ImapFolder) -> list[int]:
        """How all folders count that are there, but for one."""
        told = [status.validity for raw, status in self._statuses.items() if raw != but.raw]
        there = self._listed - {key_of(but.raw)}
        marks = (server_mark(self._state.get(key)) for key in there)
        return told + [mark.validity for mark in marks if mark]


def is_unchanged(mark: ServerMark, told: Examined | Status) -> bool:
    """Whether nothing can have come since the folder was looked at to its end.

    Flags that changed bring no letter. Where the changes are counted from lower again, or the next
    UID is not told, nobody knows.
    """
    same = (mark.uid_next, mark.letters) == (told.uid_next, told.letters)
    is_back = told.modseq < mark.modseq
    return same and told.uid_next > 0 and not is_back and not mark.again


def is_turned_back(mark: ServerMark, opened: Examined) -> bool:
    """Whether the server would give UIDs once more that were read already."""
    return 0 < opened.uid_next <= mark.uid and opened.uid_next < mark.uid_next
