"""`troth backtest delivery`: whether Troth would have told the truth about days in this past."""

import json
from datetime import date, timedelta
from typing import Any

import click
import numpy as np

from troth.cli.backtest_page import (
    SHARE_WORDS,
    held,
    left_out,
    measures,
    verdict,
)
from troth.cli.files import bytes_of
from troth.cli.options import now
from troth.cli.refusing import Failure, refusing
from troth.pure.forecast.backtest_delivery import Scored, TooFewError, backtest, in_one_line
from troth.pure.forecast.delivery_csv import Deliveries, read_deliveries
from troth.pure.forecast.scoring import SHARES, quantiles
from troth.pure.forecast.spread import Spread
from troth.pure.forecast.table_csv import TableError
from troth.web.days import count_words

MOST_ITEMS = 200


@click.command("delivery")
@click.argument("file")
@click.option(
    "--items",
    type=click.IntRange(1, MOST_ITEMS),
    default=20,
    show_default=True,
    help="How many pieces are forecast.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON lines; the last one sums up.")
def command(*, file: str, items: int, as_json: bool) -> None:
    """Forecast by when the next pieces of work are finished, from what was known each Monday.

    FILE is CSV with the columns id, created_on, started_on, completed_on; only completed_on is
    needed. The first 100 finished pieces are only learned from. Beside it stands the plain way: the
    working days of the last twelve weeks, drawn at random until the pieces are finished.
    """
    with refusing(TableError):
        deliveries = read_deliveries(bytes_of(file, wanted="a CSV file"), today=now().date())
    try:
        scored = backtest(deliveries.work, items=items)
    except TooFewError as error:
        raise Failure("\n".join([str(error), *left_out(deliveries.left_out)])) from error
    lines = _as_json(scored, deliveries) if as_json else _as_page(scored, deliveries, items=items)
    click.echo("\n".join(lines))


def _as_json(scored: list[Scored], deliveries: Deliveries) -> list[str]:
    """A line for each line left out, one for each Monday, then the one that sums up."""
    lines = [
        *({"line": each.line, "left_out": each.reason} for each in deliveries.left_out),
        *(_monday(each) for each in scored),
        in_one_line(scored),
    ]
    return [json.dumps(line, ensure_ascii=False) for line in lines]


def _monday(scored: Scored) -> dict[str, Any]:
    return {
        "on": scored.on.isoformat(),
        "finished_on": scored.finished_on.isoformat(),
        "dates": _dates(scored.on, scored.days),
        "baseline": _dates(scored.on, scored.plain_days),
    }


def _dates(on: date, days: Spread) -> dict[str, str]:
    """The date of each share, by which the pieces are finished with that chance."""
    told = np.floor(quantiles(days, np.array(SHARES))).astype(int).tolist()
    return {share: _date(on, each) for share, each in zip(SHARE_WORDS, told, strict=True)}


def _date(on: date, days: int) -> str:
    """The day so much later; what lies beyond the calendar is its last day."""
    return (on + timedelta(days=min(days, (date.max - on).days))).isoformat()


def _as_page(scored: list[Scored], deliveries: Deliveries, *, items: int) -> list[str]:
    answer = in_one_line(scored)
    pieces = "piece of work is" if items == 1 else f"{items:,} pieces of work are"
    return [
        f"By when the next {pieces} finished, forecast on {count_words(len(scored), 'Monday')}",
        f"from {scored[0].on} to {scored[-1].on}, each from what was known before it.",
        "",
        f"{'':30}{'Troth':>13}{'plain':>13}",
        *held(answer),
        *measures(answer, unit="days"),
        "",
        verdict(answer),
        "Plain: the working days of the last twelve weeks, drawn at random.",
        *left_out(deliveries.left_out),
    ]
