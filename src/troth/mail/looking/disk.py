"""Looking into what lies on disk: a Maildir, an mbox, a folder of letters, or a tree of them."""

from collections.abc import Iterator
from datetime import date

from troth.mail.looking.letters import (
    Batch,
    Envelope,
    Seen,
    Trouble,
    Wanted,
    as_it_is_read,
    envelope_of,
    header_of,
    is_within,
)
from troth.mail.looking.state import Marks
from troth.mail.looking.tree import OnDisk, Tree
from troth.mail.places import Place, SourceError

BATCH_LETTERS = 200
"""After so many letters the state may be stored, the wanted and the others together."""
HEAD_BYTES = 16 * 1024
HEADER_BYTES = 256 * 1024
"""More of a header is not read by `pure.letter` either."""


def look_on_disk(
    path: str, state: Marks, *, since: date | None, wanted: Wanted | None
) -> Iterator[Batch]:
    """The new letters at `path`, in batches."""
    try:
        tree = Tree(path, state)
    except SourceError as error:
        yield Batch((), state, (Trouble(str(error)),))
        return
    letters: list[Seen] = []
    looked_at = 0
    for found in tree.unseen():
        envelope = envelope_at(found, tree)
        if envelope and is_within(envelope, since) and (wanted is None or wanted(envelope)):
            letters.append(Seen(found.place, found.folder, found.is_sent, None, envelope))
        looked_at += 1
        if looked_at == BATCH_LETTERS:
            yield Batch(tuple(letters), tree.state(), tree.told(), looked_at)
            letters, looked_at = [], 0
    tree.finish()
    yield Batch(tuple(letters), tree.state(), tree.told(), looked_at)


def envelope_at(found: OnDisk, tree: Tree) -> Envelope | None:
    """What the letter's header says; the letter is remembered unless it could not be read.

    None, and no trouble, where it was moved or deleted since its folder was listed.
    """
    try:
        envelope = _envelope(found.place)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        tree.tell_unread(found.place, error)
        return None
    found.remember()
    return envelope


def _envelope(place: Place) -> Envelope:
    raw = place.read(HEAD_BYTES)
    header = header_of(raw)
    if header is None and len(raw) == HEAD_BYTES:
        raw = place.read(HEADER_BYTES)
        header = header_of(raw)
    header = raw if header is None else header
    return as_it_is_read(place.read(HEADER_BYTES)) if _ends_oddly(raw) else envelope_of(header)


def _ends_oddly(raw: bytes) -> bool:
    """Whether a line ends in CR alone: then where the header ends is a matter of opinion."""
    return raw.rstrip(b"\r").count(b"\r") != raw.count(b"\r\n")
