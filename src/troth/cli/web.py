"""`troth web`: the pages alone, in as many processes as one likes."""

import os
import socket
import sys

import click

from troth.cli.migrate import refuse_unready
from troth.cli.ports import HOST, LAST, USUAL
from troth.cli.practice import load
from troth.cli.refusing import Refusal, refusing
from troth.cli.running import AtWorkError, work_together
from troth.project.home import home
from troth.pure.hosts import is_loopback
from troth.web.because import because

MOST_PROCESSES = 64
HOSTS_VARIABLE = "TROTH_HOSTS"


@click.command("web")
@click.option("--host", default=HOST, show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(1, LAST),
    default=USUAL,
    show_default=True,
    help="Where to listen.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_PROCESSES),
    default=1,
    show_default=True,
    help="Processes that make pages.",
)
def command(*, host: str, port: int, workers: int) -> None:
    """Serve the pages, and nothing else: the work is done by `troth worker`.

    For a practice on PostgreSQL (DATABASE_URL) that has outgrown `troth up`: any number of these
    and of `troth worker` may run, on any number of machines that share the database and TROTH_KEY.
    The database is made ready by `troth migrate`. It listens to this machine alone unless --host
    says otherwise; then TROTH_HOSTS names what its pages are asked for by, and a server in front of
    it speaks HTTPS (TROTH_HTTPS=1). SIGTERM ends it when the pages under way are made.
    """
    if not is_loopback(host) and not os.environ.get(HOSTS_VARIABLE):
        raise Refusal(
            f"Set {HOSTS_VARIABLE} to the names that the pages are asked for by, like "
            "TROTH_HOSTS=troth.example, before they are served to other machines."
        )
    _refuse_taken(host, port)
    load()
    refuse_unready()
    with refusing(AtWorkError):
        work_together(home())
    click.echo(f"The pages are at http://{_in_address(host)}:{port}/. Ctrl-C stops.", err=True)
    server = ["-m", "troth.project.serving", str(port), host, str(workers)]
    os.execv(sys.executable, [sys.executable, *server])  # noqa: S606  # our own module


def _refuse_taken(host: str, port: int) -> None:
    """The server itself would say it with its insides turned out."""
    try:
        kind, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where)
    except OSError as error:
        raise Refusal(
            f"Nobody can listen at {host}, port {port}: {because(error)}. "
            "Name another one with --port or --host."
        ) from error


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
