"""What can be looked through alone, by the word for it, and the kinds of texts that it is."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "letters": ("letter", "draft"),
    "notes": ("note", "win"),
    "promises": ("promise", "ask", "need"),
    "record": ("entry",),
}
