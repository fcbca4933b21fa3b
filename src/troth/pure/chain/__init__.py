"""Hash chains: entries that nobody can alter, reorder or drop unseen."""

from troth.pure.chain.link import GENESIS, Line, canonical, link, written
from troth.pure.chain.stored import Followed
from troth.pure.chain.text import digest_of, is_text_of
from troth.pure.chain.verify import Break, Verified, verify

__all__ = [
    "GENESIS",
    "Break",
    "Followed",
    "Line",
    "Verified",
    "canonical",
    "digest_of",
    "is_text_of",
    "link",
    "verify",
    "written",
]
