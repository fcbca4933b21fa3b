"""`troth member`: who belongs to the practice."""

import json
from typing import TYPE_CHECKING

import click

from troth.cli.options import now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Refusal, refusing

if TYPE_CHECKING:
    from troth.people.access import Viewer
    from troth.people.models import Member


@click.group("member")
def command() -> None:
    """See who belongs to the practice, let a colleague in, or let somebody go.

    An owner decides who is a member. A colleague sees the clients of the practice; mailboxes are
    their owner's alone. Whoever leaves is signed out at once, and somebody else answers for their
    clients.
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one member each.")
@of_member
def list_(*, as_json: bool, member: str | None, demo: bool) -> None:
    """Say of each member what they are, and when they last signed in."""
    viewer = signed_in(member, demo=demo)
    for each in _members(viewer):
        print(json.dumps(_row(each)) if as_json else _told(each))


@command.command("add")
@click.argument("email")
@click.option("--name", help="What they are called. Default: what stands before the @.")
@of_member
def add(*, email: str, name: str | None, member: str | None, demo: bool) -> None:
    """Let EMAIL in as a colleague, and print a link that signs them in once, within seven days.

    Hand it to them yourself: nothing is sent.
    """
    viewer, at = signed_in(member, demo=demo), now()
    from troth.cli.link import invitation  # after Django is loaded
    from troth.people.actions.founding import AddressTakenError, UnfitError
    from troth.people.actions.members import NotOwnerError, invite

    called = name or email.partition("@")[0]
    with refusing(AddressTakenError, UnfitError, NotOwnerError):
        new = invite(called, email, by=viewer.member, at=at)
    click.echo(f"{new.name} <{new.email}> is a colleague now. Hand them this link:", err=True)
    click.echo(invitation(new))


@command.command("remove")
@click.argument("email")
@click.option("--to", metavar="EMAIL", help="Who answers for their clients. Default: you.")
@of_member
def remove(*, email: str, to: str | None, member: str | None, demo: bool) -> None:
    """Let EMAIL go: they are signed out at once, and their clients go to somebody else."""
    viewer, at = signed_in(member, demo=demo), now()
    from troth.people.actions.members import (
        LastOwnerError,
        NotMemberError,
        NotOwnerError,
    )
    from troth.safekeeping.actions.parting import part
    from troth.web.days import count_words

    gone = _named(viewer, email)
    heir = _named(viewer, to) if to else viewer.member
    with refusing(LastOwnerError, NotMemberError, NotOwnerError):
        clients = part(gone, to=heir, by=viewer.member, at=at)
    said = f" {heir.name} answers for {count_words(clients, 'client')} of theirs now."
    click.echo(f"{gone.name} left the practice.{said if clients else ''}")


def _members(viewer: "Viewer") -> "list[Member]":
    from troth.people.access import NotFoundError  # after Django is loaded
    from troth.people.queries import members

    try:
        return list(members(viewer))
    except NotFoundError as error:
        raise Refusal("Only an owner of the practice can do that. Ask one of them.") from error


def _named(viewer: "Viewer", email: str) -> "Member":
    wanted = email.strip().lower()
    found = next((it for it in _members(viewer) if it.email == wanted), None)
    if found is None:
        raise Refusal(f"Nobody signs in with {email}. `troth member list` says who does.")
    return found


def _told(held: "Member") -> str:
    seen = held.last_login
    came = f"last signed in on {seen:%Y-%m-%d}" if seen else "has not signed in yet"
    return f"{held.name} <{held.email}>, {held.role}, {came}"


def _row(held: "Member") -> dict[str, str | None]:
    seen = held.last_login
    return {
        "name": held.name,
        "email": held.email,
        "role": held.role,
        "signed_in_at": seen.isoformat() if seen else None,
    }
