"""Time zones: whether this machine knows those that the practice's days end in."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from troth.people.models import Contact, Member, Practice
from troth.safekeeping.doctor.answers import Answer, Asked, fine, to_do

ABOUT = "zones"


def zones(_asked: Asked) -> Iterator[Answer]:
    """One sentence for each zone that is not known, or one for all of them."""
    rows = (Practice.objects, Member.objects, Contact.objects)
    held = {zone for it in rows for zone in it.values_list("zone", flat=True).distinct() if zone}
    strange = sorted(zone for zone in held if not _is_known(zone))
    for zone in strange:
        yield to_do(
            ABOUT,
            f"The zone {zone!r} is not known here.",
            do="Install this machine's time zones (tzdata), or choose another zone at the desk.",
        )
    if not strange:
        yield fine(ABOUT, f"Every zone in use is known: {', '.join(sorted(held)) or 'none yet'}.")


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
