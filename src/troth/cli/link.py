"""`troth link`: a link that signs a member in once."""

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
    running: start it with `troth up`.
    """
    viewer = signed_in(member, demo=demo)
    from troth.cli.running import running  # noqa: PLC0415
    from troth.project.home import home  # noqa: PLC0415

    runs = running(home())
    if runs is None or not runs.address:
        up = "troth up --demo" if demo else "troth up"
        raise Failure(f"Troth is not running here. Start it with `{up}`.")
    click.echo(link_for(viewer.member, runs.address))


def link_for(member: "Member", address: str) -> str:
    """A link to the pages at `address` that signs `member` in once."""
    from sesame.utils import (  # noqa: PLC0415
        get_query_string,
    )

    return f"{address}signin{get_query_string(member)}"
