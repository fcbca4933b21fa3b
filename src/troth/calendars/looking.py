"""A calendar that is kept is read, and what it says now is kept in place of what it said before."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from troth.calendars.actions.keeping import failed, looked
from troth.calendars.address import Place, fit, place_at
from troth.calendars.models import TABLE, Calendar
from troth.calendars.occurrence import CalendarError, NotLetInError, Read, Window
from troth.calendars.queries import REACH
from troth.calendars.reading import STANDARD_INPUT, is_address, read, read_address
from troth.people.actions.founding import addresses_of
from troth.people.models import Member
from troth.people.sealing import SealBrokenError, unseal


def place_of(source: str, *, user: str = "") -> Place:
    """What a person wrote as a calendar, as it is kept. Raises CalendarError."""
    source = source.strip()
    if source == STANDARD_INPUT:
        raise CalendarError("It cannot be read again each hour. Give a file or an address.")
    if "\0" in source:
        raise CalendarError("This cannot be the name of a file. Give another.")
    return place_at(source, user=user) if is_address(source) else fit(Place(_path(source), ""))


def read_all(place: Place, *, password: Callable[[str], str], member: Member, at: datetime) -> Read:
    """All that is kept of a member's calendar, read now. Raises CalendarError.

    What one of their addresses has declined is no part of it.
    """
    window = Window(at - REACH, at + REACH, ZoneInfo(member.zone))
    me = addresses_of(member)
    if Path(place.address).is_absolute():
        return read(place.address, window=window, password=password, me=me)
    return read_address(place.address, window=window, password=password, user=place.account, me=me)


def look_into(calendar: Calendar, *, at: datetime) -> bool:
    """Read it, and keep what it says now; whether that went well.

    Where it did not, what it said before stays, with the trouble in words.
    """
    place, member = Place(calendar.address, calendar.account), calendar.member
    try:
        said = read_all(place, password=lambda _who: _password(calendar), member=member, at=at)
    except (NotLetInError, SealBrokenError) as error:
        failed(calendar, str(error), may_retry=False, at=at)
        return False
    except CalendarError as error:
        failed(calendar, str(error), may_retry=True, at=at)
        return False
    looked(calendar, said.occurrences, left_out=said.troubles, at=at)
    return True


def _path(source: str) -> str:
    """The absolute path, whether or not something is there: reading it says so."""
    try:
        path = str(Path(source).expanduser().absolute())
        path.encode()
    except (OSError, RuntimeError, UnicodeError):  # nobody's home, or a name that is no text
        raise CalendarError("This cannot be the name of a file. Give another.") from None
    return path


def _password(calendar: Calendar) -> str:
    """Raises SealBrokenError."""
    if calendar.password is None:
        return ""
    sealed = bytes(calendar.password)
    return unseal(sealed, practice=calendar.practice_id, table=TABLE, row=calendar.pk)
