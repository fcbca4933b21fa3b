"""What is new in a mailbox since the last look. Nothing there is ever changed.

A look gives new letters in batches, and with each batch the state to go on from: a stop in
between loses nothing and repeats nothing of what was stored.
"""

from collections.abc import Callable, Iterator
from datetime import date

from troth.mail.looking.census import Census, FolderCount, counts
from troth.mail.looking.disk import look_on_disk
from troth.mail.looking.letters import Batch, Envelope, Seen, Trouble, Wanted
from troth.mail.looking.proposals import ProposedClient, ProposedOwner
from troth.mail.looking.state import Marks as State
from troth.mail.sources import IMAP_SCHEME

__all__ = [
    "Batch",
    "Census",
    "Envelope",
    "FolderCount",
    "ProposedClient",
    "ProposedOwner",
    "Seen",
    "State",
    "Trouble",
    "Wanted",
    "counts",
    "look",
]


def look(
    source: str,
    state: State,
    *,
    password: Callable[[str], str],
    since: date | None = None,
    wanted: Wanted | None = None,
) -> Iterator[Batch]:
    """The letters at `source` that `state` does not know, a batch at a time, without raising.

    `source` is a path or an imaps:// address, `state` what the last batch brought, {} at first.
    Only letters sent on `since` or later for which `wanted` says yes are given, and of others no
    more than a few header fields is read; whoever changes either of the two begins with {} again.
    `password` is called with the account's name when a server is to be asked.
    """
    if IMAP_SCHEME.match(source):
        from troth.mail.looking.server import look_on_server  # noqa: PLC0415  # a tenth of a second

        return look_on_server(source, state, password=password, since=since, wanted=wanted)
    return look_on_disk(source, state, since=since, wanted=wanted)
