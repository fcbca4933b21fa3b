"""The sample mailbox as a source that can be read like any other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from troth.mail.sample.telling import letters


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """One letter of the sample, held in memory."""

    number: int
    raw: bytes

    @property
    def name(self) -> str:
        return f"the sample mailbox, letter {self.number}"

    def read(self, limit: int | None = None) -> bytes:
        return self.raw[:limit]


@dataclass(slots=True)
class SampleSource:
    """The story told around `at` in `zone`; raises UnfitInstantError."""

    at: datetime
    zone: ZoneInfo
    name: str = "the sample mailbox"
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _letters: list[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._letters = letters(at=self.at, zone=self.zone)

    def count(self) -> int:
        return len(self._letters)

    def places(self) -> Iterator[SamplePlace]:
        for number, raw in enumerate(self._letters, start=1):
            yield SamplePlace(number, raw)
