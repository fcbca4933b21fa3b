"""How many letters to ask for at once."""

from collections.abc import Iterator, Mapping, Sequence

from troth.mail.imap.answers import Limits


def batches(
    uids: Sequence[int], sizes: Mapping[int, int], *, limits: Limits
) -> Iterator[list[int]]:
    """The letters in their order, in groups that stay within the limits of one fetch."""
    batch: list[int] = []
    weight = 0
    for uid in uids:
        size = min(sizes.get(uid, 0), limits.letter_bytes)
        if batch and (len(batch) >= limits.fetch_letters or weight + size > limits.fetch_bytes):
            yield batch
            batch, weight = [], 0
        batch.append(uid)
        weight += size
    if batch:
        yield batch
