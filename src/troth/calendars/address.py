"""Where a calendar is on the network, as a person writes it."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from troth.calendars.occurrence import CalendarError
from troth.pure.hosts import is_loopback

WEB = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
"""What stands before an address -> by what it is asked."""


class Address(NamedTuple):
    """Where a calendar is, without the user; and the user, "" where none is named."""

    url: str
    user: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def address_of(text: str, *, user: str = "") -> Address:
    """What a person wrote, as an http or https address. Raises CalendarError."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise CalendarError(
            "This is no address. Write it like https://host/calendar.ics."
        ) from None
    scheme, host = WEB.get(parts.scheme.lower()), parts.hostname
    if scheme is None or not host:
        raise CalendarError("This is no address. Write it like https://host/calendar.ics.")
    if parts.password is not None:
        raise CalendarError(
            "A password does not belong into an address, where other programs can see it. "
            "Leave it out: it is asked for."
        )
    if parts.scheme.lower() == "webcal" and is_loopback(host):
        scheme = "http"
    where = f"[{host}]" if ":" in host else host
    where = f"{where}:{port}" if port else where
    url = urlunsplit((scheme, where, parts.path or "/", parts.query, ""))
    return Address(url, unquote(parts.username or "") or user)
