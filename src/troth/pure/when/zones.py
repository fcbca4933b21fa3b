"""Zone words after a time ("3pm CET")."""

from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# A letter says "3pm CET" in July too and means the clocks of Central Europe: places, not offsets.
# IST, CST, BST and the like name several places each and are left alone.
# Source: IANA time zone database.
COMMON = {
    "UTC": "UTC",
    "GMT": "UTC",
    "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "EET": "Europe/Helsinki",
    "EEST": "Europe/Helsinki",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "MDT": "America/Denver",
    "CDT": "America/Chicago",
    "JST": "Asia/Tokyo",
    "AEST": "Australia/Brisbane",
    "AEDT": "Australia/Sydney",
}


def zone_named(word: str, *, names: Mapping[str, str]) -> tzinfo | None:
    """The zone of that word, from the language's own `names` or those common to all."""
    name = names.get(word) or COMMON.get(word)
    return _zone(name) if name else None


@cache
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
