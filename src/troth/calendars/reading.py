"""From what a person writes as a calendar to what takes place in it."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from troth.calendars.address import Address, address_of
from troth.calendars.ics import read as read_ics
from troth.calendars.occurrence import CalendarError, Occurrence, Read, Window, in_order
from troth.calendars.wire import LIMITS, MIB, Limits, Password, Wire
from troth.web.because import because

STANDARD_INPUT = "-"


def read(  # noqa: PLR0913  # whose calendar, when, and how it is opened
    source: str,
    *,
    window: Window,
    password: Password,
    me: Iterable[str] = (),
    user: str = "",
    stdin: BinaryIO | None = None,
    limits: Limits = LIMITS,
) -> Read:
    """What takes place in a window: of a file, of `-` for standard input, or of an address.

    `password` is called with the name of the account when a server asks for it. Of a server with
    several calendars all are read. Raises CalendarError if nothing could be.
    """
    if is_address(source):
        return read_address(
            source, window=window, password=password, me=me, user=user, limits=limits
        )
    raw = _of_stream(stdin, limits) if source == STANDARD_INPUT else _of_file(source, limits)
    return read_ics(raw, window=window, me=me)


def read_address(  # noqa: PLR0913  # as `read`
    source: str,
    *,
    window: Window,
    password: Password,
    me: Iterable[str] = (),
    user: str = "",
    limits: Limits = LIMITS,
) -> Read:
    """As `read`, and no file even where one has that name. Raises CalendarError."""
    address = address_of(source, user=user)
    with Wire(address, password=password, limits=limits) as wire:
        held = None if _is_feed(source, address) else _of_server(wire, window, tuple(me))
        return held or _of_feed(wire, window, tuple(me))


def is_address(source: str) -> bool:
    """Whether it is asked for over the network."""
    return "://" in source and not os.path.exists(source)  # noqa: PTH110  # takes any length


def named(source: str) -> str:
    """How a sentence names it: of an address the host, since the rest of it may be a secret."""
    if source == STANDARD_INPUT:
        return "Standard input"
    if not is_address(source):
        return source.encode("utf-8", "replace").decode()
    try:
        return urlsplit(source).hostname or "The address"
    except ValueError:
        return "The address"


def _is_feed(source: str, address: Address) -> bool:
    """Whether an address is that of a published calendar by its looks; else the server is asked."""
    parts = urlsplit(address.url)
    is_published = source.lower().startswith("webcal")
    return is_published or bool(parts.query) or parts.path.lower().endswith(".ics")


def _of_feed(wire: Wire, window: Window, me: tuple[str, ...]) -> Read:
    from troth.calendars.feed import fetch  # noqa: PLC0415  # only feeds need it

    return read_ics(fetch(wire, wire.address.url), window=window, me=me)


def _of_server(wire: Wire, window: Window, me: tuple[str, ...]) -> Read | None:
    """What its calendars hold; None if it speaks no CalDAV."""
    from troth.calendars.caldav.asking import objects  # noqa: PLC0415  # only servers need it
    from troth.calendars.caldav.finding import collections  # noqa: PLC0415

    calendars = collections(wire, wire.address.url)
    if calendars is None:
        return None
    reads = []
    for calendar in calendars:
        raw = objects(wire, calendar, window)
        held = read_ics(raw, window=window, me=me) if raw.strip() else Read(())
        reads.append(_told_apart(held, calendar.name))
    return _together(reads, window)


def _told_apart(held: Read, name: str) -> Read:
    """What was read of one calendar of a server, its sentences with its name."""
    head = f"{' '.join(name.split())}: " if name else ""
    return held._replace(
        troubles=tuple(head + each for each in held.troubles),
        remarks=tuple(head + each for each in held.remarks),
    )


def _together(reads: list[Read], window: Window) -> Read:
    occurrences: Iterator[Occurrence] = (it for each in reads for it in each.occurrences)
    return Read(
        in_order(occurrences, window.zone),
        tuple(it for each in reads for it in each.troubles),
        tuple(it for each in reads for it in each.remarks),
    )


def _of_stream(stream: BinaryIO | None, limits: Limits) -> bytes:
    assert stream is not None
    return _no_larger(stream.read(limits.bytes + 1), limits)


def _of_file(name: str, limits: Limits) -> bytes:
    try:
        path = Path(name)
        if stat.S_ISDIR(path.stat().st_mode):
            raise CalendarError("It is a folder. Name the calendar's file in it.")
        with path.open("rb") as opened:
            return _no_larger(opened.read(limits.bytes + 1), limits)
    except FileNotFoundError:
        raise CalendarError(
            "There is no such file. Give an .ics file, - for standard input, or an address."
        ) from None
    except OSError as error:
        raise CalendarError(
            f"It cannot be opened: {because(error)}. Name a file that is yours to read."
        ) from None
    except ValueError:
        raise CalendarError("This cannot be the name of a file. Give another.") from None


def _no_larger(raw: bytes, limits: Limits) -> bytes:
    if len(raw) > limits.bytes:
        raise CalendarError(
            f"It is larger than {limits.bytes // MIB} MiB, which is no usual calendar. "
            "Export a shorter time."
        )
    return raw
