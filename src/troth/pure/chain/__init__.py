"""Hash chains: entries that nobody can alter, reorder or drop unseen."""

from troth.pure.chain.link import GENESIS, Line, canonical, link
from troth.pure.chain.text import digest_of, is_text_of
from troth.pure.chain.verify import Break, Verified, verify

__all__ = [
    "GENESIS",
    "Break",
    "Line",
    "Verified",
    "canonical",
    "digest_of",
    "is_text_of",
    "link",
    "verify",
]
