"""`troth history`: what Troth knows so far of answers, promises and estimates."""

import json
from typing import TYPE_CHECKING

import click

from troth.cli.files import bytes_of
from troth.cli.options import now
from troth.cli.practice import client_named, of_member, signed_in
from troth.cli.refusing import Refusal, refusing

if TYPE_CHECKING:
    from troth.forecasts.actions.importing import Imported

MOST_PROBLEMS = 20


@click.group("history", invoke_without_command=True)
@click.option("--client", "named", help="Any part of a client's name or domain. Default: all.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line instead of sentences.")
@of_member
@click.pass_context
def command(
    ctx: click.Context, *, named: str | None, as_json: bool, member: str | None, demo: bool
) -> None:
    """Say what Troth knows so far: what its forecasts rest on.

    How long each client takes to answer, how long promises take, how your estimates turn out, and
    how much of your working time goes into the work. It is measured from mail, notes and finished
    work; nothing is entered twice. What your own work took is told to you alone.
    """
    if ctx.invoked_subcommand is not None:
        return
    viewer = signed_in(member, demo=demo)
    client = client_named(viewer, named) if named else None
    from troth.cli.history_words import as_json as json_of  # after Django
    from troth.cli.history_words import sentences
    from troth.forecasts.queries.learned import learned

    known = learned(viewer, client.pk if client else None, at=now())
    print(json_of(known) if as_json else "\n".join(sentences(known)))


@command.command("import")
@click.argument("path", metavar="FILE")
@click.option(
    "--from",
    "source",
    type=click.Choice(("kimai", "toggl", "troth")),
    help="Whose export it is. Default: what its first line says.",
)
@click.option(
    "--columns",
    help="Which column is which, such as id=Ticket,actual_hours=Hours,completed_on=Closed.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON line instead of sentences.")
@of_member
def import_(
    *,
    path: str,
    source: str | None,
    columns: str | None,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Take in past work from a CSV file: a Kimai or Toggl Track export, or one of your own.

    A line is a stretch of work (on, hours) or a whole piece of it (id, actual_hours, completed_on);
    estimated_hours, estimated_on, started_on, title, client, project, person and kind may stand
    there too. Stretches of one person, client, project and title are one piece. Importing a file
    twice changes nothing, and a later export adds what is new.
    """
    viewer, at = signed_in(member, demo=demo), now()
    from zoneinfo import ZoneInfo

    from troth.forecasts.actions.importing import import_work  # after Django
    from troth.forecasts.work_columns import FileRefusedError
    from troth.forecasts.work_files import read_past

    today = at.astimezone(ZoneInfo(viewer.member.zone)).date()
    with refusing(FileRefusedError):
        past = read_past(
            bytes_of(path, wanted="a CSV file"),
            source=source,
            columns=_columns(columns),
            today=today,
        )
    done = import_work(past, by=viewer.member, at=at)
    print(_as_json(done) if as_json else _words(done))
    for problem in () if as_json else done.problems[:MOST_PROBLEMS]:
        click.echo(problem, err=True)
    if not as_json and len(done.problems) > MOST_PROBLEMS:
        click.echo(f"And {len(done.problems) - MOST_PROBLEMS} more; --json has all.", err=True)


def _columns(text: str | None) -> dict[str, str]:
    pairs = [it.partition("=") for it in (text or "").split(",") if it.strip()]
    if any(not (name.strip() and own.strip()) for name, _, own in pairs):
        raise Refusal("Write columns as ours=yours with commas between: id=Ticket,hours=Spent.")
    return {name.strip(): own.strip() for name, _, own in pairs}


def _words(done: "Imported") -> str:
    from troth.web.days import count_words  # after Django

    if not (done.new or done.changed or done.known):
        return "Nothing was taken in."
    said = [f"{count_words(done.new, 'piece')} of work taken in"]
    said += [f"{done.changed:,} changed"] if done.changed else []
    said += [f"{done.known:,} known before"] if done.known else []
    line = f"{', '.join(said)}."
    if done.without_client:
        name = "names" if done.without_client == 1 else "name"
        line += f" {done.without_client:,} of them {name} no client that is known here."
    return line


def _as_json(done: "Imported") -> str:
    said = {
        "new": done.new,
        "changed": done.changed,
        "known": done.known,
        "without_client": done.without_client,
        "problems": done.problems,
    }
    return json.dumps(said, ensure_ascii=False)
