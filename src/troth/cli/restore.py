"""`troth restore`: a practice out of a backup."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote

import click

from troth.cli.options import now
from troth.cli.practice import load, no_home
from troth.cli.refusing import Failure, Refusal, refusing
from troth.cli.running import AtWorkError, RunsAlreadyError, alone
from troth.project.home import home
from troth.safekeeping.backup_file import Backup, UnfitBackupError
from troth.web.because import because

if TYPE_CHECKING:
    from troth.safekeeping.queries import BrokenChain

URL = "DATABASE_URL"


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Where a practice is here already: put it away as a backup of its own, then restore.",
)
def command(*, file: Path, replace: bool) -> None:
    """Restore a practice from a backup, on this machine or another.

    It becomes the practice of this machine: on SQLite, or in the empty PostgreSQL database that
    DATABASE_URL names. The backup is checked first, one of an older Troth is brought up to date,
    and either all of it is restored or nothing. Letters that were about to leave wait for your
    word: they may have left since. At the end the record is verified against what the backup
    witnessed.
    """
    folder = _home()
    with refusing(RunsAlreadyError, AtWorkError), alone(folder):
        _restore(file.expanduser().absolute(), folder, may_replace=replace)


def _home() -> Path:
    try:
        return home()
    except OSError as error:
        raise no_home(error) from error


def _restore(file: Path, folder: Path, *, may_replace: bool) -> None:
    from troth.safekeeping.restoring import draft_of, key_in_place

    wanted = os.environ.pop(URL, "")
    try:
        with (
            refusing(UnfitBackupError),
            draft_of(file, folder=folder) as (backup, draft),
            key_in_place(backup.key, folder=folder) as is_key_new,
        ):
            had_key = not is_key_new and _has_key(folder)
            broken, letters = _made_whole(backup, draft, wanted, may_replace=may_replace)
    except OSError as error:
        raise Failure(
            f"Nothing was restored: {error.filename or folder}: {because(error)}."
        ) from error
    _tell(backup, letters, is_key_new=is_key_new, had_key=had_key, folder=folder)
    if broken:
        _tell_broken(broken)


def _made_whole(
    backup: Backup, draft: Path, wanted: str, *, may_replace: bool
) -> "tuple[list[BrokenChain], int]":
    """Bring the draft up to date, wake it, put it in its place; the chains that are broken."""
    os.environ[URL] = f"sqlite://{quote(str(draft))}"
    load()
    from django.conf import settings  # after Django is loaded
    from django.db import connections

    from troth.cli.schema import bring_up_to_date
    from troth.safekeeping.actions.restoring import wake
    from troth.safekeeping.queries import broken_chains

    place = settings.DATABASE_OF(wanted, folder=settings.HOME)
    _make_room(place, may_replace=may_replace)
    bring_up_to_date(is_backed_up=True)
    letters = wake(backup, at=now())
    broken = broken_chains(backup.heads)
    if place["ENGINE"].endswith("postgresql"):
        _copy_over(place)
        return broken, letters
    connections.close_all()
    from troth.safekeeping.restoring import put_in_place

    put_in_place(draft, Path(place["NAME"]))
    return broken, letters


def _make_room(place: dict[str, Any], *, may_replace: bool) -> None:
    """Refuse a place that holds a practice, or put that practice away where that was asked for."""
    if place["ENGINE"].endswith("postgresql"):
        return  # whoever copies there refuses it
    path = Path(place["NAME"])
    if not _is_taken(path):
        return
    if not may_replace:
        raise Refusal(
            f"{path} holds a practice already. Add --replace to put that away as a backup first, "
            "or name another place with TROTH_HOME."
        )
    _put_away(place)


def _is_taken(path: Path) -> bool:
    from troth.safekeeping.restoring import holds_a_practice

    try:
        return holds_a_practice(path)
    except sqlite3.Error as error:
        raise Refusal(f"{path} cannot be read: {error}. Move it away, then try again.") from error


def _put_away(place: dict[str, Any]) -> None:
    from django.conf import settings

    from troth.safekeeping.another import another
    from troth.safekeeping.kept import kept_file
    from troth.safekeeping.writing import NoBackupError, write

    at = now()
    with another(place) as alias, refusing(NoBackupError, by=Failure):
        path = kept_file("before-restore", folder=settings.HOME, at=at)
        write(path, at=at, source=alias)
    click.echo(f"What was here is kept in {path}.", err=True)


def _copy_over(place: dict[str, Any]) -> None:
    from troth.safekeeping.moving import put_into
    from troth.safekeeping.places import UnfitPlaceError

    with refusing(UnfitPlaceError):
        put_into(place)


def _has_key(folder: Path) -> bool:
    return "TROTH_KEY" in os.environ or (folder / "key").exists()


def _tell(backup: Backup, letters: int, *, is_key_new: bool, had_key: bool, folder: Path) -> None:
    click.echo(f"{', '.join(backup.practices)} is here, as of {backup.made_at}.")
    if is_key_new:
        click.echo(f"Its key came with it and lies in {folder / 'key'}.")
    elif had_key:
        click.echo(
            "The key that was here already stays. Mailboxes whose passwords another key sealed ask "
            "for them again."
        )
    else:
        click.echo(
            "The backup holds no key: mailboxes ask for their passwords again. With the key file "
            f"of the other machine in place of {folder / 'key'} they do not."
        )
    if letters:
        wait = "letter waits" if letters == 1 else "letters wait"
        click.echo(f"{letters} {wait} for your word: each may have left since the backup was made.")
    click.echo("Start it with `troth up`.")


def _tell_broken(broken: "list[BrokenChain]") -> NoReturn:
    for it in broken:
        click.echo(f"BROKEN {it.name}: entry {it.broken.seq}: {it.broken.why}.")
    click.echo("The record was broken so when the backup was made. All is restored as it is.")
    sys.exit(1)
