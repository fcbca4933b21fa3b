"""From the address of a server, a person or a calendar to the calendars there.

Source: RFC 6764 §6 (the way from a server to the calendars), RFC 4791 §6.2.1 (their home), §5.2.3.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from troth.calendars.caldav.xml import CALDAV, DAV, Part, c, d, parts
from troth.calendars.occurrence import CalendarError
from troth.calendars.refusals import REFUSED
from troth.calendars.wire import Wire

MULTISTATUS = 207
WELL_KNOWN = "/.well-known/caldav"
EVENTS = "VEVENT"
MOST = 100
"""Calendars of one person that are asked."""

ASKED = (
    f'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="{DAV}" xmlns:c="{CALDAV}"><prop>'
    "<resourcetype/><displayname/><current-user-principal/><c:calendar-home-set/>"
    "<c:supported-calendar-component-set/></prop></propfind>"
).encode()


class Collection(NamedTuple):
    """A calendar on a server."""

    url: str
    name: str


def collections(wire: Wire, url: str) -> tuple[Collection, ...] | None:
    """The calendars for events that are found from an address; None if it speaks no CalDAV.

    Raises CalendarError if there are none, or the server does not let the person in.
    """
    start = _start(wire, url)
    if start is None:
        return None
    where, found = start
    if is_calendar(found):
        return (_collection(where, found),)
    for home in _homes(wire, where, found):
        if held := tuple(islice(_in_home(wire, home), MOST)):
            return held
    raise CalendarError(
        f"{wire.host} shows no calendar with events to {wire.address.user or 'a stranger'}. "
        "Check the address, or name the user with --user."
    )


def is_calendar(found: Part) -> bool:
    kind = found.found.get(d("resourcetype"))
    return kind is not None and kind.find(c("calendar")) is not None and _has_events(found)


def _start(wire: Wire, url: str) -> tuple[str, Part] | None:
    """Where CalDAV begins, and what is said of it there."""
    if found := _of(wire, url):
        return found
    if urlsplit(url).path in {"", "/"}:
        return _of(wire, urljoin(url, WELL_KNOWN))
    return None


def _homes(wire: Wire, where: str, found: Part) -> Iterator[str]:
    """Addresses under which the person's calendars may lie, the likeliest first."""
    if home := found.href_in(c("calendar-home-set")):
        yield urljoin(where, home)
    person = _principal(found)
    if not person and urlsplit(where).path != WELL_KNOWN:
        known = _of(wire, urljoin(where, WELL_KNOWN))
        person = _principal(known[1]) if known else ""
    if person:
        held = _of(wire, urljoin(where, person))
        if held and (home := held[1].href_in(c("calendar-home-set"))):
            yield urljoin(held[0], home)
    yield where


def _principal(found: Part) -> str:
    return found.href_in(d("current-user-principal"))


def _of(wire: Wire, url: str) -> tuple[str, Part] | None:
    """What a server says of one address, and where that was; None if it speaks no WebDAV there."""
    answer = _propfind(wire, url, depth="0")
    if answer is None:
        return None
    where, held = answer
    return (where, held[0]) if held else None


def _in_home(wire: Wire, home: str) -> Iterator[Collection]:
    answer = _propfind(wire, home, depth="1")
    if answer is None:
        return
    where, held = answer
    for found in held:
        if is_calendar(found):
            yield _collection(urljoin(where, found.href), found)


def _propfind(wire: Wire, url: str, *, depth: str) -> tuple[str, list[Part]] | None:
    answer = wire.ask(
        "PROPFIND",
        url,
        body=ASKED,
        headers={"Depth": depth, "Content-Type": "application/xml; charset=utf-8"},
    )
    if answer.status == REFUSED:
        wire.refuse(answer)
    if answer.status != MULTISTATUS:
        return None
    return answer.url, list(parts(answer.body))


def _has_events(found: Part) -> bool:
    """Whether a calendar takes events; one that does not say what it takes does."""
    kinds = found.found.get(c("supported-calendar-component-set"))
    names = {str(kind.get("name", "")).upper() for kind in kinds} if kinds is not None else set()
    return not names or EVENTS in names


def _collection(url: str, found: Part) -> Collection:
    return Collection(url, found.text(d("displayname")))
