"""What the ledger knows of a letter, and what it says of a finding."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from troth.pure.reading import Finding


class Standing(StrEnum):
    """What became of a matter, as far as the letters show."""

    OPEN = "open"
    MET = "met"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    UNCLEAR = "unclear"


class Posted(NamedTuple):
    """What the ledger keeps of every letter: enough to join threads and to see who answered.

    `key` and `references` are digests of Message-IDs, `subject` one of the bare subject (0 where
    there is none), so that two hundred thousand letters fit in memory. `sent` is seconds since
    1970, or None where the letter has no date. `quiet` is true for what says nothing by itself:
    thanks, an OK, an automatic reply, a bounce, mass mail.
    """

    key: int
    references: tuple[int, ...]
    subject: int
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    sent: int | None
    quiet: bool


@dataclass(slots=True, eq=False)
class Matter:
    """A finding in its letter, with what became of it.

    `place` is the letter's position among the letters that were read. `is_mine` says whether I
    wrote the sentence, `to` to whom it is spoken. `sent_at` keeps the sender's offset. `standing`
    is None for what is a fact and no debt: delivery, decision, away. `deferred_to` is the day or
    instant a deferral moved it to, `settler` the matter whose sentence changed its standing.
    `is_repeated` is true where another matter already stands for this one: a deferral that moved
    a debt, the promise in that same sentence.
    """

    finding: Finding
    place: int
    sender: str
    message_id: str
    sent_at: datetime | None
    is_mine: bool
    to: tuple[str, ...]
    standing: Standing | None = None
    deferred_to: date | datetime | None = None
    settler: "Matter | None" = None
    is_repeated: bool = False

    @property
    def due(self) -> date | datetime | None:
        """By when it is expected now: where a deferral moved it, else as its sentence says."""
        return self.deferred_to or self.finding.due

    @property
    def settled_by(self) -> str:
        """The sentence that changed its standing, or ""."""
        return self.settler.finding.sentence if self.settler else ""

    @property
    def counterpart(self) -> tuple[str, ...]:
        """The other side: whom I wrote to, or who wrote to me."""
        return self.to if self.is_mine else (self.sender,)
