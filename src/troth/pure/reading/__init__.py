"""The grammar of promises: which sentences of a text matter, and why."""

from troth.pure.reading.model import Finding, Kind

__all__ = ["Finding", "Kind"]
