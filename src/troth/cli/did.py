"""`troth did`: finished work and good news in one line."""

import json

import click

from troth.cli.options import now
from troth.cli.practice import client_named, of_member, signed_in
from troth.cli.refusing import refusing


@click.command("did")
@click.argument("text")
@click.option("--client", "named", required=True, help="Any part of a client's name or domain.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line instead of a sentence.")
@of_member
def command(*, text: str, named: str, as_json: bool, member: str | None, demo: bool) -> None:
    """Write down finished work or good news as it happens, so that the next update can tell it.

    TEXT is one line, such as "checkout 4 s to 0.3 s". Nobody is told by this; an update is never
    made of promises alone.
    """
    viewer = signed_in(member, demo=demo)
    client = client_named(viewer, named)
    from troth.notes.actions import NoteRefusedError, did  # noqa: PLC0415  # after Django is loaded

    with refusing(NoteRefusedError):
        won = did(client, text=text, by=viewer.member, at=now())
    said = {"id": str(won.pk), "client": client.name, "text": won.text}
    print(json.dumps(said, ensure_ascii=False) if as_json else f"Noted for {client.name}.")
