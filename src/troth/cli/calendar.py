"""`troth calendar`: what takes place, to see why a day counts as full."""

import getpass
import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

import click

from troth.calendars.occurrence import CalendarError, Occurrence, Read, Window, in_order
from troth.calendars.reading import is_address, named, read
from troth.cli.options import InstantType, ZoneType, aware, machine_zone, now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Refusal

if TYPE_CHECKING:
    from troth.people.access import Viewer

PASSWORD = "TROTH_CALENDAR_PASSWORD"  # noqa: S105  # a variable's name
FOUR_WEEKS = timedelta(weeks=4)
YEARS = range(1600, 3000)
"""Years in which every sum of times can be made."""


@click.command("calendar")
@click.argument("sources", nargs=-1, metavar="FILE|URL...")
@click.option("--from", "start", type=InstantType(), help="A day or an instant; default: today.")
@click.option("--to", "end", type=InstantType(), help="Not included; default: four weeks later.")
@click.option("--zone", type=ZoneType(), help="Where your days end; default: this machine's zone.")
@click.option("--me", multiple=True, help="Your address: what it declined is left out. Repeatable.")
@click.option("--user", default="", help="Who you are on the server, where the URL does not say.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one occurrence each.")
@of_member
def command(
    *,
    sources: tuple[str, ...],
    start: datetime | None,
    end: datetime | None,
    zone: ZoneInfo | None,
    me: tuple[str, ...],
    user: str,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Print what takes place in one or several calendars, to see why a day counts as full.

    FILE is an iCalendar file (.ics), or - for standard input. URL is a published calendar (https://
    or webcal://) or a CalDAV server, of which all calendars are read. They are read and never
    changed; nothing is stored. Exit code 1 says that something was left out, 2 that all was.

    Without any it is your own calendars (`troth calendars`), as they were read last.
    """
    if not sources:
        _print_kept(signed_in(member, demo=demo), start, end, zone=zone, as_json=as_json)
    if member or demo:
        raise Refusal(
            "--member and --demo are for your own calendars. Leave them out, or the name."
        )
    window = _window(start, end, zone=zone or machine_zone())
    opened = _Opened(sources, window, me=me, user=user)
    found = in_order((it for each in opened.reads for it in each.occurrences), window.zone)
    if opened.reads:  # of what nobody could read, "Nothing" would be no truth
        _print_json(found) if as_json else _print_page(found, window)
    opened.tell()
    sys.exit(opened.code)


def _print_kept(
    viewer: "Viewer",
    start: datetime | None,
    end: datetime | None,
    *,
    zone: ZoneInfo | None,
    as_json: bool,
) -> NoReturn:
    from troth.cli.calendar_kept import kept  # after Django is loaded

    window = _window(start, end, zone=zone or ZoneInfo(viewer.member.zone))
    held = kept(viewer, window)
    if held is None:
        raise click.UsageError(
            "Name a calendar: an .ics file, a URL, or - for standard input. "
            "Or keep one of your own: `troth calendars add FILE|URL`."
        )
    found = in_order(held.occurrences, window.zone)
    _print_json(found) if as_json else _print_page(found, window)
    for sentence in (*held.troubles, *held.remarks):
        click.echo(sentence, err=True)
    sys.exit(1 if held.troubles else 0)


class _Opened:
    """What was read of several calendars, and what is to be said about them."""

    def __init__(
        self, sources: Sequence[str], window: Window, *, me: Sequence[str], user: str
    ) -> None:
        _refuse_one_user_for_many(sources, user)
        self.reads: list[Read] = []
        self._said: list[str] = []
        self._failed = 0
        for source in sources:
            self._open(source, window, me=me, user=user)

    @property
    def code(self) -> int:
        if self._failed and not self.reads:
            return 2
        return 1 if self._failed or any(each.troubles for each in self.reads) else 0

    def tell(self) -> None:
        for sentence in self._said:
            click.echo(sentence, err=True)

    def _open(self, source: str, window: Window, *, me: Sequence[str], user: str) -> None:
        try:
            held = read(
                source,
                window=window,
                me=me,
                user=user,
                password=asked_password,
                stdin=sys.stdin.buffer,
            )
        except CalendarError as error:
            self._failed += 1
            self._said.append(f"{named(source)}: {error}")
        else:
            self.reads.append(held)
            sentences = (*held.troubles, *held.remarks)
            self._said.extend(f"{named(source)}: {each}" for each in sentences)


def asked_password(account: str) -> str:
    """From TROTH_CALENDAR_PASSWORD, or else from whoever sits at the terminal.

    Raises CalendarError.
    """
    if held := os.environ.get(PASSWORD):
        return held
    if not sys.stdin.isatty():
        raise CalendarError(f"Put the password for {account} into {PASSWORD}.")
    return getpass.getpass(f"Password for {account}: ")


def _refuse_one_user_for_many(sources: Sequence[str], user: str) -> None:
    """A user and a password are for one server, and must not be shown to another."""
    addresses = [source for source in sources if is_address(source)]
    named_users = [it for it in addresses if "@" in it.split("://", 1)[1].split("/", 1)[0]]
    asked = addresses if user else named_users if PASSWORD in os.environ else []
    if len(servers := {named(it) for it in asked}) > 1:
        raise Refusal(
            f"--user and {PASSWORD} are for one server, and here are {len(servers)}. "
            "Read the calendars of each server by themselves."
        )


def _window(start: datetime | None, end: datetime | None, *, zone: ZoneInfo) -> Window:
    today = datetime.combine(now().astimezone(zone), time.min)
    start = start or today
    # By the clock on the wall: four weeks later it is the same time of day.
    end = end or start + FOUR_WEEKS
    if start.year not in YEARS or end.year not in YEARS:
        raise Refusal(f"Choose a time between the years {YEARS[0]} and {YEARS[-1]}.")
    window = Window(aware(start, zone=zone), aware(end, zone=zone), zone)
    if window.start >= window.end:
        raise Refusal("--to must lie after --from. Nothing takes place in such a time.")
    return window._replace(start=window.start.astimezone(zone), end=window.end.astimezone(zone))


def _print_json(found: Sequence[Occurrence]) -> None:
    # ASCII, so that a line separator within a name cannot end the line of the answer.
    for each in found:
        click.echo(json.dumps(_row(each)))


def _row(each: Occurrence) -> dict[str, str | bool]:
    return {
        "start": each.start.isoformat(),
        "end": each.end.isoformat(),
        "all_day": each.is_all_day,
        "busy": each.is_busy,
        "summary": each.summary,
    }


def _print_page(found: Sequence[Occurrence], window: Window) -> None:
    if not found:
        first, last = (f"{it:%a} {it:%Y-%m-%d %H:%M}" for it in (window.start, window.end))
        click.echo(f"Nothing from {first} to {last}.")
    day = ""
    for each in found:
        if (head := f"{each.start:%a %Y-%m-%d}") != day:
            click.echo(f"\n{head}" if day else head)
            day = head
        free = "" if each.is_busy else "  (free)"
        click.echo(f"  {_when(each):<13}  {each.summary or 'no name'}{free}")


def _when(each: Occurrence) -> str:
    """From when to when, on the day on which it starts."""
    if each.is_all_day:
        days = (each.end - each.start).days
        return "all day" if days == 1 else f"{days} days"
    if not isinstance(each.start, datetime) or not isinstance(each.end, datetime):
        raise TypeError(each)
    if each.start.date() == each.end.date():
        return f"{each.start:%H:%M}-{each.end:%H:%M}"
    return f"{each.start:%H:%M}-{each.end:%a %H:%M}"
