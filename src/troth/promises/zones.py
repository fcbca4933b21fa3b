"""Zones by name, as far as there are any."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC_NAME = "UTC"


def zone_or_utc(*names: str) -> ZoneInfo:
    """The first of these zones that there is: a contact's zone is as mail wrote it. Else UTC."""
    for name in names:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo(UTC_NAME)
