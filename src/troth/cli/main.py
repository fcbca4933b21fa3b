"""The commands, each imported only when it is called."""

import os

import click

from troth import __version__
from troth.cli.lazy import LazyGroup

COMMANDS = {
    "backtest": "troth.cli.backtest",
    "backup": "troth.cli.backup",
    "calendar": "troth.cli.calendar",
    "calendars": "troth.cli.calendars",
    "did": "troth.cli.did",
    "digest": "troth.cli.digest",
    "doctor": "troth.cli.doctor",
    "export": "troth.cli.export",
    "forecast": "troth.cli.forecast",
    "hours": "troth.cli.hours",
    "history": "troth.cli.history",
    "letter": "troth.cli.letter",
    "link": "troth.cli.link",
    "mailbox": "troth.cli.mailbox",
    "move": "troth.cli.move",
    "member": "troth.cli.member",
    "migrate": "troth.cli.migrate",
    "note": "troth.cli.note",
    "outbox": "troth.cli.outbox",
    "promise": "troth.cli.promise",
    "read": "troth.cli.read",
    "restore": "troth.cli.restore",
    "scan": "troth.cli.scan",
    "search": "troth.cli.search",
    "today": "troth.cli.today",
    "up": "troth.cli.up",
    "verify": "troth.cli.verify",
    "web": "troth.cli.web",
    "when": "troth.cli.when",
    "worker": "troth.cli.worker",
}
"""Name -> the module whose `command` it is. A module is imported when its command is asked for."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""numpy's sums here are small: with more threads they wait for each other, and take twice as long.
It is said before numpy is loaded, by whichever command needs it."""


@click.group(
    cls=LazyGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name=None, version=__version__, prog_name="troth")
def main() -> None:
    """Troth keeps an IT consultant's word to every client."""
