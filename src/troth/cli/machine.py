"""What the machine says of itself."""

import os
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
TIMEZONE = Path("/etc/timezone")


def zone_name() -> str:
    """The IANA name of the zone: TZ, /etc/localtime, /etc/timezone, else UTC."""
    name = os.environ.get("TZ", "").lstrip(":")
    if name and not name.startswith("/"):
        return name
    target = os.path.realpath(LOCALTIME)
    if "zoneinfo/" in target:
        return target.rpartition("zoneinfo/")[2]
    try:
        return TIMEZONE.read_text(encoding="ascii").strip() or "UTC"
    except (OSError, UnicodeDecodeError):
        return "UTC"
