"""A calendar at an address of its own, as calendars are published."""

from troth.calendars.occurrence import CalendarError
from troth.calendars.wire import Wire

OK = 200
PLAIN = frozenset({"", "identity"})


def fetch(wire: Wire, url: str) -> bytes:
    """The calendar's bytes. Raises CalendarError."""
    answer = wire.ask("GET", url, headers={"Accept": "text/calendar, */*;q=0.1"})
    if answer.status != OK:
        wire.refuse(answer)
    if answer.headers.get("content-encoding", "").strip().lower() not in PLAIN:
        raise CalendarError(
            f"{wire.host} sent the calendar packed, which was not asked for. "
            "Download it and give the file."
        )
    return answer.body
