"""`troth today`: one line per client, in the order of the desk."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from troth.cli.options import now
from troth.cli.practice import of_member, signed_in

if TYPE_CHECKING:
    from troth.agenda.telling import TodayLine


@click.command("today")
@click.option("--everyone", is_flag=True, help="The clients of every member, not only yours.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one client each.")
@of_member
def command(*, everyone: bool, as_json: bool, member: str | None, demo: bool) -> None:
    """Say who waits for whom, client by client, the most pressing one first.

    These are the lines of the desk's first page, in its order: when each client last heard from
    you, when the next word is due and why, what is overdue, and what is endangered.
    """
    viewer, at = signed_in(member, demo=demo), now()
    from troth.agenda.actions import catch_up  # noqa: PLC0415  # after Django is loaded
    from troth.agenda.queries import today  # noqa: PLC0415

    catch_up(viewer.practice_id, at=at)
    page = today(viewer, at=at, everyone=everyone)
    count = 0
    while True:
        for line in page.lines:
            count += 1
            print(json.dumps(_as_json(line), ensure_ascii=False) if as_json else _as_text(line))
        if page.after is None:
            break
        page = today(viewer, at=at, everyone=everyone, after=page.after)
    if not count:
        print("Nothing is due, and nobody waits.", file=sys.stderr)


def _as_text(line: "TodayLine") -> str:
    """A client's name and below it what there is to say, the pressing sentences first."""
    found = f"{line.to_look_at} found in mail to decide." if line.to_look_at else ""
    said = (
        line.overdue,
        line.endangered,
        line.word,
        line.they_wait,
        line.we_wait,
        line.heard,
        found,
    )
    mark = "! " if line.is_urgent else "  "
    return "\n".join([f"{mark}{line.name}", *(f"    {it}" for it in said if it)])


def _as_json(line: "TodayLine") -> dict[str, Any]:
    return {
        "client": str(line.client),
        "name": line.name,
        "kind": line.kind,
        "band": line.band.name.lower().replace("_", " "),
        "is_due": line.is_due,
        "heard": line.heard,
        "word": line.word,
        "they_wait": line.they_wait,
        "we_wait": line.we_wait,
        "overdue": line.overdue,
        "endangered": line.endangered,
        "to_look_at": line.to_look_at,
    }
