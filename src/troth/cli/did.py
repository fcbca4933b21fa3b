"""`troth did`: finished work and good news in one line."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import click

from troth.cli.mailbox import DayType
from troth.cli.options import HoursType, now
from troth.cli.practice import client_named, of_member, signed_in
from troth.cli.refusing import refusing


@click.command("did")
@click.argument("text")
@click.option("--client", "named", required=True, help="Any part of a client's name or domain.")
@click.option("--hours", type=HoursType(), help="How many hours of work it took: 3.5 or 3:30.")
@click.option("--estimated", type=HoursType(), help="How many you had thought it would take.")
@click.option("--kind", default="", help="Your word for work of this sort, such as migration.")
@click.option("--on", type=DayType(), help="The day it was done. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line instead of a sentence.")
@of_member
def command(
    *,
    text: str,
    named: str,
    hours: float | None,
    estimated: float | None,
    kind: str,
    on: date | None,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Write down finished work or good news as it happens, so that the next update can tell it.

    TEXT is one line, such as "checkout 4 s to 0.3 s". Nobody is told by this; an update is never
    made of promises alone. With --hours, and --estimated where you had said before how long it
    would take, Troth learns how your estimates turn out; that is told to nobody but you.
    """
    viewer = signed_in(member, demo=demo)
    client = client_named(viewer, named)
    from troth.notes.actions import NoteRefusedError, Took, did  # after Django

    at, took = now(), Took(hours=hours, estimated_hours=estimated, kind=kind)
    done_at = _done_at(on, at=at, zone=viewer.member.zone)
    with refusing(NoteRefusedError):
        won = did(client, text=text, by=viewer.member, at=at, done_at=done_at, took=took)
    said = {"id": str(won.pk), "client": client.name, "text": won.text}
    said |= {name: value for name, value in took._asdict().items() if value}
    print(json.dumps(said, ensure_ascii=False) if as_json else f"Noted for {client.name}.")


def _done_at(on: date | None, *, at: datetime, zone: str) -> datetime | None:
    """Noon of another day than today: that is the same day for a client anywhere near."""
    place = ZoneInfo(zone)
    if on is None or on == at.astimezone(place).date():
        return None
    return datetime.combine(on, time(12), tzinfo=place)
