"""`troth worker`: the work alone, in as many processes as one likes."""

import os
import sys

import click

from troth.cli.migrate import refuse_unready
from troth.cli.practice import load
from troth.cli.refusing import refusing
from troth.cli.running import AtWorkError, work_together
from troth.project.home import home


@click.command("worker")
def command() -> None:
    """Do the work of the practice: fetch mail, read it, keep Today true.

    One process, which does one thing at a time. Any number of them may run, on any number of
    machines that share the database (DATABASE_URL) and TROTH_KEY and whose clocks agree; what one
    has begun, no other begins. SIGTERM ends it when what is under way is done, or after 25 seconds:
    then another does it anew. The database is made ready by `troth migrate`; `troth up` needs none
    of this, it does the work itself.
    """
    load()
    refuse_unready()
    with refusing(AtWorkError):
        work_together(home())
    os.execv(sys.executable, [sys.executable, "-m", "troth.worker"])  # noqa: S606  # our own module
