"""Following chains through entries as a database holds them, many at a time.

It says the same as `verify` in less time: entries come as plain columns instead of objects, and of
several chains at once, in the order in which they were written. What it doubts, `verify` explains.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import TypeAlias

from troth.pure.chain.link import GENESIS
from troth.pure.chain.text import digest_of

Stored: TypeAlias = tuple[
    int, str, int, str, str | None, str, str | None, str, bytes | None, bytes, bytes
]
"""Row, chain, seq, at, by, kind, about, facts, text digest, previous, hash. Ids are 32 hexadecimal
digits; `at` is UTC like 2026-03-02 08:00:00, with six digits of a second where it has a part."""

Beside: TypeAlias = tuple[int, str, bytes | None, bool]
"""Row, text, salt, and whether the text was erased."""

WHOLE_SECOND = 19
NOTHING = '""'


@dataclass(slots=True)
class Followed:
    """How far each chain was followed in a stretch of the record.

    `begins` holds the number and the `previous` of a chain's first entry there, `ends` the number
    that must come next and the hash that it must follow. `told` holds by row the chains and the
    digests of entries whose texts were not compared yet. `doubts` are chains with something wrong.
    """

    begins: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    ends: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    told: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    doubts: set[str] = field(default_factory=set)
    _names: dict[str | None, str] = field(default_factory=dict)
    """Chains and members as they are hashed: they are few."""

    def follow(self, entries: Iterable[Stored]) -> None:
        """Go on with more entries."""
        ends, names, hashed = self.ends, self._names, sha256
        for row, chain, seq, at, by, kind, about, facts, digest, previous, held in entries:
            if ends.get(chain) != (seq, previous):
                self._begin(chain, seq, previous)
            ends[chain] = seq + 1, held
            if digest is not None:
                self.told[row] = chain, digest
            if by not in names:
                names[by] = quoted(_dashed(by or ""))
            # `at` needs no quoting: a quote in it would make one element more than there can be.
            part = "" if len(at) > WHOLE_SECOND else ".000000"
            said = (
                f'["{previous.hex()}",{names[chain]},{seq},'
                f'"{at.replace(" ", "T")}{part}+00:00",{names[by]},{quoted(kind)},'
                f"{NOTHING if about is None else quoted(_dashed(about))},{quoted(facts)},"
                f'"{"" if digest is None else digest.hex()}"]'
            )
            if hashed(said.encode()).digest() != held:
                self.doubts.add(chain)

    def compare(self, texts: Iterable[Beside]) -> None:
        """Compare all texts of the entries that were followed since the last time."""
        for row, text, salt, is_erased in texts:
            chain, digest = self.told.pop(row, ("", b""))
            if not is_erased and digest != digest_of(text, salt=salt or b""):
                self.doubts.add(chain)
        self.doubts.update(chain for chain, _ in self.told.values())
        self.told.clear()

    def join(self, later: "Followed") -> None:
        """Go on with what another followed from where this one stopped."""
        self.doubts |= later.doubts
        for chain, begin in later.begins.items():
            if self.ends.get(chain, begin) != begin:
                self.doubts.add(chain)
            self.begins.setdefault(chain, begin)
        self.ends |= later.ends

    def is_whole(self, chain: str) -> bool:
        """Whether the chain was followed from its first entry, and nothing was wrong."""
        return chain not in self.doubts and self.begins.get(chain) == (1, GENESIS)

    def _begin(self, chain: str, seq: int, previous: bytes) -> None:
        if chain in self.begins:
            self.doubts.add(chain)
        else:
            self.begins[chain] = seq, previous
            self._names[chain] = quoted(_dashed(chain))


def _dashed(key: str) -> str:
    if not key:
        return ""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
