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
    from troth.agenda.actions import catch_up  # after Django is loaded
    from troth.agenda.digest import line_text
    from troth.agenda.digest_wish import every_line

    catch_up(viewer.practice_id, at=at)
    count = 0
    for line in every_line(viewer, at=at, everyone=everyone):
        count += 1
        print(json.dumps(_as_json(line), ensure_ascii=False) if as_json else line_text(line))
    if not count:
        print("Nothing is due, and nobody waits.", file=sys.stderr)


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
