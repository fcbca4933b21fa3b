"""The envelopes of everything on a server, without a single letter."""

from collections.abc import Callable, Iterator
from datetime import date

from troth.mail.imap.answers import ClosedError, DroppedError, Limits, RefusedError
from troth.mail.imap.fetching import Fetching
from troth.mail.imap.mailbox import Mailbox, open_mailbox
from troth.mail.looking.glance import Glance, Notes
from troth.mail.looking.server import interrupted, not_opened
from troth.mail.looking.window import LIMITS, OnServer, holds_sent
from troth.mail.places import SourceError


def glances_at_server(
    text: str,
    *,
    password: Callable[[str], str],
    since: date | None,
    notes: Notes,
    limits: Limits = LIMITS,
) -> Iterator[Glance]:
    """What the headers of all letters say, folder after folder."""
    try:
        mailbox = open_mailbox(text, password=password, limits=limits)
    except SourceError as error:
        notes.troubles.append(not_opened(error))
        return
    notes.left_out.extend(mailbox.left_out)
    try:
        yield from _in_folders(mailbox, since=since, notes=notes, limits=limits)
    finally:
        mailbox.session.close()


def _in_folders(
    mailbox: Mailbox, *, since: date | None, notes: Notes, limits: Limits
) -> Iterator[Glance]:
    fetching = Fetching(mailbox.session, limits)
    counted = _counted(mailbox, fetching, since=since, notes=notes)
    total = sum(map(len, counted.values()))
    for folder in mailbox.chosen:
        if folder.raw in counted:
            is_sent = holds_sent(folder, mailbox.listed)
            there = OnServer(folder, is_sent=is_sent, fetching=fetching, limits=limits)
            try:
                yield from _in_folder(there, counted[folder.raw], total=total, size=limits.sizes)
            except (DroppedError, RefusedError, ClosedError) as error:
                notes.troubles.append(interrupted(error, mailbox, folder))
                if isinstance(error, DroppedError):
                    return


def _in_folder(there: OnServer, uids: list[int], *, total: int, size: int) -> Iterator[Glance]:
    yield Glance(there.name, there.is_sent, total=total)
    for start in range(0, len(uids), size):
        window = uids[start : start + size]
        envelopes = [each.envelope for each in there.envelopes(window).values()]
        unread = len(window) - len(envelopes)
        yield Glance(there.name, there.is_sent, envelopes, unread=unread, total=total)


def _counted(
    mailbox: Mailbox, fetching: Fetching, *, since: date | None, notes: Notes
) -> dict[bytes, list[int]]:
    """The UIDs in each folder that can be searched."""
    found: dict[bytes, list[int]] = {}
    for folder in mailbox.chosen:
        try:
            found[folder.raw] = fetching.uids(folder, since=since)
        except (DroppedError, RefusedError, ClosedError) as error:
            notes.troubles.append(interrupted(error, mailbox, folder))
            if isinstance(error, DroppedError):
                break
    return found
