"""What a mailbox holds, before anything of it is taken in: how many letters, and which clients.

Only headers are asked for, and nothing is kept.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from troth.mail.looking.glance import Glance, Notes, glances_on_disk
from troth.mail.looking.letters import Trouble, is_within
from troth.mail.looking.proposals import Correspondence, ProposedClient, ProposedOwner
from troth.mail.sources import IMAP_SCHEME

Progress = Callable[[int, int | None], None]
"""Called with how many letters were looked at, and of how many, where that is known."""


@dataclass(slots=True)
class FolderCount:
    """How many letters a folder holds, and how many of them are of which year."""

    name: str
    is_sent: bool
    letters: int = 0
    by_year: Counter[int] = field(default_factory=Counter)


class Census(NamedTuple):
    """What a mailbox holds.

    `clients` come with the busiest first, those whom I wrote to and who wrote to me before all
    others. A letter that lies in two folders counts once there and twice in `total`. `me` are the
    addresses that were taken for the owner's, `owners` those that may be. `unreadable` letters
    name no sender or no date, or could not be had. `left_out` are folders of drafts and the like.
    """

    total: int
    folders: tuple[FolderCount, ...]
    by_year: dict[int, int]
    clients: tuple[ProposedClient, ...]
    owners: tuple[ProposedOwner, ...]
    me: frozenset[str]
    unreadable: int
    left_out: tuple[str, ...]
    troubles: tuple[Trouble, ...]


def counts(
    source: str,
    *,
    password: Callable[[str], str],
    me: Collection[str] = (),
    since: date | None = None,
    progress: Progress | None = None,
) -> Census:
    """Count what is at `source`, a path or an imaps:// address, without raising.

    `me` are the owner's addresses; where none is given, the likeliest are taken.
    """
    notes = Notes([], [])
    folders: dict[str, FolderCount] = {}
    letters = Correspondence()
    unreadable = looked_at = 0
    for glance in _glances(source, password=password, since=since, notes=notes):
        folder = folders.setdefault(glance.folder, FolderCount(glance.folder, glance.is_sent))
        unreadable += glance.unread + _take(glance, folder, letters, since=since)
        looked_at += len(glance.envelopes) + glance.unread
        if progress:
            progress(looked_at, glance.total)
    mine = frozenset(me) or letters.likeliest_me(account=_account(source))
    return Census(
        total=sum(folder.letters for folder in folders.values()),
        folders=tuple(folders.values()),
        by_year=dict(sorted(sum((it.by_year for it in folders.values()), Counter()).items())),
        clients=letters.clients(me=mine),
        owners=letters.owners(),
        me=mine,
        unreadable=unreadable,
        left_out=tuple(notes.left_out),
        troubles=tuple(notes.troubles),
    )


def _take(
    glance: Glance, folder: FolderCount, letters: Correspondence, *, since: date | None
) -> int:
    """Count the letters of a glance; how many of them are unreadable."""
    unreadable = 0
    folder.letters += glance.unread
    for envelope in glance.envelopes:
        if not is_within(envelope, since):
            continue
        folder.letters += 1
        if envelope.sent_at:
            folder.by_year[envelope.sent_at.year] += 1
        if envelope.is_readable:
            letters.add(envelope, is_sent=glance.is_sent)
        else:
            unreadable += 1
    return unreadable


def _glances(
    source: str, *, password: Callable[[str], str], since: date | None, notes: Notes
) -> Iterator[Glance]:
    if IMAP_SCHEME.match(source):
        from troth.mail.looking.glance_server import glances_at_server  # noqa: PLC0415  # seldom needed

        return glances_at_server(source, password=password, since=since, notes=notes)
    return glances_on_disk(source, notes)


def _account(source: str) -> str:
    """The name that a person signs in with, where it is an address."""
    if not IMAP_SCHEME.match(source):
        return ""
    user = unquote(urlsplit(source).username or "").lower()
    return user if "@" in user else ""
