"""What lies in a window, of one calendar on a server.

Source: RFC 4791 §7.8 (a calendar is asked), §7.9 (several of its objects), §9.9 (within a time).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from troth.calendars.caldav.finding import MULTISTATUS, Collection
from troth.calendars.caldav.xml import CALDAV, DAV, Part, c, d, parts
from troth.calendars.occurrence import CalendarError, Window
from troth.calendars.wire import Wire

SLACK = timedelta(days=2)
"""Servers read days and floating times in a zone of theirs."""
AT_ONCE = 200
INSUFFICIENT = " 507"
QUERY = (
    f'<?xml version="1.0" encoding="utf-8"?><c:calendar-query xmlns="{DAV}" xmlns:c="{CALDAV}">'
    "<prop><getetag/><c:calendar-data/></prop>"
    '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
    '<c:time-range start="{start}" end="{end}"/>'
    "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
)
MULTIGET = (
    f'<?xml version="1.0" encoding="utf-8"?><c:calendar-multiget xmlns="{DAV}" xmlns:c="{CALDAV}">'
    "<prop><getetag/><c:calendar-data/></prop>{hrefs}</c:calendar-multiget>"
)


def objects(wire: Wire, calendar: Collection, window: Window) -> bytes:
    """The events of a calendar that may take place in the window, whole, one after the other.

    Raises CalendarError.
    """
    start, end = _utc(window.start - SLACK), _utc(window.end + SLACK)
    answered = list(_report(wire, calendar.url, QUERY.format(start=start, end=end)))
    texts = [it.text(c("calendar-data")) for it in answered]
    missing = [
        it.href
        for it, text in zip(answered, texts, strict=True)
        if not text and d("getetag") in it.found
    ]
    return "\r\n".join([*texts, *_fetched(wire, calendar, missing)]).encode()


def _fetched(wire: Wire, calendar: Collection, hrefs: list[str]) -> Iterator[str]:
    """Objects that a server named and did not send."""
    for first in range(0, len(hrefs), AT_ONCE):
        body = MULTIGET.format(hrefs=_hrefs(hrefs[first : first + AT_ONCE]))
        for each in _report(wire, calendar.url, body):
            yield each.text(c("calendar-data"))


def _hrefs(hrefs: Iterable[str]) -> str:
    return "".join(f"<href>{escape(href)}</href>" for href in hrefs)


def _report(wire: Wire, url: str, body: str) -> Iterator[Part]:
    answer = wire.ask(
        "REPORT",
        url,
        body=body.encode(),
        headers={"Depth": "1", "Content-Type": "application/xml; charset=utf-8"},
    )
    if answer.status != MULTISTATUS:
        wire.refuse(answer)
    for each in parts(answer.body):
        if INSUFFICIENT in each.status:
            raise CalendarError(
                f"{wire.host} does not send so many events at once. Ask for a shorter time."
            )
        if urljoin(url, each.href) != url:
            yield each


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
