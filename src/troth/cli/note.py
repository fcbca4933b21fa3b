"""`troth note`: a call, a meeting or a chat, in a line or a pasted text."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from troth.cli.options import InstantType, aware, now
from troth.cli.practice import client_named, contact_named, of_member, signed_in
from troth.cli.refusing import Refusal, refusing
from troth.web.days import count_words

if TYPE_CHECKING:
    from troth.promises.actions.noting import Noted

STANDARD_INPUT = "-"


@click.command("note")
@click.argument("text", required=False)
@click.option("--client", "named", required=True, help="Any part of a client's name or domain.")
@click.option("--with", "spoken_with", metavar="NAME", help="Whom you spoke with.")
@click.option("--call", "kind", flag_value="call", default=True, help="By telephone. The default.")
@click.option("--meeting", "kind", flag_value="meeting", help="Face to face, or on a screen.")
@click.option("--chat", "kind", flag_value="chat", help="In writing, but not by mail.")
@click.option("--at", "at_time", type=InstantType(), help="When it was. Default: now.")
@click.option(
    "--file", "path", metavar="FILE", help="Read the text from there; - is standard input."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON line instead of a sentence.")
@of_member
def command(
    *,
    text: str | None,
    named: str,
    spoken_with: str | None,
    kind: str,
    at_time: datetime | None,
    path: str | None,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Write down a call, a meeting or a chat. It is read like mail, for who owes what to whom.

    TEXT is one line, such as "Anna will send the texts by Friday"; a longer text comes from --file.
    In it, "Anna: ..." and "Me: ..." at the beginning of a line say who spoke.
    """
    viewer = signed_in(member, demo=demo)
    client = client_named(viewer, named)
    contact = contact_named(client, spoken_with) if spoken_with else None
    from troth.notes.actions import NoteRefusedError  # after Django is loaded
    from troth.notes.models import NoteKind
    from troth.promises.actions.noting import take_note

    at, zone = now(), ZoneInfo(viewer.member.zone)
    with refusing(NoteRefusedError):
        noted = take_note(
            client,
            contact=contact,
            kind=NoteKind(kind),
            at_time=aware(at_time, zone=zone) if at_time else at,
            text=_text(text, path),
            is_word=True,
            by=viewer.member,
            at=at,
        )
    said = f"Noted: a {kind} with {contact or client.name}. {_found_words(noted.found)}"
    print(_as_json(noted) if as_json else said.strip())


def _text(text: str | None, path: str | None) -> str:
    if (text is None) == (path is None):
        raise Refusal("Give the text as one argument, or a file that holds it with --file.")
    if path is None:
        return text or ""
    try:
        raw = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        raise Refusal(f"{path} could not be read: {error.strerror}.") from error
    return raw.decode("utf-8", errors="replace").removeprefix("\ufeff")


def _found_words(found: int) -> str:
    if not found:
        return ""
    waits = "waits" if found == 1 else "wait"
    return f"{count_words(found, 'sentence')} in it {waits} for your word at the desk."


def _as_json(noted: "Noted") -> str:
    written = noted.note
    said = {
        "id": str(written.pk),
        "client": written.client.name,
        "with": written.contact.name if written.contact else None,
        "kind": written.kind,
        "at": written.at.isoformat(),
        "found": noted.found,
    }
    return json.dumps(said, ensure_ascii=False)
