"""The practice at its first start, with what the machine says of its owner."""

import os
import pwd

import click

from troth.cli.options import now
from troth.cli.schema import bring_up_to_date
from troth.mail.sample.people import ROBIN
from troth.people.actions.founding import found
from troth.people.models import Member, Role
from troth.people.placeholder import PLACEHOLDER, is_placeholder

DEMO_PRACTICE = "Harbour IT"


def ready_owner(*, demo: bool, name: str | None, email: str | None, zone: str) -> Member:
    """The owner of the practice, whose database is made ready; both are made at the first start."""
    bring_up_to_date()
    owners = Member.objects.filter(role=Role.OWNER).select_related("practice")
    owner = owners.order_by("practice__founded_at", "id").first()
    if owner is not None:
        return owner
    if demo:
        return _found_sample(zone)
    return _found_own(name=name, email=email, zone=zone)


def _found_sample(zone: str) -> Member:
    return found(
        DEMO_PRACTICE,
        member=ROBIN.name,
        email=ROBIN.email,
        zone=zone,
        at=now(),
        is_demo=True,
    )


def _found_own(*, name: str | None, email: str | None, zone: str) -> Member:
    called = (name or "").strip() or _own_name()
    address = (email or "").strip() or PLACEHOLDER
    owner = found(called, member=called, email=address, zone=zone, at=now())
    later = "" if not is_placeholder(address) else ", and your address is asked for at the desk"
    click.echo(
        f"This practice is called {called}, its days end in {zone}{later}; "
        "all of it can be changed there.",
        err=True,
    )
    return owner


def _own_name() -> str:
    """The full name of who is signed in to this machine, or else their short one."""
    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return "My practice"
    return account.pw_gecos.partition(",")[0].strip() or account.pw_name
