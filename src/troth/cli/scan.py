"""`troth scan`: from a mailbox to the ledger, with nothing stored."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import NoReturn
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import click

from troth.cli.options import InstantType, ZoneType, aware, machine_zone, now
from troth.cli.summary import summary
from troth.mail.sources import Source, SourceError, open_source
from troth.promises.digest import Reader
from troth.promises.owner import propose
from troth.promises.survey import Survey, survey
from troth.pure.ledger import client_of
from troth.pure.reading import Kind

PASSWORD = "TROTH_IMAP_PASSWORD"  # noqa: S105  # a variable's name

LINES_AT_ONCE = 1_000

LEDGER_ONLY = frozenset({Kind.DECLINE, Kind.WITHDRAWAL})


class AddressList(click.ParamType[tuple[str, ...]]):
    """One or several values, separated by commas."""

    name = "address"

    def convert(
        self,
        value: str | tuple[str, ...],
        param: click.Parameter | None,  # noqa: ARG002
        ctx: click.Context | None,  # noqa: ARG002
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(part.strip().lower() for part in value.split(",") if part.strip())


@click.command("scan")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--me", multiple=True, type=AddressList(), help="Your own address; repeatable.")
@click.option(
    "--client", "clients", multiple=True, type=AddressList(), help="Only this address or domain."
)
@click.option("--since", type=InstantType(), help="Leave out letters sent before this.")
@click.option("--zone", type=ZoneType(), help="Where your days end; default: this machine's zone.")
@click.option("--at", type=InstantType(), help="The moment to judge from; default: now.")
@click.option("--include-mass", is_flag=True, help="Read newsletters and lists, too.")
@click.option(
    "--by",
    type=click.Choice(["list", "client"]),
    default="list",
    show_default=True,
    help="One list for each kind of matter, or one line per client.",
)
@click.option("--why", is_flag=True, help="Add the rule and the words it fired on.")
@click.option("--all", "everything", is_flag=True, help="Show also the uncertain and the rest.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one finding each.")
@click.option("--demo", is_flag=True, help="Read the sample mailbox that comes with Troth.")
@click.option("--plain", is_flag=True, help="The slow and obvious way, to check the fast one.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes; default: one per core.")
def command(
    *,
    sources: tuple[str, ...],
    me: tuple[tuple[str, ...], ...],
    clients: tuple[tuple[str, ...], ...],
    since: datetime | None,
    zone: ZoneInfo | None,
    at: datetime | None,
    include_mass: bool,
    by: str,
    why: bool,
    everything: bool,
    as_json: bool,
    demo: bool,
    plain: bool,
    jobs: int | None,
) -> None:
    """Read a mailbox and print who owes what to whom by when.

    SOURCE is an mbox, a Maildir, a folder of .eml files, one .eml, - for standard input, or
    imaps://user@host[/Folder]. It is read and never changed; nothing is stored or sent.
    """
    zone = zone or machine_zone()
    at = aware(at, zone=zone).astimezone(zone) if at else now().astimezone(zone)
    since = aware(since, zone=zone) if since else None
    mine = _addresses(me)
    opened = _demo(at, zone, sources) if demo else _open(sources, since=since)
    mine = mine or _owner(opened, sources, demo=demo)
    reader = Reader(me=mine, include_mass=include_mass, plain=plain)
    try:
        with _progress(opened, quiet=as_json) as progress:
            found = survey(opened, reader=reader, since=since, jobs=jobs, progress=progress)
    except BrokenProcessPool:
        click.echo("A reading process was stopped from outside; run this with --jobs 1.", err=True)
        sys.exit(1)
    _keep_clients(found, {client for group in clients for client in group})
    if as_json:
        _print_json(found)
    else:
        _print_page(found, at=at, by=by, me=mine, why=why, everything=everything)
    sys.exit(1 if found.unreadable else 0)


def _open(sources: Sequence[str], *, since: datetime | None) -> list[Source]:
    if not sources:
        raise click.UsageError("Name a mailbox to read: a file, a folder, imaps://… or --demo.")
    try:
        return [
            open_source(
                text,
                stdin=sys.stdin.buffer,
                password=_password,
                since=since.date() if since else None,
            )
            for text in sources
        ]
    except SourceError as error:
        _fail(str(error))


def _password(account: str) -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise SourceError(f"{account} wants a password: set {PASSWORD}, or run this in a terminal.")
    return getpass.getpass(f"Password of {account}: ")


def _addresses(groups: Sequence[tuple[str, ...]]) -> frozenset[str]:
    addresses = frozenset(address for group in groups for address in group)
    for address in addresses:
        if "@" not in address:
            raise click.UsageError(
                f"{address!r} is no address. Write it like --me you@example.com."
            )
    return addresses


def _demo(at: datetime, zone: ZoneInfo, sources: Sequence[str]) -> list[Source]:
    if sources:
        raise click.UsageError("--demo reads the sample mailbox only: leave out the other source.")
    from troth.mail.sample import SampleSource  # only the demo needs it

    return [SampleSource(at=at, zone=zone)]


def _owner(opened: Sequence[Source], texts: Sequence[str], *, demo: bool) -> frozenset[str]:
    """The owner where --me is missing: the IMAP user, or whoever a person says yes to."""
    if demo:
        from troth.mail.sample import ME

        return frozenset({ME})
    users = {unquote(urlsplit(text).username or "") for text in texts if text.startswith("imap")}
    named = frozenset(user.lower() for user in users if "@" in user)
    return named or _proposed_owner(opened, may_ask="-" not in texts)


def _proposed_owner(opened: Sequence[Source], *, may_ask: bool) -> frozenset[str]:
    proposals = propose(opened)
    if not proposals:
        _fail("No letter was found there. Name a mailbox, a Maildir or a folder of letters.")
    address, share = proposals[0]
    sentence = f"This looks like the mailbox of {address} (in {share:.0%} of its letters)."
    if not (may_ask and sys.stdin.isatty() and sys.stderr.isatty()):
        others = "".join(f", or --me {other}" for other, _ in proposals[1:])
        _fail(f"{sentence} If it is, run this again with --me {address}{others}.")
    if not click.confirm(f"{sentence} Is it yours?", default=True, err=True):
        _fail("Then say whose it is: troth scan … --me ADDRESS.")
    return frozenset({address})


def _fail(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)


@contextmanager
def _progress(opened: Sequence[Source], *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while letters are read, where a person sees it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # 90 ms that a script need not pay
    from rich.progress import Progress

    counts = [source.count() for source in opened]
    total = None if None in counts else sum(count or 0 for count in counts)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading letters", total=total)
        yield lambda number: bar.update(task, advance=number)


def _keep_clients(found: Survey, wanted: set[str]) -> None:
    if not wanted:
        return
    found.matters = [
        matter
        for matter in found.matters
        if any(email in wanted or client_of(email) in wanted for email in matter.counterpart)
    ]


def _print_json(found: Survey) -> None:
    from troth.cli.shown import finding_json

    write = json.JSONEncoder(ensure_ascii=False).encode
    lines = (
        write(
            finding_json(
                matter.finding,
                sender=matter.sender,
                to=list(matter.to),
                message_id=matter.message_id,
                sent_at=matter.sent_at,
                standing=matter.standing,
            )
        )
        for matter in found.matters
        if matter.finding.kind not in LEDGER_ONLY
    )
    while chunk := list(islice(lines, LINES_AT_ONCE)):
        sys.stdout.write("\n".join(chunk) + "\n")
    for line in summary(found, everything=False):
        print(line, file=sys.stderr)


def _print_page(
    found: Survey, *, at: datetime, by: str, me: frozenset[str], why: bool, everything: bool
) -> None:
    from rich.console import Console

    from troth.cli.ledger_page import Page, by_client, by_list

    console = Console(highlight=False, emoji=False)
    page = Page(at=at, names=found.names, width=console.width, why=why, everything=everything)
    console.print()
    console.print(by_client(found, page, me=me) if by == "client" else by_list(found, page))
    for line in summary(found, everything=everything):
        console.print(line, style="dim", markup=False, soft_wrap=True)
