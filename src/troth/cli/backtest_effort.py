"""`troth backtest effort`: whether Troth would have told the truth about hours in this past."""

import json

import click

from troth.cli.backtest_page import held, left_out, measures, verdict
from troth.cli.files import bytes_of
from troth.cli.refusing import Failure, refusing
from troth.pure.forecast.backtest_effort import (
    Scored,
    TooFewError,
    backtest,
    in_one_line,
)
from troth.pure.forecast.history_csv import History, read_history
from troth.pure.forecast.table_csv import TableError
from troth.web.days import count_words


@click.command("effort")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="JSON lines; the last one sums up.")
def command(*, file: str, as_json: bool) -> None:
    """Forecast the hours of finished work from what was known when it was estimated.

    FILE is CSV with the columns id, estimated_hours, actual_hours, estimated_on, completed_on, and
    person and kind if you have them. The first 100 pieces of work are only learned from. Beside it
    stands the plain way: the estimate times all earlier ratios of actual to estimated hours.
    """
    with refusing(TableError):
        history = read_history(bytes_of(file, wanted="a CSV file"))
    try:
        scored = backtest(history.done)
    except TooFewError as error:
        raise Failure("\n".join([str(error), *left_out(history.left_out)])) from error
    lines = _as_json(scored, history) if as_json else _as_page(scored, history)
    click.echo("\n".join(lines))


def _as_json(scored: list[Scored], history: History) -> list[str]:
    """A line for each line of the file that was left out, then the one that sums up."""
    lines = [{"line": each.line, "left_out": each.reason} for each in history.left_out]
    return [json.dumps(line, ensure_ascii=False) for line in [*lines, in_one_line(scored)]]


def _as_page(scored: list[Scored], history: History) -> list[str]:
    answer = in_one_line(scored)
    first, last = scored[0].done.estimated_on, scored[-1].done.estimated_on
    pieces = count_words(len(scored), "piece")
    return [
        f"{pieces} of work, estimated from {first} to {last}, each forecast",
        "from what had been completed before the day of its estimate.",
        "",
        f"{'':30}{'Troth':>13}{'plain':>13}",
        *held(answer),
        *measures(answer, unit="h"),
        "",
        verdict(answer),
        "Plain: the estimate times all earlier ratios of actual to estimated hours.",
        *left_out(history.left_out),
    ]
