"""`troth promise`: a promise, an ask or a need in one line."""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from troth.cli.options import now
from troth.cli.practice import client_named, of_member, signed_in
from troth.cli.refusing import Refusal, refusing
from troth.web.days import day_words

if TYPE_CHECKING:
    from troth.promises.queries.by_hand import Parsed

WHO = {
    "promise": "You owe {}: {}",
    "ask": "{} wants to know or to have: {}",
    "need": "{} owes you: {}",
}


@click.command("promise")
@click.argument("line")
@click.option("--client", "named", help="Any part of a client's name or domain.")
@click.option("--yes", is_flag=True, help="Do not ask whether it was understood.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line; asks nothing.")
@of_member
def command(
    *, line: str, named: str | None, yes: bool, as_json: bool, member: str | None, demo: bool
) -> None:
    """Write down who owes what by when, as you would say it.

    LINE is such as "send Anna the migration plan by Friday", which is your promise, or "Anna sends
    me the texts by Tuesday", which is owed to you. What was understood is shown first.
    """
    viewer, at = signed_in(member, demo=demo), now()
    client = client_named(viewer, named) if named else None
    from troth.promises.actions.by_hand import write_down  # after Django is loaded
    from troth.promises.queries.by_hand import parse
    from troth.promises.refusals import RefusedError

    with refusing(RefusedError):
        parsed = parse(viewer, line, at=at, client=client.pk if client else None)
    said = _words(parsed, at=at.astimezone(ZoneInfo(viewer.member.zone)))
    if not (yes or as_json) and not _is_meant(said):
        click.echo("Nothing was written down. Say it in other words.", err=True)
        return
    with refusing(RefusedError):
        matter = write_down(parsed, by=viewer.member, at=at)
    print(_as_json(parsed, str(matter.pk)) if as_json else f"Written down. {said}")


def _is_meant(said: str) -> bool:
    if not sys.stdin.isatty():
        raise Refusal(f"{said} If that is so, run it again with --yes.")
    return click.confirm(f"{said} Is that so?", default=True, err=True)


def _words(parsed: "Parsed", *, at: datetime) -> str:
    who = parsed.client.name
    if parsed.contact:
        who = f"{parsed.contact.name or 'Somebody'} ({parsed.client.name})"
    return f"{WHO[parsed.kind].format(who, parsed.what)}, {_due_words(parsed, at=at)}."


def _due_words(parsed: "Parsed", *, at: datetime) -> str:
    due = parsed.due
    if due is None:
        return "no date"
    if isinstance(due, datetime):
        local = due.astimezone(at.tzinfo)
        return f"by {day_words(local.date(), today=at.date())} {local:%H:%M}"
    return f"by {day_words(due, today=at.date())} ({due.isoformat()})"


def _as_json(parsed: "Parsed", pk: str) -> str:
    said = {
        "id": pk,
        "kind": parsed.kind.value,
        "client": parsed.client.name,
        "contact": parsed.contact.name if parsed.contact else None,
        "what": parsed.what,
        "due": parsed.due.isoformat() if parsed.due else None,
    }
    return json.dumps(said, ensure_ascii=False)
