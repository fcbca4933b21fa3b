"""A calendar at an address of its own, as calendars are published."""

from troth.calendars.occurrence import CalendarError
from troth.calendars.wire import Wire

OK = 200
VALIDATORS = {"etag": "ETag", "last-modified": "Last-Modified"}
PLAIN = frozenset({"", "identity"})


def fetch(wire: Wire, url: str) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """The calendar's bytes, and what tells later whether it changed. Raises CalendarError."""
    answer = wire.ask("GET", url, headers={"Accept": "text/calendar, */*;q=0.1"})
    if answer.status != OK:
        wire.refuse(answer)
    if answer.headers.get("content-encoding", "").strip().lower() not in PLAIN:
        raise CalendarError(
            f"{wire.host} sent the calendar packed, which was not asked for. "
            "Download it and give the file."
        )
    held = ((VALIDATORS[name], answer.headers.get(name, "")) for name in VALIDATORS)
    return answer.body, tuple((name, value) for name, value in held if value)
