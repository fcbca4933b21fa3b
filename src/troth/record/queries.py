"""Reading the record."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from troth.pure.chain import GENESIS, Break, Line, Verified, is_text_of, verify
from troth.record.checking import follow_all
from troth.record.models import Entry, Head, Words

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a page tells it; `text` is None where it was erased, "" where there was none."""

    seq: int
    at: datetime
    by: UUID | None
    kind: str
    facts: dict[str, Any]
    text: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one chain gave."""

    chain: UUID
    result: Verified


def about(row: UUID, *, practice: UUID, most: int = 100) -> list[Told]:
    """The latest entries about a row of the practice, newest first."""
    entries = Entry.objects.filter(about=row, practice=practice).order_by("-id")
    return [_told(entry) for entry in entries.select_related("words")[:most]]


def of_chain(chain: UUID, *, practice: UUID, most: int, before: int | None = None) -> list[Told]:
    """The latest entries of a chain, newest first; `before` is the number to go on from."""
    entries = Entry.objects.filter(chain=chain, practice=practice)
    if before is not None:
        entries = entries.filter(seq__lt=before)
    return [_told(entry) for entry in entries.order_by("-seq").select_related("words")[:most]]


def kinds_of(entries: Iterable[int]) -> dict[int, str]:
    """What each of these entries tells, by its kind."""
    return dict(Entry.objects.filter(pk__in=list(entries)).values_list("pk", "kind"))


def head(chain: UUID) -> tuple[int, bytes]:
    """The number and the hash of a chain's last entry: what a witness keeps."""
    held = Head.objects.filter(chain=chain).first()
    return (held.seq, bytes(held.hash)) if held else (0, bytes(32))


def numbers(chains: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the last entry of each chain that has one."""
    return dict(Head.objects.filter(chain__in=chains).values_list("chain", "seq"))


def chains(practice: UUID) -> list[UUID]:
    return list(
        Head.objects.filter(practice=practice).order_by("chain").values_list("chain", flat=True)
    )


def check_all(chains: Iterable[UUID]) -> Iterator[Checked]:
    """`check` for each of these chains, in one pass over the whole record.

    What the pass finds whole is whole; of every other chain `check` says what is wrong.
    """
    wanted = list(chains)
    if not wanted:
        return
    heads = {it.chain: (it.seq, bytes(it.hash)) for it in Head.objects.all()}
    followed = follow_all()
    for chain in wanted:
        after, end = followed.ends.get(chain.hex, (1, GENESIS))
        if followed.is_whole(chain.hex) and heads.get(chain) == (after - 1, end):
            yield Checked(chain, Verified(after - 1, end, None))
        else:
            yield check(chain)


def check(chain: UUID, *, witness: tuple[int, bytes] | None = None) -> Checked:
    """Whether a chain is whole, its texts match their digests, and its head is the last entry."""
    result = verify(_lines(chain), witness=witness)
    if result.broken is None:
        altered = _altered_text(chain) or _lost_text(chain)
        result = result._replace(broken=altered or _other_head(chain, result))
    return Checked(chain, result)


def _lines(chain: UUID) -> Iterator[tuple[Line, bytes, bytes]]:
    fields = ("seq", "at", "by", "kind", "about", "facts", "text_digest", "previous", "hash")
    rows = Entry.objects.filter(chain=chain).order_by("seq").values_list(*fields)
    name = str(chain)
    for seq, at, by, kind, about_row, facts, digest, previous, held in rows.iterator(CHUNK):
        line = Line(
            name, seq, at, str(by or ""), kind, str(about_row or ""), facts, bytes(digest or b"")
        )
        yield line, bytes(previous), bytes(held)


def _altered_text(chain: UUID) -> Break | None:
    held: QuerySet[Words] = Words.objects.filter(entry__chain=chain, erased_at=None)
    rows = held.order_by("entry__seq").values_list(
        "entry__seq", "entry__text_digest", "text", "salt"
    )
    for seq, digest, text, salt in rows.iterator(CHUNK):
        if not is_text_of(bytes(digest or b""), text, salt=bytes(salt or b"")):
            return Break(seq, "the text beside it was altered")
    return None


def _lost_text(chain: UUID) -> Break | None:
    """A text that was erased leaves its row behind, which says when."""
    told = Entry.objects.filter(chain=chain, text_digest__isnull=False, words=None)
    seq = told.order_by("seq").values_list("seq", flat=True).first()
    return None if seq is None else Break(seq, "the text beside it is gone and was not erased")


def _other_head(chain: UUID, result: Verified) -> Break | None:
    seq, held = head(chain)
    if (seq, held) == (result.entries, result.head):
        return None
    return Break(result.entries + 1, f"the end was cut off: there were {seq} entries")


def _told(entry: Entry) -> Told:
    words = getattr(entry, "words", None)
    text = "" if words is None else (None if words.erased_at else words.text)
    return Told(entry.seq, entry.at, entry.by, entry.kind, json.loads(entry.facts), text)
