"""`troth move`: the practice into another database."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from troth.cli.options import now
from troth.cli.practice import load
from troth.cli.refusing import Refusal, refusing
from troth.cli.running import AtWorkError, RunsAlreadyError, alone
from troth.project.home import DEMO_VARIABLE, home

if TYPE_CHECKING:
    from troth.safekeeping.moving import Moved


OWN_ALONE = 0o600


@click.command("move")
@click.argument("address", metavar="URL")
@click.option("--demo", is_flag=True, help="The sample practice.")
def command(*, address: str, demo: bool) -> None:
    """Move the practice into another, empty database: postgres://USER:PASSWORD@HOST/NAME.

    Or back into a file: sqlite:///PATH. Troth must be stopped meanwhile. Every row is copied in one
    transaction and counted, then every chain of the record is verified there. The database that it
    came from stays as it is; where that is a file, a mark beside it keeps `troth up` from going on
    with the old one by mistake.
    """
    if demo:
        os.environ[DEMO_VARIABLE] = "1"
    with refusing(RunsAlreadyError, AtWorkError), alone(home()):
        load(demo=demo)
        _refuse_none(demo=demo)
        place = _place(address)
        moved = _moved(place)
        _tell(moved, place, address, demo=demo)


def _refuse_none(*, demo: bool) -> None:
    from troth.cli.schema import is_ready  # after Django is loaded
    from troth.people.models import Practice

    if not is_ready() or not Practice.objects.exists():
        up = "troth up --demo" if demo else "troth up"
        raise Refusal(f"There is no practice here yet, or it is older than Troth. Run `{up}`.")


def _place(address: str) -> dict[str, Any]:
    from django.conf import settings  # after Django is loaded
    from django.core.exceptions import ImproperlyConfigured

    try:
        place: dict[str, Any] = settings.DATABASE_OF(address, folder=settings.HOME)
    except (ImproperlyConfigured, ValueError) as error:
        raise Refusal(f"{address!r} is no address of a database: {error}") from error
    path = place["NAME"]
    if isinstance(path, Path) and not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}. Make it, or name another place.")
    if isinstance(path, Path):
        path.touch(mode=OWN_ALONE)
    return place


def _moved(place: dict[str, Any]) -> "Moved":
    from troth.cli.work import telling
    from troth.safekeeping.moving import put_into
    from troth.safekeeping.places import UnfitPlaceError

    with refusing(UnfitPlaceError), telling() as say:
        return put_into(
            place, told=lambda table, rows: say(f"{rows:,} rows, {table.replace('_', ' ')} ...")
        )


def _tell(moved: "Moved", place: dict[str, Any], address: str, *, demo: bool) -> None:
    from troth.safekeeping.moving import unmark, without_password

    shown = without_password(address)
    if moved.broken:
        for it in moved.broken:
            click.echo(f"BROKEN {it.name}: entry {it.broken.seq}: {it.broken.why}.")
        click.echo(f"What arrived in {shown} is not what left, so nothing is switched. Empty it.")
        sys.exit(1)
    click.echo(f"{moved.rows:,} rows are in {shown}, and {moved.chains} chains verify there.")
    if isinstance(place["NAME"], Path):
        unmark(place["NAME"])
    _mark(address)
    variable = "TROTH_DEMO_DATABASE_URL" if demo else "DATABASE_URL"
    click.echo(f"From now on set {variable} to that address, then run `troth up`.")


def _mark(address: str) -> None:
    from django.db import connection

    from troth.safekeeping.moving import mark_moved

    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        mark_moved(path, to=address, at=now())
        click.echo(f"{path} stays as it is, and is not used any more.")
