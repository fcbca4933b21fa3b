"""`troth forecast`: when the work of a plan is done, and how sure that is."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from troth.cli.files import STANDARD_INPUT, bytes_of
from troth.cli.options import InstantType, machine_zone, now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Refusal

if TYPE_CHECKING:
    from troth.pure.forecast.answer import Forecast
    from troth.pure.forecast.moving import Move
    from troth.pure.forecast.plan_reading import Read

    MovedBy = Mapping[str, Sequence[Move]]

LARGEST = 64_000_000
"""Bytes of a plan: a hundred times those of three thousand pieces."""

FEW = 8
"""Ids named where one is unknown."""


@click.command("forecast")
@click.argument("source", metavar="PLAN.json")
@click.option("--at", type=InstantType(), help="The moment to forecast from; default: the plan's.")
@click.option("--own", is_flag=True, help="Take from your practice what the plan does not say.")
@click.option("--why", metavar="ID", help="Say what would make this piece of work earlier.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@of_member
def command(
    source: str,
    *,
    at: datetime | None,
    own: bool,
    why: str | None,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Say when each piece of work can be finished, and how sure that is.

    PLAN.json names the people, their calendars, the clients and the work; - reads it from standard
    input. docs/forecast.md tells of every field. Nothing is stored.
    """
    if (member or demo) and not own:
        raise Refusal("--member and --demo go with --own. Without it no practice is asked.")
    raw, folder = _bytes(source)
    taken = Notes([], [])
    if own:
        raw, taken = _with_own(raw, at=at, member=member, demo=demo)
    answer, notes = _summed(_read(raw, at=at), folder=folder)
    notes = Notes([*notes.left_out, *taken.left_out], [*taken.supposed, *notes.supposed])
    moved_by = _moved_by(answer, why) if why else {}
    _print(answer, notes, moved_by, as_json=as_json)
    sys.exit(1 if notes.left_out else 0)


class Notes(NamedTuple):
    """What is told beside the dates: what could not be used, and what was supposed instead."""

    left_out: list[str]
    supposed: list[str]


def _bytes(source: str) -> tuple[bytes, Path]:
    """The plan, and the folder that the names of files in it are read from."""
    raw = bytes_of(source, wanted="the file of a plan", most=LARGEST)
    return raw, Path() if source == STANDARD_INPUT else Path(source).parent


def _with_own(
    raw: bytes, *, at: datetime | None, member: str | None, demo: bool
) -> tuple[bytes, Notes]:
    """The plan with what the practice knows of its member and clients."""
    viewer = signed_in(member, demo=demo)
    from troth.cli.forecast_own import filled  # after Django is loaded

    own = filled(raw, viewer, now=now(), at=at)
    return own.raw, Notes(list(own.left_out), list(own.rests_on))


def _read(raw: bytes, *, at: datetime | None) -> "Read":
    from troth.pure.forecast.plan_json import PlanError  # numpy takes 0.1 s
    from troth.pure.forecast.plan_reading import read

    try:
        return read(raw, zone=machine_zone(), now=now(), at=at)
    except PlanError as error:
        raise Refusal(error) from None


def _summed(found: "Read", *, folder: Path) -> tuple["Forecast", Notes]:
    from troth.cli.forecast_files import gathered
    from troth.pure.forecast.answer import forecast

    files = gathered(found.plan, folder=folder)
    answer = forecast(files.plan)
    never = [
        f"{person} has no working time before {answer.horizon:%Y-%m-%d}, so that nothing they do "
        "is ever finished. Give them hours, or the work to somebody else."
        for person in answer.never
    ]
    return answer, Notes([*found.troubles, *files.left_out, *never], files.supposed)


def _moved_by(answer: "Forecast", why: str) -> "MovedBy":
    from troth.pure.forecast.moving import moves

    told = [finish.work.id for finish in answer.finishes]
    if why not in told:
        shown = ", ".join(told[:FEW]) + (", …" if len(told) > FEW else "")
        raise Refusal(f"No date is told for {why!r}. Name one of these: {shown}.")
    return {why: moves(answer, why)}


def _print(answer: "Forecast", notes: Notes, moved_by: "MovedBy", *, as_json: bool) -> None:
    from troth.pure.forecast.grounds import grounds

    rests_on = [*grounds(answer), *notes.supposed]
    if as_json:
        from troth.cli.forecast_json import document

        click.echo(document(answer, moved_by, rests_on=rests_on, left_out=notes.left_out))
        return
    from rich.console import Console

    from troth.cli.forecast_page import page

    console = Console(highlight=False, emoji=False)
    beside = {"rests_on": rests_on, "left_out": notes.left_out}
    console.print(page(answer, moved_by, **beside, width=console.width))
