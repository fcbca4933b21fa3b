"""The record: whether every chain is whole."""

from collections.abc import Iterator
from uuid import UUID

from troth.record.models import Entry, Head
from troth.record.queries import check_all
from troth.safekeeping.doctor.answers import Answer, Asked, fine, to_do
from troth.web.days import count_words

ABOUT = "record"
DO = "Keep the database as it is, run `troth verify` to see which entry, and compare a backup."


def chains(asked: Asked) -> Iterator[Answer]:
    """Every entry of every chain, or in a hurry the ends alone."""
    heads = list(Head.objects.order_by("chain"))
    broken = _wrong_ends(heads) if asked.is_quick else _broken(heads)
    for chain, why in broken:
        yield to_do(ABOUT, f"Chain {chain} is broken: {why}.", do=DO)
    if not broken:
        entries = count_words(sum(head.seq for head in heads), "entry", "entries")
        how = "the ends fit" if asked.is_quick else "all of them are whole"
        yield fine(ABOUT, f"{entries} in {count_words(len(heads), 'chain')}: {how}.")


def _broken(heads: list[Head]) -> list[tuple[UUID, str]]:
    checked = check_all(head.chain for head in heads)
    return [
        (it.chain, f"entry {it.result.broken.seq}: {it.result.broken.why}")
        for it in checked
        if it.result.broken
    ]


def _wrong_ends(heads: list[Head]) -> list[tuple[UUID, str]]:
    return [(head.chain, why) for head in heads if (why := _wrong_end(head))]


def _wrong_end(head: Head) -> str:
    last = Entry.objects.filter(chain=head.chain).order_by("-seq").first()
    if last is None or last.seq < head.seq:
        return f"the end was cut off: there were {head.seq} entries"
    if last.seq > head.seq or bytes(last.hash) != bytes(head.hash):
        return "its head is not its last entry"
    return ""
