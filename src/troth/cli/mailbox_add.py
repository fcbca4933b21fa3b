"""Adding a mailbox at the terminal: counting, choosing clients, taking in their mail."""

import re
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import click

from troth.cli.children import ChildEndedError
from troth.cli.grants import what_opens
from troth.cli.mailbox_words import told
from troth.cli.options import now
from troth.cli.refusing import Failure, Refusal, refusing
from troth.cli.work import telling, wait_for_work, worker
from troth.jobs.queries import trouble_about
from troth.mail.actions.mailboxes import (
    MailboxThereError,
    Pick,
    add,
    as_place,
    choose,
)
from troth.mail.actions.opening import change_password, sign_in_again
from troth.mail.census_kept import name_of
from troth.mail.looking import Census, ProposedClient, counts
from troth.mail.models import Mailbox, Message
from troth.mail.places import SourceError
from troth.mail.queries.mailboxes import mailboxes
from troth.people.access import Viewer
from troth.people.actions.founding import AddressTakenError, addresses_of
from troth.people.models import Member
from troth.people.oauth.leave import Leave
from troth.people.placeholder import is_placeholder
from troth.promises.models import Finding
from troth.pure.ledger import client_of
from troth.web.days import count_words

MOST_SHOWN = 40
"""Clients that a table proposes: beyond, a person names them."""

CHOICE = re.compile(r"(\d+)(?:-(\d+))?")


def add_mailbox(
    viewer: Viewer,
    place: str,
    *,
    since: date | None,
    clients: Sequence[str],
    me: Sequence[str],
    ask: bool,
) -> None:
    """Count, let choose, take in. Nothing is stored before somebody has chosen."""
    with refusing(SourceError):
        place = as_place(place)
    if any(box.place == place for box in mailboxes(viewer)):
        raise Refusal(MailboxThereError(place))
    key = what_opens(place)
    leave, password = (key, key.secret) if isinstance(key, Leave) else (None, key)
    mine = {it.strip().lower() for it in me} or _known_addresses(viewer)
    census = _counted(place, password, me=mine, since=since)
    own = _own(census, mine, ask=ask)
    if own not in (census.me, mine):
        census = _counted(place, password, me=own, since=since)
    picks = _picks(census, clients, ask=ask)
    if not picks:
        click.echo("Nothing was chosen, so nothing was stored.", err=True)
        return
    at, by = now(), viewer.member
    with refusing(SourceError, MailboxThereError, AddressTakenError):
        kept = "" if leave else password
        box = add(place, password=kept, leave=leave, total=census.total, by=by, at=at)
        choose(box, picks, me=own, since_on=since, by=by, at=at)
    troubled = work_through([box])
    _tell_taken_in(box, picks)
    if troubled:
        click.echo(told(box, at=now(), zone=by.zone), err=True)
        sys.exit(1)


def sign_in_anew(box: Mailbox, *, by: Member) -> str:
    """Another password, or another sign-in; what was done, in a sentence."""
    key = what_opens(box.place)
    if isinstance(key, Leave):
        sign_in_again(box, key, by=by, at=now())
        return "The sign-in is kept, sealed. The mailbox is looked into again."
    change_password(box, key, by=by, at=now())
    return "The password is kept, sealed. The mailbox is looked into again."


def work_through(boxes: Sequence[Mailbox]) -> bool:
    """Wait until these mailboxes were looked into; whether one of them has trouble."""
    pks = [box.pk for box in boxes]
    is_troubled = False

    def saying() -> str:
        looked_at = sum(Mailbox.objects.filter(pk__in=pks).values_list("progress", flat=True))
        return f"Reading: {count_words(looked_at, 'letter')} looked at ..."

    with refusing(ChildEndedError, by=Failure), worker() as is_there:
        wait_for_work(saying, while_true=is_there)
    for box in boxes:
        box.refresh_from_db()
        failed = "" if box.trouble else trouble_about(box.pk)
        if failed:
            click.echo(
                f"{box.place} could not be looked into, and will be again: {failed}", err=True
            )
        is_troubled = is_troubled or bool(box.trouble or failed)
    return is_troubled


def _known_addresses(viewer: Viewer) -> set[str]:
    return {email for email in addresses_of(viewer.member) if not is_placeholder(email)}


def _counted(place: str, password: str, *, me: Collection[str], since: date | None) -> Census:
    """Refuses where nothing could be counted at all; other trouble is told."""
    with telling() as say:
        census = counts(
            place,
            password=lambda _account: password,
            me=me,
            since=since,
            progress=lambda number, total: say(_counting(number, total)),
        )
    said = [it.sentence for it in census.troubles]
    if not census.total:
        raise Refusal(" ".join(said) or f"There is no letter in {place}.")
    for sentence in said:
        click.echo(sentence, err=True)
    return census


def _counting(number: int, total: int | None) -> str:
    return f"Counting: {number:,}" + (f" of {total:,} letters ..." if total else " letters ...")


def _own(census: Census, mine: Collection[str], *, ask: bool) -> frozenset[str]:
    """The member's addresses in this mailbox: theirs where they stand in it, else as proposed."""
    owners = {it.address for it in census.owners}
    if mine and (set(mine) & owners or not census.owners):
        return frozenset(mine)
    proposed = census.me if not mine else frozenset(it.address for it in census.owners[:1])
    said = f"This looks like the mailbox of {', '.join(sorted(proposed))}."
    if not proposed:
        raise Refusal("Nobody could be made out whose mailbox this is. Say it with --me ADDRESS.")
    if not ask:
        return proposed
    if not sys.stdin.isatty():
        raise Refusal(f"{said} If it is yours, add --yes; if not, say whose with --me ADDRESS.")
    if not click.confirm(f"{said} Is it yours?", default=True, err=True):
        raise Refusal("Then say whose it is with --me ADDRESS. Nothing was stored.")
    return proposed


def _picks(census: Census, named: Sequence[str], *, ask: bool) -> list[Pick]:
    by_key = {it.key: it for it in census.clients}
    if named:
        keys = [_key(word) for word in named]
        return [Pick(key, name_of(by_key[key]) if key in by_key else key) for key in keys]
    proposed = [it for it in census.clients if it.is_two_way]
    if not proposed:
        raise Refusal("Nobody here has written to you and heard from you. Name them with --client.")
    if not ask:
        return [Pick(it.key, name_of(it)) for it in proposed]
    return [Pick(it.key, name_of(it)) for it in _chosen(proposed[:MOST_SHOWN], census)]


def _key(word: str) -> str:
    """A domain as it is, an address as the ledger tells clients apart."""
    word = word.strip().lower().removeprefix("@")
    return client_of(word) if "@" in word else word


def _chosen(proposed: Sequence[ProposedClient], census: Census) -> list[ProposedClient]:
    _show(proposed, census)
    if not sys.stdin.isatty():
        raise Refusal("Choose with --client DOMAIN, or take all of these with --yes.")
    while True:
        said = click.prompt(
            "Whose mail is to be read? Numbers such as 1,3-5, or all, or none",
            default="all",
            err=True,
        )
        try:
            return [proposed[number] for number in _numbers(said, len(proposed))]
        except ValueError as error:
            click.echo(str(error), err=True)


def _numbers(said: str, most: int) -> list[int]:
    """Places in a list from 0 on. Raises ValueError, in words for the person."""
    said = said.strip().lower()
    if said in {"all", "none"}:
        return list(range(most)) if said == "all" else []
    found: set[int] = set()
    for part in said.replace(" ", ",").split(","):
        match = CHOICE.fullmatch(part)
        if part and match is None:
            raise ValueError(f"{part!r} is no number of the table. Write it like 1,3-5.")
        if match:
            first, last = int(match[1]), int(match[2] or match[1])
            if not 1 <= first <= last <= most:
                raise ValueError(f"The table goes from 1 to {most}, and {part} does not lie in it.")
            found |= set(range(first - 1, last))
    return sorted(found)


def _show(proposed: Iterable[ProposedClient], census: Census) -> None:
    from rich.console import Console  # 90 ms that others need not pay
    from rich.table import Table

    table = Table("", "Client", "People", "From them", "To them", "First", "Latest", box=None)
    for number, it in enumerate(proposed, start=1):
        people = ", ".join(it.names[:3] or it.addresses[:3])
        days = (it.first_on.isoformat(), it.last_on.isoformat())
        name = f"{name_of(it)} ({it.key})"
        table.add_row(str(number), name, people, str(it.received), str(it.sent), *days)
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    years = ", ".join(f"{year}: {number:,}" for year, number in census.by_year.items())
    console.print(f"{count_words(census.total, 'letter')} ({years}). Nothing is stored yet.")
    console.print(table)


def _tell_taken_in(box: Mailbox, picks: Sequence[Pick]) -> None:
    letters = Message.objects.filter(mailbox=box).count()
    found = Finding.objects.filter(message__mailbox=box).count()
    click.echo(
        f"{count_words(letters, 'letter')} of {count_words(len(picks), 'client')} taken in, "
        f"{count_words(found, 'sentence')} found in them. `troth today` shows what they make."
    )
