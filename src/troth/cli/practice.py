"""The practice of this machine, for the commands that need it. Only here is Django loaded."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from troth.cli.refusing import Refusal
from troth.project.home import DEMO_VARIABLE
from troth.web.because import because

if TYPE_CHECKING:
    from troth.people.access import Viewer
    from troth.people.models import Client, Contact, Member

Command = TypeVar("Command", bound=Callable[..., Any])
Row = TypeVar("Row")

MOST_NAMED = 8
"""Clients that a refusal names."""


def of_member(command: Command) -> Command:
    """The options of every command that acts for a member of the practice."""
    member = click.option("--member", metavar="EMAIL", help="Who you are. Default: the owner.")
    demo = click.option("--demo", is_flag=True, help="In the sample practice.")
    return member(demo(command))


def load(*, demo: bool = False) -> None:
    """Make Django ready for the practice, or for the sample one. Refuses what is misconfigured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.project.settings")
    if demo:
        os.environ[DEMO_VARIABLE] = "1"
    import django  # a second that `troth scan` need not pay
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refusal(error) from error
    except OSError as error:
        raise no_home(error) from error


def no_home(error: OSError) -> Refusal:
    """That the practice's folder cannot be used."""
    return Refusal(
        f"{error.filename} cannot be used: {because(error)}. TROTH_HOME names another folder."
    )


def signed_in(email: str | None, *, demo: bool = False) -> "Viewer":
    """Load the practice and act as one of its members: `email`, or else its owner.

    Refuses where there is no practice yet, and where nobody has that address.
    """
    load(demo=demo)
    from troth.cli.schema import is_ready
    from troth.people.access import Viewer

    if not is_ready():
        up = "troth up --demo" if demo else "troth up"
        raise Refusal(f"There is no practice here yet, or it is older than Troth. Run `{up}`.")
    return Viewer(_member(email))


def client_named(viewer: "Viewer", words: str) -> "Client":
    """The one client that any part of a name or a domain belongs to.

    A whole name counts before a part of one. Refuses where there is none or more than one.
    """
    wanted = words.strip().casefold()
    clients = viewer.clients().filter(merged_into=None).prefetch_related("addresses")
    known = {client: _names(client) for client in clients.order_by("name")}
    whole = [client for client, names in known.items() if wanted in names]
    part = [client for client, names in known.items() if any(wanted in name for name in names)]
    found = whole or (part if wanted else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f"{words!r} may be {_listed(found, 'or')}. Write more of the name.")
    if not known:
        raise Refusal("There is no client yet. Add a mailbox with `troth mailbox add PLACE`.")
    raise Refusal(f"There is no client called {words!r}. There is {_listed(list(known), 'and')}.")


def one_at(rows: Mapping[str, Row], words: str, *, noun: str) -> Row:
    """The one row, of these by where they are, that the words or a part of its place name.

    Refuses where there is none or more than one.
    """
    if words in rows:
        return rows[words]
    part = words.strip("/ ")
    found = [place for place in rows if part and part in place]
    if len(found) == 1:
        return rows[found[0]]
    there = ", ".join(found or rows) or "none yet"
    raise Refusal(f"Which {noun} is {words!r}? There is {there}.")


def contact_named(client: "Client", words: str) -> "Contact":
    """The one contact of a client that any part of a name or an address belongs to."""
    wanted = words.strip().casefold()
    known = {
        contact: [contact.name.casefold(), *(it.email for it in contact.addresses.all())]
        for contact in client.contacts.order_by("name").prefetch_related("addresses")
    }
    whole = [it for it, names in known.items() if wanted in (*names, *names[0].split())]
    part = [it for it, names in known.items() if any(wanted in name for name in names)]
    found = whole or (part if wanted else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f"{words!r} may be {_listed(found, 'or')}. Write more of the name.")
    there = f"There is {_listed(list(known), 'and')}." if known else "Nobody is known there yet."
    raise Refusal(f"Nobody at {client.name} is called {words!r}. {there}")


def _names(client: "Client") -> list[str]:
    return [client.name.casefold(), *(address.key for address in client.addresses.all())]


def _listed(rows: "Sequence[Client | Contact]", word: str) -> str:
    names = [row.name for row in rows if row.name]
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} {word} {len(names) - MOST_NAMED} more"
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _member(email: str | None) -> "Member":
    from troth.people.models import Member, Role

    members = Member.objects.filter(is_active=True).select_related("practice")
    if email is not None:
        member = members.filter(email=email.strip().lower()).first()
        if member is None:
            raise Refusal(f"Nobody signs in with {email}. Look at its spelling.")
        return member
    owners = list(members.filter(role=Role.OWNER).order_by("email"))
    if not owners:
        raise Refusal("There is no practice here yet. Run `troth up`.")
    if len(owners) > 1:
        raise Refusal(f"Say who you are with --member EMAIL. {_members_are(owners)}")
    return owners[0]


def _members_are(members: "list[Member]") -> str:
    return f"The members are {', '.join(sorted(member.email for member in members))}."
