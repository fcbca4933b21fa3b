"""`troth backtest`: whether Troth would have told the truth in this past."""

import importlib

import click

KINDS = {"delivery": "troth.cli.backtest_delivery", "effort": "troth.cli.backtest_effort"}
"""Name -> the module whose `command` it is."""


class _Kinds(click.Group):
    """Loads the one that is asked for: each needs numpy, and none needs the other."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = KINDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command


@click.group("backtest", cls=_Kinds)
def command() -> None:
    """Forecast a past from what was known then, and say how often that was right."""
