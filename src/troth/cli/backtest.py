"""`troth backtest`: whether Troth would have told the truth in this past."""

import click

from troth.cli.lazy import LazyGroup

KINDS = {"delivery": "troth.cli.backtest_delivery", "effort": "troth.cli.backtest_effort"}
"""Name -> the module whose `command` it is: each needs numpy, and none needs the other."""


@click.group("backtest", cls=LazyGroup, modules=KINDS)
def command() -> None:
    """Forecast a past from what was known then, and say how often that was right."""
