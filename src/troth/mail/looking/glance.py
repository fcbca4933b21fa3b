"""The envelopes of everything on disk, without a single letter."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from troth.mail.looking.disk import BATCH_LETTERS, envelope_at
from troth.mail.looking.letters import Envelope, Trouble
from troth.mail.looking.tree import Tree
from troth.mail.places import SourceError


class Glance(NamedTuple):
    """The envelopes of some letters of a folder; `unread` more could not be had.

    `total` is how many letters there are in the whole mailbox, where that is known.
    """

    folder: str
    is_sent: bool
    envelopes: Sequence[Envelope] = ()
    unread: int = 0
    total: int | None = None


class Notes(NamedTuple):
    """What is told besides, while glances are taken."""

    left_out: list[str]
    troubles: list[Trouble]


def glances_on_disk(path: str, notes: Notes) -> Iterator[Glance]:
    """What the headers of all letters say, some at a time."""
    try:
        tree = Tree(path, {})
    except SourceError as error:
        notes.troubles.append(Trouble(str(error)))
        return
    # Each is read before the next one is asked for: an mbox goes on only behind what was read.
    read = ((it.folder, it.is_sent, envelope_at(it, tree)) for it in tree.unseen())
    while some := list(islice(read, BATCH_LETTERS)):
        unread, tree.unread = tree.unread, 0
        for (folder, is_sent), letters in groupby(some, key=lambda it: it[:2]):
            envelopes = [envelope for *_, envelope in letters if envelope]
            yield Glance(folder, is_sent, envelopes, unread=unread)
            unread = 0
    notes.troubles.extend(tree.told())
    notes.left_out.extend(tree.left_out)
