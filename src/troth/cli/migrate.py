"""`troth migrate`: the database is made ready for `troth web` and `troth worker`."""

import re

import click

from troth.cli.options import machine_zone
from troth.cli.practice import load
from troth.cli.refusing import Refusal

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")


@click.command("migrate")
@click.option("--name", help="What you are called, at the first time. Default: as on this machine.")
@click.option("--email", help="Your mail address, at the first time. It can be given later.")
@click.option("--address", help="Where the pages will be: prints a link there that signs you in.")
def command(*, name: str | None, email: str | None, address: str | None) -> None:
    """Make the database ready for this version of Troth, and stop.

    It is for a practice that is run by `troth web` and `troth worker`; `troth up` does the same by
    itself. The first time it begins the practice, with you as its owner. Later it changes the
    tables where a newer Troth wants them otherwise, after a backup: stop the older `troth web` and
    `troth worker` before. Where nothing is left to do it does nothing.
    """
    if email is not None and not EMAIL.fullmatch(email.strip()):
        raise Refusal(f"{email!r} is no address. Write it like you@example.com.")
    if address is not None and not ADDRESS.fullmatch(address):
        raise Refusal(f"{address!r} is no address of pages. Write it like https://troth.example.")
    zone = str(machine_zone())  # before Django sets that of this process
    load()
    from troth.cli.founding import ready_owner  # after Django is loaded
    from troth.cli.link import link_for

    owner = ready_owner(demo=False, name=name, email=email, zone=zone)
    click.echo(f"The database of {owner.practice.name} is ready.")
    if address:
        click.echo(f"Sign in with {link_for(owner, address.rstrip('/') + '/')}")


def refuse_unready() -> None:
    """Refuse a database that this version of Troth has not made ready. Django must be loaded."""
    from django.db import connections

    from troth.cli.schema import is_ready

    if not is_ready():
        raise Refusal("The database is not ready for this version of Troth. Run `troth migrate`.")
    from troth.people.models import Practice

    if not Practice.objects.exists():
        raise Refusal("There is no practice here yet. Run `troth migrate`.")
    connections.close_all()
