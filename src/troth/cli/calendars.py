"""`troth calendars`: your own calendars, kept and looked into."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from troth.calendars.occurrence import CalendarError
from troth.calendars.reading import named
from troth.cli.calendar import asked_password
from troth.cli.options import now
from troth.cli.practice import of_member, one_at, signed_in
from troth.cli.refusing import Refusal, refusing

if TYPE_CHECKING:
    from troth.calendars.address import Place
    from troth.calendars.models import Calendar
    from troth.calendars.occurrence import Read
    from troth.people.access import Viewer
    from troth.people.models import Member


@click.group("calendars", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one calendar each.")
@of_member
@click.pass_context
def command(ctx: click.Context, *, as_json: bool, member: str | None, demo: bool) -> None:
    """Your own calendars: when each was read, and what trouble it has.

    A calendar is read and never changed, each hour. It says when you are busy; what an appointment
    is called is seen by nobody but you. `troth calendar` prints what stands in them.
    """
    if ctx.invoked_subcommand is not None:
        if as_json or member or demo:
            name = ctx.invoked_subcommand
            raise Refusal(f"Options stand behind the command: `troth calendars {name} …`.")
        return
    viewer, at = signed_in(member, demo=demo), now()
    rows = _own(viewer)
    _show(rows, viewer, at=at, as_json=as_json)
    if not rows:
        click.echo("There is no calendar yet. Add one: `troth calendars add FILE|URL`.", err=True)


@command.command("add")
@click.argument("address", metavar="FILE|URL")
@click.option("--user", default="", help="Who you are at the server.")
@of_member
def add(*, address: str, user: str, member: str | None, demo: bool) -> None:
    """Read a calendar now, and each hour from now on.

    FILE is an ICS file; URL a feed (https, webcal) or a CalDAV server or collection. Where it wants
    a password, that is asked for, or taken from TROTH_CALENDAR_PASSWORD, and kept sealed.
    """
    viewer, at = signed_in(member, demo=demo), now()
    from troth.calendars.actions import keeping  # after Django is loaded
    from troth.calendars.looking import place_of
    from troth.cli.calendars_words import added

    by = viewer.member
    with _naming(address):
        place = place_of(address, user=user)
    with refusing(keeping.CalendarThereError):
        keeping.refuse_twice(place.address, by=by)
        read, password = _read(place, by=by, at=at)
        calendar = keeping.add(
            place.address,
            account=place.account,
            password=password,
            occurrences=read.occurrences,
            left_out=read.troubles,
            by=by,
            at=now(),
        )
    for sentence in (*read.troubles, *read.remarks):
        click.echo(sentence, err=True)
    print(added(calendar))
    sys.exit(1 if read.troubles else 0)


@command.command("remove")
@click.argument("address")
@of_member
def remove(*, address: str, member: str | None, demo: bool) -> None:
    """Keep nothing of a calendar any more. ADDRESS is any part of where it is."""
    viewer, at = signed_in(member, demo=demo), now()
    from troth.calendars.actions.keeping import remove as remove_calendar

    calendar = _named(viewer, address)
    remove_calendar(calendar, by=viewer.member, at=at)
    print(f"{calendar.address} is no calendar of yours any more, and nothing it said is kept.")


@command.command("password")
@click.argument("address")
@of_member
def password(*, address: str, member: str | None, demo: bool) -> None:
    """Give a calendar another password; one that stood still for want of it goes on."""
    viewer = signed_in(member, demo=demo)
    from troth.calendars.actions.keeping import change_password

    calendar = _named(viewer, address)
    if not calendar.account:
        raise Refusal(f"{calendar.address} was added without a user. Add it again with --user.")
    with _naming(calendar.address):
        given = asked_password(f"{calendar.account} at {named(calendar.address)}")
    change_password(calendar, given, by=viewer.member, at=now())
    print("The password is kept, sealed. See whether it fits: `troth calendars look`.")


@command.command("look")
@click.argument("address", required=False)
@of_member
def look(*, address: str | None, member: str | None, demo: bool) -> None:
    """Read all your calendars, or one, now instead of within the hour."""
    viewer, at = signed_in(member, demo=demo), now()
    from troth.calendars.looking import look_into  # after Django is loaded

    rows = [_named(viewer, address)] if address else _own(viewer)
    if not rows:
        raise Refusal("There is no calendar yet. Add one: `troth calendars add FILE|URL`.")
    went_well = [look_into(row, at=at) for row in rows]
    for row in rows:
        row.refresh_from_db()
    _show(rows, viewer, at=now(), as_json=False)
    sys.exit(0 if all(went_well) else 1)


def _read(place: "Place", *, by: "Member", at: datetime) -> "tuple[Read, str]":
    """What stands in it, and the password that opened it: asked for where a server wants one."""
    from troth.calendars.looking import read_all  # after Django is loaded

    given: list[str] = []

    def password(who: str) -> str:
        given.append(given[0] if given else asked_password(who))
        return given[0]

    with _naming(place.address):
        read = read_all(place, password=password, member=by, at=at)
    return read, given[0] if given else ""


@contextmanager
def _naming(source: str) -> Iterator[None]:
    """Refuse what cannot be read, by the name of what it is."""
    try:
        yield
    except CalendarError as error:
        raise Refusal(f"{named(source)}: {error} Nothing was kept.") from error


def _own(viewer: "Viewer") -> "list[Calendar]":
    from troth.calendars.queries import calendars  # after Django is loaded

    return calendars(viewer)


def _named(viewer: "Viewer", words: str) -> "Calendar":
    """The one calendar that a part of its address belongs to."""
    return one_at({it.address: it for it in _own(viewer)}, words, noun="calendar")


def _show(rows: "Iterable[Calendar]", viewer: "Viewer", *, at: datetime, as_json: bool) -> None:
    from troth.cli.calendars_words import as_json_line, told

    for row in rows:
        print(as_json_line(row) if as_json else told(row, at=at, zone=viewer.member.zone))
