"""Calendars: when each was read, and what keeps it from being read."""

from collections.abc import Iterator
from datetime import timedelta

from troth.calendars.models import Calendar
from troth.calendars.naming import shown
from troth.safekeeping.doctor.answers import Answer, Asked, fine, note, to_do
from troth.web.days import count_words

ABOUT = "calendars"
LATE = timedelta(hours=4)
"""After four looks that should have been."""


def calendars(asked: Asked) -> Iterator[Answer]:
    """One sentence for each of a member who is there; nothing where there is none."""
    rows = Calendar.objects.filter(member__is_active=True).select_related("member")
    for calendar in rows.order_by("added_at", "pk"):
        yield _told(calendar, asked)


def _told(calendar: Calendar, asked: Asked) -> Answer:
    named = f"{shown(calendar.address)} of {calendar.member.name}"
    if calendar.trouble:
        return _troubled(calendar, named, asked)
    read = f"{named} was not read yet"
    if calendar.read_at:
        read = f"{named} was last read {asked.ago(calendar.read_at)}"
    if asked.at - (calendar.looked_at or calendar.added_at) > LATE:
        return to_do(ABOUT, f"{read}.", do="See that Troth runs: `troth up`.")
    if calendar.left_out:
        number = count_words(len(calendar.left_out.splitlines()), "thing")
        said = f"{read}, and {number} in it could not be understood."
        return note(ABOUT, said, do="`troth calendars` says which.")
    return fine(ABOUT, f"{read}.")


def _troubled(calendar: Calendar, named: str, asked: Asked) -> Answer:
    """What stands behind the server in an address may be a secret: of it the server alone."""
    since = f" (first met {asked.ago(calendar.trouble_since)})" if calendar.trouble_since else ""
    why = calendar.trouble.replace(calendar.address, shown(calendar.address)).rstrip(".")
    kept = "Nothing of it was read yet."
    if calendar.read_at:
        kept = f"What was read {asked.ago(calendar.read_at)} still counts."
    return to_do(
        ABOUT,
        f"{named} has trouble{since}: {why}. {kept}",
        do=f"When it is mended, {calendar.member.name} runs `troth calendars look`.",
    )
