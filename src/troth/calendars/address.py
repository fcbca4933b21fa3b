"""Where a calendar is on the network, as a person writes it."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from troth.calendars.occurrence import CalendarError
from troth.pure.hosts import is_loopback

WEB = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
"""What stands before an address -> by what it is asked."""

LONGEST_ADDRESS = 1_000
LONGEST_ACCOUNT = 320

NAME_THE_USER = "Name the user: --user NAME."
"""What is said where a server wants to know who asks; a page has a field for it."""


class Address(NamedTuple):
    """Where a calendar is, without the user; and the user, "" where none is named."""

    url: str
    user: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


class Place(NamedTuple):
    """Where a calendar is, as it is kept: an address without its user, or an absolute path."""

    address: str
    account: str


def place_at(text: str, *, user: str = "") -> Place:
    """What a person wrote as an address, as it is kept; never a file. Raises CalendarError."""
    account = address_of(text, user=user).user
    return fit(Place(_without_user(text.strip()), account))


def fit(place: Place) -> Place:
    """The place, if it can be kept. Raises CalendarError."""
    if len(place.address) > LONGEST_ADDRESS or len(place.account) > LONGEST_ACCOUNT:
        raise CalendarError("It is longer than any address that can be kept. Give a shorter one.")
    return place


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


def _without_user(text: str) -> str:
    parts = urlsplit(text)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()
