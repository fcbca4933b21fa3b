"""The grammar of promises: which sentences of a text matter, and why."""

from troth.pure.reading.grammar import UnknownLanguageError
from troth.pure.reading.model import Finding, Kind
from troth.pure.reading.reader import read, warm
from troth.pure.reading.thanks import thanks_only

__all__ = ["Finding", "Kind", "UnknownLanguageError", "read", "thanks_only", "warm"]
