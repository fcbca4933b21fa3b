"""Keeping texts so that they can be found, and letting them be found no more.

None of it is an event of the practice: whoever calls tells the record what it was for. All of it is
done in the caller's transaction: what is erased there is not found from then on.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from troth.search.models import Filled, Leftover, Scope, Text
from troth.search.newest import ids_at
from troth.search.queries import ids_of_client
from troth.search.rows import Kept, folded, text_of
from troth.web.journal import leave_no_copy

__all__ = ["Kept", "begin_anew", "drop", "forget", "forget_client", "keep", "leave_client"]

Some = TypeVar("Some")

BATCH = 1_000
"""Rows of one statement."""


@transaction.atomic(savepoint=False)
def keep(texts: Iterable[Kept], *, practice: UUID) -> int:
    """Let these texts be found, each instead of what was kept of its row; how many are new.

    The same once more changes nothing.
    """
    wanted = list({(it.row, it.kind): it for it in texts}.values())
    codes = _codes({practice, *(client for it in wanted for client in it.clients)})
    fresh = _changed([text_of(it, practice, codes) for it in wanted])
    _insert(fresh)
    return len(fresh)


def drop(rows: Iterable[UUID]) -> int:
    """Let the texts of these rows be found no more; how many there were."""
    return sum(Text.objects.filter(row__in=some).delete()[0] for some in _batches(list(rows)))


@transaction.atomic(savepoint=False)
def forget(rows: Iterable[UUID]) -> int:
    """Erase every text that is kept of these rows; how many there were.

    From the end of the transaction on none is found, and none stands in a table or in SQLite's
    journal. Single words of them, without what stood around them, lie in older parts of SQLite's
    index until `tidying.tidy` has run, which the worker sees to. PostgreSQL drops what is old when
    it vacuums.
    """
    gone = drop(rows)
    if gone:
        _leave_to_tidy()
    return gone


@transaction.atomic
def forget_client(client: UUID) -> int:
    """Erase the texts of this client alone, and of the others that they are the client's too."""
    scope = Scope.objects.filter(owner=client).first()
    if scope is None:
        return 0
    ids = ids_of_client(scope.code)
    for some in _batches(ids):
        shared = [it for it in Text.objects.filter(pk__in=some) if len(it.scopes) > 2]
        for it in shared:
            _leave(it, scope.code)
        Text.objects.filter(pk__in=set(some) - {it.pk for it in shared}).delete()
    if ids:
        _leave_to_tidy()
    return len(ids)


@transaction.atomic
def begin_anew(practice: UUID) -> None:
    """Drop all texts of a practice; the worker fills the search again from what is there."""
    Text.objects.filter(practice=practice).delete()
    Filled.objects.filter(practice=practice).delete()


@transaction.atomic
def leave_client(client: UUID, *, but: str, most: int = BATCH) -> int:
    """Drop some of a client's texts, which are another's now, but of one kind; how many."""
    scope = Scope.objects.filter(owner=client).first()
    texts = Text.objects.filter(pk__in=ids_of_client(scope.code) if scope else []).exclude(kind=but)
    gone: int = Text.objects.filter(pk__in=texts.values_list("pk", flat=True)[:most]).delete()[0]
    return gone


def _codes(owners: set[UUID]) -> dict[UUID, str]:
    known = {it.owner: it.code for it in Scope.objects.filter(owner__in=owners)}
    new = owners - known.keys()
    if new:
        Scope.objects.bulk_create([Scope(owner=it) for it in new], ignore_conflicts=True)
        known |= {it.owner: it.code for it in Scope.objects.filter(owner__in=new)}
    return known


def _changed(texts: Sequence[Text]) -> list[Text]:
    """Without those that are kept so already; those that are kept otherwise are dropped first."""
    known = {(it.row, it.kind): it for it in Text.objects.filter(row__in=[it.row for it in texts])}
    fresh = [it for it in texts if not _is_same(it, known.get((it.row, it.kind)))]
    old = [known[it.row, it.kind].pk for it in fresh if (it.row, it.kind) in known]
    Text.objects.filter(pk__in=old).delete()
    return fresh


def _insert(texts: list[Text]) -> None:
    """Insert all that nobody else has inserted; who finds their id taken gets another."""
    left = [(it, ids_at(it.at)) for it in texts]
    taken: set[int] = set()
    while left:
        for it, ids in left:
            it.pk = next(pk for pk in ids if pk not in taken)
            taken.add(it.pk)
        Text.objects.bulk_create([it for it, _ in left], ignore_conflicts=True)
        there = Text.objects.filter(row__in=[it.row for it, _ in left])
        known = set(there.values_list("row", "kind"))
        left = [(it, ids) for it, ids in left if (it.row, it.kind) not in known]


def _is_same(text: Text, known: Text | None) -> bool:
    return known is not None and all(
        getattr(text, name) == getattr(known, name)
        for name in ("scopes", "title", "people", "words", "about", "folded")
    )


def _leave(text: Text, code: str) -> None:
    text.scopes = [it for it in text.scopes if it != code]
    text.folded = folded(text.kind, (text.title, text.people, text.words), scopes=text.scopes)
    text.save(update_fields=("scopes", "folded"))


def _leave_to_tidy() -> None:
    """What is needed for `tidy` to know that there is something to do."""
    leave_no_copy()
    if connection.vendor == "sqlite" and not Leftover.objects.update(times=F("times") + 1):
        Leftover.objects.create()


def _batches(rows: Sequence[Some]) -> Iterator[Sequence[Some]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
