"""The grammar of promises: which sentences of a text matter, and why."""

from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import UnknownLanguageError, languages, says_little
from troth.pure.reading.mixture import told
from troth.pure.reading.model import Finding, Kind
from troth.pure.reading.reader import read, warm
from troth.pure.reading.thanks import thanks_only

__all__ = [
    "Finding",
    "Kind",
    "UnknownLanguageError",
    "fold",
    "languages",
    "read",
    "says_little",
    "thanks_only",
    "told",
    "warm",
]
