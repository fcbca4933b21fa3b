"""`troth link`: a link that signs a member in once."""

import os
from typing import TYPE_CHECKING

import click

from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Failure

if TYPE_CHECKING:
    from troth.people.models import Member


@click.command("link")
@of_member
def command(*, member: str | None, demo: bool) -> None:
    """Print a link that signs you in once, within the next ten minutes.

    Signing in with one link makes every other link that was printed before useless. Troth must be
    running: start it with `troth up`. It needs no password and no device, so it is also the way
    back in for whoever lost both.
    """
    viewer = signed_in(member, demo=demo)
    where = named_address() or running_address()
    if not where:
        up = "troth up --demo" if demo else "troth up"
        raise Failure(f"Troth is not running here. Start it with `{up}`.")
    click.echo(link_for(viewer.member, where))


def link_for(member: "Member", address: str) -> str:
    """A link to the pages at `address` that signs `member` in once."""
    from sesame.utils import (
        get_query_string,
    )

    return f"{address}signin{get_query_string(member)}"


def invitation(member: "Member") -> str:
    """A link that signs `member` in for the first time; without an address where none is known."""
    from sesame.utils import get_query_string

    from troth.people.actions.signing_in import INVITED

    where = named_address() or running_address() or "/"
    return f"{where}signin{get_query_string(member, scope=INVITED)}"


def named_address() -> str:
    """Where the pages are behind a proxy: the first of TROTH_HOSTS, with TROTH_HTTPS=1."""
    host = os.environ.get("TROTH_HOSTS", "").partition(",")[0].strip()
    return f"https://{host}/" if host and os.environ.get("TROTH_HTTPS") == "1" else ""


def running_address() -> str:
    """Where `troth up` serves them on this machine, "" where it does not."""
    from troth.cli.running import running
    from troth.project.home import home

    runs = running(home())
    return runs.address if runs else ""
