"""The sample practice, filled as any other: mailbox, clients, letters, decisions, notes."""

from collections.abc import Callable
from shutil import rmtree
from zoneinfo import ZoneInfo

import click

from troth.agenda.actions import catch_up
from troth.cli.options import now
from troth.cli.work import wait_for_work
from troth.mail.actions.mailboxes import Pick, add, choose
from troth.mail.models import Mailbox, MailboxState
from troth.mail.sample import CLIENTS, letters, write_maildir
from troth.notes.actions import did
from troth.notes.models import NoteKind, Win
from troth.people.access import Viewer
from troth.people.models import Client, Contact, Member
from troth.project.home import home
from troth.promises.actions.deciding import confirm
from troth.promises.actions.noting import take_note
from troth.promises.queries.queue import Found, queue
from troth.pure.ledger import Debt, Standing

MOST = 200

DECIDED = {
    "lindenhof.example": (Debt.PROMISE, 1),
    "clinique-erables.example": (Debt.ASK, 2),
    "fernley-tools.example": (Debt.NEED, 2),
    "aguaclara.example": (Debt.PROMISE, 1),
}
"""By the key of a client, what of its findings somebody has confirmed already, and how many; all
others wait in the queue. The oldest come first."""

CALLED = "Clara called: the stock alert is to be there before the winter fair. I said it will."
WON = "A product page that took 4 seconds to load now takes 0.3"
WITH = "clara@fernley-tools.example"


def fill(owner: Member, *, while_true: Callable[[], bool]) -> None:
    """Fill the sample practice, or what is left of that; a full one is left alone.

    A worker must run. It stops without a word where `while_true` ends.
    """
    if Win.objects.filter(practice=owner.practice).exists():
        return
    click.echo("The sample practice is being made, once ...", err=True)
    mailbox = Mailbox.objects.filter(member=owner).first() or _add(owner)
    if mailbox.state == MailboxState.CHOOSING:
        picks = [Pick(client.domain, client.name) for client in CLIENTS]
        choose(mailbox, picks, me=[owner.email], since_on=None, by=owner, at=now())
    if wait_for_work(lambda: "Reading the sample mailbox ...", while_true=while_true):
        _decide(owner)


def _add(owner: Member) -> Mailbox:
    at, folder = now(), home() / "mail"
    rmtree(folder, ignore_errors=True)  # half written, by a start that was stopped
    write_maildir(folder, letters(at=at, zone=ZoneInfo(owner.zone)))
    return add(str(folder), by=owner, at=at)


def _decide(owner: Member) -> None:
    at = now()
    found = queue(Viewer(owner), at=at, most=MOST).found
    for key, (debt, most) in DECIDED.items():
        client = Client.objects.get(practice=owner.practice, addresses__key=key)
        meant = [it.finding for it in found if _is_meant(it, client, debt)]
        for finding in sorted(meant, key=lambda it: it.said_at)[:most]:
            confirm(finding, by=owner, at=at)
    contact = Contact.objects.get(practice=owner.practice, addresses__email=WITH)
    take_note(
        contact.client,
        contact=contact,
        kind=NoteKind.CALL,
        at_time=at,
        text=CALLED,
        is_word=True,
        by=owner,
        at=at,
    )
    did(contact.client, text=WON, by=owner, at=at)
    catch_up(owner.practice_id, at=at)


def _is_meant(it: Found, client: Client, debt: Debt) -> bool:
    is_open = it.finding.standing == Standing.OPEN
    return it.finding.client_id == client.pk and it.debt is debt and it.is_certain and is_open
