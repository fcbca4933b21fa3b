"""`troth backup`: everything in one file, while the practice runs."""

from pathlib import Path

import click

from troth.cli.options import now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Failure, refusing


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace FILE where it is there already.")
@click.option(
    "--with-key",
    is_flag=True,
    help="Put the key in too: whoever has the file can then read the passwords of mailboxes.",
)
@of_member
def command(*, file: Path, replace: bool, with_key: bool, member: str | None, demo: bool) -> None:
    """Make a backup of the whole practice in FILE. It may go on running meanwhile.

    FILE is checked after it was written and is readable for you alone. It holds every letter and
    the whole record, so keep it as safe as your mail. Passwords of mailboxes are in it sealed: they
    open with the key of this machine only, which stays out unless you say --with-key. `troth
    restore FILE` brings everything back, on any machine.
    """
    viewer = signed_in(member, demo=demo)
    from django.conf import settings  # after Django is loaded

    from troth.cli.work import telling
    from troth.safekeeping.actions.backing_up import back_up
    from troth.safekeeping.writing import NoBackupError

    path = file.expanduser().absolute()
    with refusing(NoBackupError, by=Failure), telling() as say:
        backup = back_up(
            path,
            by=viewer.member,
            at=now(),
            key=settings.SECRET_KEY if with_key else "",
            may_replace=replace,
            told=lambda table, rows: say(f"Writing {rows:,} {table.replace('_', ' ')} ..."),
        )
    entries = backup.counts["record_entry"]
    click.echo(f"{file} holds {', '.join(backup.practices)}: {entries:,} entries of the record.")
    click.echo(_of_the_key(with_key=with_key))


def _of_the_key(*, with_key: bool) -> str:
    if with_key:
        return "The key is in it: whoever has this file has the passwords of your mailboxes."
    return "The key is not in it: after a restore elsewhere, mailboxes ask for their passwords."
