"""Appending to the record. Every action does it, in its own transaction."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from troth.pure.chain import GENESIS, Line, canonical, digest_of, link
from troth.record.models import Entry, Head, Words
from troth.record.searching import let_entry_be_found

SALT_BYTES = 16


class NoTransactionError(Exception):
    """An entry was appended outside a transaction: what it tells of could be lost without it."""


def append(  # noqa: PLR0913  # who, when, what, about whom, by reference, and the text beside it
    kind: str,
    *,
    practice: UUID,
    client: UUID | None,
    by: UUID | None,
    at: datetime,
    about: UUID | None = None,
    facts: Mapping[str, object] | None = None,
    text: str = "",
) -> Entry:
    """Append one entry to the client's chain, or to the practice's where `client` is None.

    `facts` holds references, days and whole numbers; what somebody said or wrote is `text`. Raises
    NoTransactionError.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransactionError(f"{kind} must be appended inside its action's transaction.")
    head = _locked_head(client or practice, practice=practice)
    salt = os.urandom(SALT_BYTES) if text else b""
    line = Line(
        chain=str(head.chain),
        seq=head.seq + 1,
        at=at,
        by=str(by or ""),
        kind=kind,
        about=str(about or ""),
        facts=canonical(dict(facts or {})),
        text_digest=digest_of(text, salt=salt) if text else b"",
    )
    entry = _written(line, head, practice=practice, by=by, about=about)
    if text:
        Words.objects.create(entry=entry, salt=salt, text=text)
        let_entry_be_found(entry, text)
    return entry


class Owned(Protocol):
    """A row that belongs to a practice."""

    pk: Any
    practice_id: UUID


class OfClient(Owned, Protocol):
    """A row that belongs to a client of a practice, or to none of them."""

    @property
    def client_id(self) -> UUID | None: ...


class Someone(Protocol):
    """Who did it."""

    pk: Any


def append_about(  # noqa: PLR0913  # as `append`
    row: OfClient,
    kind: str,
    *,
    by: Someone | None,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    text: str = "",
) -> Entry:
    """Append one entry about a row, to the chain of the client that it belongs to: `append`.

    Where it belongs to none, that is the practice's.
    """
    return append(
        kind,
        practice=row.practice_id,
        client=row.client_id,
        by=by.pk if by else None,
        at=at,
        about=row.pk,
        facts=facts,
        text=text,
    )


def append_own(  # noqa: PLR0913  # as `append`
    row: Owned,
    kind: str,
    *,
    by: Someone | None,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    text: str = "",
) -> Entry:
    """Append one entry about a row, to the practice's own chain: `append`.

    It is for what no client is told.
    """
    return append(
        kind,
        practice=row.practice_id,
        client=None,
        by=by.pk if by else None,
        at=at,
        about=row.pk,
        facts=facts,
        text=text,
    )


def _locked_head(chain: UUID, *, practice: UUID) -> Head:
    """The chain's end, held until the transaction ends, so that chains never fork."""
    Head.objects.bulk_create(
        [Head(chain=chain, practice=practice, seq=0, hash=GENESIS)], ignore_conflicts=True
    )
    return Head.objects.select_for_update().get(chain=chain)


def _written(
    line: Line, head: Head, *, practice: UUID, by: UUID | None, about: UUID | None
) -> Entry:
    previous = bytes(head.hash)
    entry = Entry.objects.create(
        practice=practice,
        chain=head.chain,
        seq=line.seq,
        at=line.at,
        by=by,
        kind=line.kind,
        about=about,
        facts=line.facts,
        text_digest=line.text_digest or None,
        previous=previous,
        hash=link(line, previous=previous),
    )
    head.seq, head.hash, head.latest = entry.seq, entry.hash, entry.pk
    head.save(update_fields=("seq", "hash", "latest"))
    return entry
