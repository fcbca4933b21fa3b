"""Mail as it comes in, read and never changed: where letters lie, and how to come by them."""

from troth.mail.sources import Place, Source, SourceError, open_source

__all__ = ["Place", "Source", "SourceError", "open_source"]
