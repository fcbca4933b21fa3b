"""`troth export`: leaving with everything."""

import re
import unicodedata
from pathlib import Path

import click

from troth.cli.options import now
from troth.cli.practice import client_named, of_member, signed_in
from troth.cli.refusing import Failure, refusing
from troth.web.because import because


@click.command("export")
@click.argument("place", metavar="[PLACE]", required=False, type=click.Path(path_type=Path))
@click.option("--client", "named", help="Only this client: a part of a name or domain.")
@of_member
def command(*, place: Path | None, named: str | None, member: str | None, demo: bool) -> None:
    """Write everything out as plain files: JSON, the letters as they came, and the record.

    PLACE is a folder that is not there yet, or a ZIP file where it ends in .zip. The record comes
    with verify.py, which checks it with Python alone, on any machine, without Troth. With --client
    it holds what belongs to that client and no trace of another, so that it can be handed over.
    docs/export.md tells every file and every field.
    """
    viewer = signed_in(member, demo=demo)
    from troth.cli.work import telling  # after Django is loaded
    from troth.safekeeping.leaving.export import export
    from troth.safekeeping.leaving.scope import of_client, whole_practice
    from troth.safekeeping.leaving.sinks import TakenPlaceError

    client = client_named(viewer, named) if named else None
    at, whose = now(), client.name if client else viewer.practice.name
    path = (place or Path(f"{_as_file(whose)}-{at:%Y-%m-%d}.zip")).expanduser().absolute()
    scope = of_client(viewer, client) if client else whole_practice(viewer)
    try:
        with refusing(TakenPlaceError), telling() as say:
            say(f"Writing {whose} ...")
            export(viewer, scope, path=path, at=at)
    except OSError as error:
        raise Failure(
            f"Nothing is left at {path}: {because(error)}. Name another place."
        ) from error
    click.echo(f"Everything of {whose} is in {path}.")
    click.echo("Check it there with `python3 verify.py`.")


def _as_file(name: str) -> str:
    """A name that every disk takes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "export"
