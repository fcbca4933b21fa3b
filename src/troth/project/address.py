"""Where the pages are, as somebody says it."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_PLAIN = re.compile(r"[^\x00-\x20\x7f-\xa0<>\"?#]+")
"""What can stand in a letter as a link, whole."""


def desk_url(named: str) -> str:
    """TROTH_URL with a slash at its end, "" where it is not set. Raises ImproperlyConfigured."""
    named = named.strip()
    if not named:
        return ""
    try:
        parts = urlsplit(named)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _PLAIN.fullmatch(named):
        raise ImproperlyConfigured(
            f"TROTH_URL is {named!r}, and that is no address of pages. "
            "Write it like https://troth.example/."
        )
    return f"{named.rstrip('/')}/"
