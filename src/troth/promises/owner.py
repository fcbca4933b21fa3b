"""Whose mailbox this may be."""

from collections.abc import Iterator, Sequence
from itertools import islice

from troth.mail.sources import Source
from troth.promises.batch import LETTER_BYTES
from troth.pure.ledger import likely_owners
from troth.pure.letter import parse

SAMPLE = 400
"""Letters that are looked at: enough to see who stands in most of them."""


def propose(sources: Sequence[Source]) -> list[tuple[str, float]]:
    """The likeliest owners' addresses, each with the share of letters that name it; most first."""
    return likely_owners(_people(sources))


def _people(sources: Sequence[Source]) -> Iterator[set[str]]:
    places = (place for source in sources for place in source.places())
    for place in islice(places, SAMPLE):
        try:
            letter = parse(place.read(LETTER_BYTES))
        except OSError:
            continue
        people = (letter.sender, *letter.to, *letter.cc)
        yield {person.email for person in people if person}
