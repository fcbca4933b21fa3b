"""What of the record can be searched: the words of entries that stand nowhere else."""

from uuid import UUID

from django.db import transaction

from troth.record.models import Entry, Words
from troth.search.actions import Kept, keep
from troth.search.models import Filled

KIND = "entry"
"""What the search calls the words of an entry."""

SAID_ELSEWHERE = frozenset(
    """note.written win.written draft.made draft.edited letter.put finding.dismissed proposal.made
    promise.confirmed promise.already_done promise.written_down
    ask.confirmed ask.already_done ask.written_down
    need.confirmed need.already_done need.written_down""".split()
)
"""Kinds of entries whose words are a letter's, a note's or a promise's: they are found there."""

BATCH = 500


def row_of(entry: int) -> UUID:
    """What the search knows an entry by."""
    return UUID(int=entry)


def let_entry_be_found(entry: Entry, text: str) -> None:
    """Let the words of an entry of a client's chain be found, in the transaction that appends it.

    The practice's own chain has no page that shows it, and names what is one member's only: what
    they are called by their mailboxes is not a colleague's to find.
    """
    if entry.chain != entry.practice and entry.kind not in SAID_ELSEWHERE:
        keep([_kept(entry, text)], practice=entry.practice)


@transaction.atomic
def let_entries_be_found(practice: UUID) -> bool:
    """Let some more entries be found that were there before the search was; False at the end."""
    filled, _ = Filled.objects.select_for_update().get_or_create(practice=practice)
    entries = Entry.objects.filter(practice=practice, pk__gt=filled.entries).order_by("pk")
    some = list(entries.select_related("words")[:BATCH])
    keep(
        [_kept(it, words) for it in some if (words := _words(it))],
        practice=practice,
    )
    if some:
        filled.entries = some[-1].pk
        filled.save(update_fields=("entries",))
    return len(some) == BATCH


def _words(entry: Entry) -> str:
    if entry.chain == entry.practice or entry.kind in SAID_ELSEWHERE:
        return ""
    words: Words | None = getattr(entry, "words", None)
    return words.text if words is not None else ""


def _kept(entry: Entry, text: str) -> Kept:
    return Kept(KIND, row_of(entry.pk), (entry.chain,), entry.at, text, about=entry.about)
