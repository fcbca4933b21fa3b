"""Finding texts: the newest first, in one scope.

# Note [Few or many]
PostgreSQL's index knows no order. Where few texts match, all are taken from it and sorted; where
many do, the newest texts are read one after the other until enough match. PostgreSQL guesses which
it is, wrongly for most words, and then reads a million texts. So the matches are counted, to a
limit: behind the word MATERIALIZED the index is used, and behind the words IS TRUE it is not.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from troth.search import matching
from troth.search.asking import Asked
from troth.search.models import Scope, Text
from troth.search.newest import first_id
from troth.web.prepared import Prepared

MOST = 20
"""Texts on a page."""

_SQLITE = """SELECT rowid FROM search_index
    WHERE search_index MATCH %s AND rowid >= %s AND rowid < %s
    ORDER BY rowid DESC LIMIT %s"""

MANY = 5_000
"""Matches up to which they are few. See Note [Few or many]."""

_FEW = f"""WITH found AS MATERIALIZED
    (SELECT id FROM search_text WHERE tokens @@ %s::tsquery AND id >= %s AND id < %s LIMIT {MANY})
    SELECT id, (SELECT count(*) FROM found) FROM found ORDER BY id DESC LIMIT %s"""  # noqa: S608
_MANY = """SELECT id FROM search_text
    WHERE (tokens @@ %s::tsquery) IS TRUE AND id >= %s AND id < %s ORDER BY id DESC LIMIT %s"""

_FIRST, _END = 0, (1 << 63) - 1


class Within(NamedTuple):
    """Where to look: a practice, or one client of it; of these kinds, all where there are none.

    `is_alone` leaves out what is another client's too: behind the curtain it is not shown. `since`
    and `until` are instants of whole minutes, the end exclusive.
    """

    practice: UUID
    client: UUID | None = None
    is_alone: bool = False
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


class Hit(NamedTuple):
    """A text that was found. `clients` are those whose text it is, `at` is when it was."""

    clients: tuple[UUID, ...]
    kind: str
    row: UUID
    about: UUID | None
    at: datetime
    title: str
    people: str
    words: str


class Page(NamedTuple):
    """Some texts, the newest first; `before` is where to go on, None at the end."""

    hits: tuple[Hit, ...] = ()
    before: int | None = None


def find(asked: Asked, within: Within, *, most: int = MOST, before: int | None = None) -> Page:
    """The newest texts that have what was asked. `before` is a page's. Three queries, or four."""
    code = None if asked.is_empty else _code(within.client or within.practice)
    if code is None:
        return Page()
    ids = _ids(asked, within, code=code, most=most + 1, before=before)
    known = {code: within.client} if within.client else {}
    hits = _hits(ids[:most], within.practice, known=known)
    return Page(hits, ids[most - 1] if len(ids) > most else None)


def ids_of_client(code: str) -> list[int]:
    """All texts of the client whose scope has this code."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = matching.sqlite(Asked(), scope=code, kinds=())
            cursor.execute(_SQLITE, [match, _FIRST, _END, _END])
        else:
            match = matching.postgresql(Asked(), scope=code, kinds=())
            cursor.execute("SELECT id FROM search_text WHERE tokens @@ %s::tsquery", [match])
        return [pk for (pk,) in cursor.fetchall()]


_SCOPE = Prepared(lambda owner: Scope.objects.filter(owner=owner).values_list("pk"), owner=UUID)


def _code(owner: UUID) -> str | None:
    return next((Scope(pk=pk).code for (pk,) in _SCOPE(owner=owner)), None)


def _ids(
    asked: Asked, within: Within, *, code: str, most: int, before: int | None
) -> Sequence[int]:
    alone = matching.SHARED if within.is_alone else ""
    first = first_id(within.since) if within.since else _FIRST
    end = min(first_id(within.until) if within.until else _END, _END if before is None else before)
    if connection.vendor == "sqlite":
        scope = code if within.client else matching.PADDING + code
        match = matching.sqlite(asked, scope=scope, kinds=within.kinds, alone=alone)
        return [pk for (pk,) in _rows(_SQLITE, match, first, end, most)]
    match = matching.postgresql(asked, scope=code, kinds=within.kinds, alone=alone)
    found = _rows(_FEW, match, first, end, most)
    if found and found[0][1] == MANY:
        found = _rows(_MANY, match, first, end, most)
    return [pk for pk, *_ in found]


def _rows(statement: str, *values: str | int) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


_COLUMNS = ("scopes", "kind", "row", "about", "at", "title", "people", "words")


def _hits(ids: Sequence[int], practice: UUID, *, known: Mapping[str, UUID]) -> tuple[Hit, ...]:
    if not ids:
        return ()
    rows = Text.objects.filter(pk__in=ids, practice=practice).order_by("-at", "-pk")
    found = list(rows.values_list(*_COLUMNS))
    codes = {code for scopes, *_ in found for code in scopes[1:]}
    owners = {**known, **_owners(codes - known.keys())}
    return tuple(Hit(tuple(owners[it] for it in scopes[1:]), *told) for scopes, *told in found)


def _owners(codes: set[str]) -> dict[str, UUID]:
    if not codes:
        return {}
    scopes = Scope.objects.filter(pk__in=[Scope.number(code) for code in codes])
    return {it.code: it.owner for it in scopes}
