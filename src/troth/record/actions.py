"""What may be done to the record besides appending: erase the words beside an entry."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from troth.record.models import Words
from troth.record.searching import row_of
from troth.search.actions import forget


@transaction.atomic
def erase_words(entries: Iterable[int], *, at: datetime) -> int:
    """Erase the text and the salt beside `entries`; how many held any. The entries stay.

    In the search they are not found any more.
    """
    entries = list(entries)
    forget(map(row_of, entries))
    held = Words.objects.filter(entry_id__in=entries, erased_at=None)
    return held.update(text="", salt=None, erased_at=at)
