"""`troth mailbox`: where your mail is, and what of it Troth reads."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from troth.cli.options import now
from troth.cli.practice import of_member, one_at, signed_in
from troth.cli.refusing import Refusal

if TYPE_CHECKING:
    from troth.mail.models import Mailbox
    from troth.people.access import Viewer


class DayType(click.ParamType[date]):
    """An ISO day."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value!r} is no day. Write it like 2026-03-02.", param, ctx)


@click.group("mailbox")
def command() -> None:
    """Add a mailbox, see how it goes with those that are there, and look into them now.

    A mailbox is read and never changed. Of its letters only those are stored that belong to the
    clients you chose; before you have chosen, nothing is.
    """


@command.command("add")
@click.argument("place")
@click.option("--since", type=DayType(), help="Leave out letters sent before this day.")
@click.option("--client", "clients", multiple=True, help="A domain or an address; repeatable.")
@click.option("--me", multiple=True, help="Your own address in this mailbox; repeatable.")
@click.option("--yes", is_flag=True, help="Take everybody who is proposed, and ask nothing.")
@of_member
def add(
    *,
    place: str,
    since: date | None,
    clients: tuple[str, ...],
    me: tuple[str, ...],
    yes: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Count a mailbox, choose whose mail is read, and take it in.

    PLACE is a Maildir, an mbox, a folder of letters, or imaps://user@host[/Folder]. The password is
    asked for, or taken from TROTH_IMAP_PASSWORD; Microsoft, and Google where it is set up, want a
    sign-in instead. Clients are proposed from mail both ways.
    """
    viewer = signed_in(member, demo=demo)
    from troth.cli.mailbox_add import add_mailbox  # after Django is loaded

    add_mailbox(viewer, place, since=since, clients=clients, me=me, ask=not yes)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one mailbox each.")
@of_member
def list_(*, as_json: bool, member: str | None, demo: bool) -> None:
    """Say of each mailbox when it was looked into, and what trouble it has since when."""
    viewer, at = signed_in(member, demo=demo), now()
    from troth.cli.mailbox_words import told  # after Django is loaded

    boxes = _mailboxes(viewer)
    for box in boxes:
        print(_as_json(box) if as_json else told(box, at=at, zone=viewer.member.zone))
    if not boxes:
        click.echo("There is no mailbox yet. Add one with `troth mailbox add PLACE`.", err=True)


@command.command("look")
@click.argument("place", required=False)
@of_member
def look(*, place: str | None, member: str | None, demo: bool) -> None:
    """Look into PLACE, or into every mailbox, now instead of within five minutes."""
    viewer, at = signed_in(member, demo=demo), now()
    from troth.cli.mailbox_add import work_through  # after Django is loaded
    from troth.cli.mailbox_words import told
    from troth.mail.actions.mailboxes import look_now

    boxes = [_named(viewer, place)] if place else _mailboxes(viewer)
    if not boxes:
        raise Refusal("There is no mailbox yet. Add one with `troth mailbox add PLACE`.")
    for box in boxes:
        look_now(box, by=viewer.member, at=at)
    troubled = work_through(boxes)
    for box in boxes:
        print(told(box, at=now(), zone=viewer.member.zone))
    sys.exit(1 if troubled else 0)


@command.command("reread")
@of_member
def reread(*, member: str | None, demo: bool) -> None:
    """Read every stored letter again, with the rules of this version.

    What you decided stays as it is, and what you dismissed is never found again.
    """
    viewer, at = signed_in(member, demo=demo), now()
    from troth.cli.mailbox_again import read_again  # after Django is loaded

    done = read_again(viewer, at=at)
    print(f"{done.letters:,} letters read again: {done.new:,} sentences new, {done.gone:,} gone.")


@command.command("password")
@click.argument("place")
@of_member
def password(*, place: str, member: str | None, demo: bool) -> None:
    """Give PLACE another password, or sign in again where its provider wants that.

    A mailbox that stood still for want of it goes on.
    """
    viewer = signed_in(member, demo=demo)
    box = _named(viewer, place)
    from troth.cli.mailbox_add import sign_in_anew  # after Django is loaded

    print(sign_in_anew(box, by=viewer.member))


def _mailboxes(viewer: "Viewer") -> "list[Mailbox]":
    from troth.mail.queries.mailboxes import mailboxes  # after Django is loaded

    return mailboxes(viewer)


def _named(viewer: "Viewer", place: str) -> "Mailbox":
    """The one mailbox that a part of its place belongs to."""
    return one_at({box.place: box for box in _mailboxes(viewer)}, place, noun="mailbox")


def _as_json(box: "Mailbox") -> str:
    said: dict[str, Any] = {
        "id": str(box.pk),
        "place": box.place,
        "state": box.state,
        "since": box.since_on.isoformat() if box.since_on else None,
        "looked_at": box.looked_at.isoformat() if box.looked_at else None,
        "trouble": box.trouble or None,
        "trouble_since": box.trouble_since.isoformat() if box.trouble_since else None,
    }
    return json.dumps(said, ensure_ascii=False)
