"""`troth up`: the practice runs until it is told to stop."""

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from troth.cli.children import ChildEndedError, Children, children
from troth.cli.options import machine_zone
from troth.cli.ports import LAST, USUAL, NoPortError, answers, free_port
from troth.cli.practice import load, no_home
from troth.cli.refusing import Failure, Refusal
from troth.cli.running import Run, RunsAlreadyError, run
from troth.project.home import DEMO_VARIABLE, home, is_demo

if TYPE_CHECKING:
    from troth.people.models import Member


ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
DEMO_URL = "TROTH_DEMO_DATABASE_URL"


@click.command("up")
@click.option("--demo", is_flag=True, help="Run the sample practice, in a database of its own.")
@click.option("--fresh", is_flag=True, help="With --demo: make the sample practice anew.")
@click.option("--remove", is_flag=True, help="With --demo: remove the sample practice, and stop.")
@click.option(
    "--port",
    type=click.IntRange(1, LAST),
    default=USUAL,
    show_default=True,
    help="Where the pages are; a taken port gives way to the next free one.",
)
@click.option(
    "--name", help="What you are called, at the first start. Default: as on this machine."
)
@click.option("--email", help="Your address, at the first start. It can be given later.")
def command(
    *, demo: bool, fresh: bool, remove: bool, port: int, name: str | None, email: str | None
) -> None:
    """Run the practice: its pages for this machine alone, and what works behind them.

    Prints the address and a link that signs you in once, within ten minutes; `troth link` prints
    another. Ctrl-C stops everything. With --demo it is a sample practice with four clients, and
    --demo --remove takes it away again.
    """
    demo = demo or is_demo()
    if (fresh or remove) and not demo:
        raise Refusal("--fresh and --remove are for the sample practice. Add --demo.")
    if demo:
        os.environ[DEMO_VARIABLE] = "1"
    if (fresh or remove) and os.environ.get(DEMO_URL):
        raise Refusal(f"The sample practice lies where {DEMO_URL} says. Empty that database.")
    if email is not None and not ADDRESS.fullmatch(email.strip()):
        raise Refusal(f"{email!r} is no address. Write it like you@example.com.")
    folder = _home()
    try:
        with run(folder) as held:
            if remove:
                shutil.rmtree(folder)
                click.echo(f"The sample practice in {folder} is removed.")
                return
            if fresh:
                _empty(folder)
            with children(folder) as started:
                _run(started, held, port=port, demo=demo, name=name, email=email)
    except (RunsAlreadyError, NoPortError) as error:
        raise Refusal(error) from error
    except ChildEndedError as error:
        raise Failure(error) from error


def _home() -> Path:
    try:
        return home()
    except OSError as error:
        raise no_home(error) from error


def _run(
    started: Children, held: Run, *, port: int, demo: bool, name: str | None, email: str | None
) -> None:
    """The web server loads while this process makes the database ready."""
    chosen = free_port(port)
    if chosen != port:
        click.echo(f"Port {port} is taken, so it is {chosen} this time.", err=True)
    started.start("web server", "troth.project.serving", str(chosen))
    zone = str(machine_zone())  # before Django sets that of this process
    load(demo=demo)
    from troth.cli.founding import ready_owner  # after Django is loaded

    owner = ready_owner(demo=demo, name=name, email=email, zone=zone)
    started.start("worker", "troth.worker")
    if demo:
        from troth.cli.demo import fill

        fill(owner, while_true=lambda: started.all_run)
    if answers(chosen, "/signin", while_true=lambda: started.all_run):
        _tell(held, owner, chosen)
    started.refuse_ended()
    started.wait()


def _tell(held: Run, owner: "Member", port: int) -> None:
    from troth.cli.link import link_for

    address = f"http://127.0.0.1:{port}/"
    held.tell(address)
    click.echo(f"{owner.practice.name} is at {address}")
    click.echo(f"Sign in with {link_for(owner, address)}")
    click.echo(
        "The link works once, within ten minutes; `troth link` prints another. Ctrl-C stops."
    )


def _empty(folder: Path) -> None:
    """Remove everything of the sample practice but the lock that is held."""
    for each in folder.iterdir():
        if each.name == "running":
            continue
        shutil.rmtree(each) if each.is_dir() else each.unlink()
