"""Erased words leave SQLite's index for good.

# Note [What FTS5 leaves behind]
FTS5 never changes what it has written. What is taken out is written down as taken out, and both go
when the parts of the index that hold them are merged; SQLite before 3.42 has no way to say that at
once. A whole merge of an index over a million texts (0.5 GB) takes 10 s of a processor, which
nobody may have to wait for: it is done in small steps, each a transaction of its own. SQLite
overwrites the pages that fall free (`secure_delete`).
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from troth.search.models import Leftover
from troth.web.journal import leave_no_copy

PAGES = 200
"""Pages of the index that one step writes: a tenth of a second, in which nobody else writes."""


def tidy(*, while_true: Callable[[], bool]) -> bool:
    """Merge the index until nothing erased is left in it; False where it was stopped before.

    Whoever stops it, or kills it, finds what is left at the next call.
    """
    for leftover in Leftover.objects.all():
        while _step():
            if not while_true():
                return False
        _over(leftover)
    return True


@transaction.atomic
def _step() -> bool:
    """Write some pages; whether there was anything to write."""
    with connection.cursor() as cursor:
        before = _changes(cursor)
        cursor.execute(
            "INSERT INTO search_index(search_index, rank) VALUES ('merge', %s)", [-PAGES]
        )
        return _changes(cursor) - before >= 2


def _changes(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    (count,) = cursor.fetchone()
    return int(count)


@transaction.atomic
def _over(leftover: Leftover) -> None:
    """Nothing is left, unless something was erased meanwhile."""
    Leftover.objects.filter(pk=leftover.pk, times=leftover.times).delete()
    leave_no_copy()
