"""A mailbox is added, counted, chosen from, looked into, paused; its trouble is kept in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.mail.actions.rows import held_by, sealed
from troth.mail.census_kept import census_json
from troth.mail.imap.address import parse_address
from troth.mail.looking.census import Census
from troth.mail.models import Folder, Mailbox, MailboxState
from troth.mail.places import SourceError
from troth.mail.sources import IMAP_SCHEME
from troth.people.actions.clients import add_client
from troth.people.actions.founding import add_addresses
from troth.people.actions.grants import forget_unused, give
from troth.people.models import ClientAddress, Member
from troth.people.oauth.leave import Leave
from troth.record.appending import append_own
from troth.web.journal import leave_no_copy

LONGEST_PLACE = 1_000
LONGEST_SHOWN = 100


class Pick(NamedTuple):
    """A client to be, with the key that its letters are known by: a domain, or an address."""

    key: str
    name: str


class MailboxThereError(Exception):
    """The member has that mailbox already."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is one of your mailboxes already.")


def as_place(text: str) -> str:
    """What a person wrote as the place of their mail, as it is kept. Raises SourceError."""
    place = text.strip()
    if IMAP_SCHEME.match(place) and len(place) <= LONGEST_PLACE:
        parse_address(place)
        return place
    path = _path_of(place)
    if path is None:
        shown = place if len(place) <= LONGEST_SHOWN else f"{place[:LONGEST_SHOWN]}…"
        raise SourceError(
            f"There is nothing at {shown!r}. Name a Maildir, an mbox, a folder of letters, "
            "or imaps://user@host."
        )
    return path


@transaction.atomic
def add(  # noqa: PLR0913  # where it is, how it is opened, and what is known of it
    place: str,
    *,
    password: str = "",
    leave: Leave | None = None,
    total: int | None = None,
    by: Member,
    at: datetime,
) -> Mailbox:
    """Add a place where the member's mail is: an IMAP address, or a path on this machine.

    It is opened with `password`, or with `leave` that a provider has just given. Nothing of it is
    stored before somebody has chosen clients; it is counted by a job, unless they choose before.
    `total` is how many letters it holds, where that is known. Raises MailboxThereError, and
    SourceError for what cannot be a mailbox.
    """
    place = as_place(place)
    refuse_twice(place, by=by)
    mailbox = Mailbox(practice_id=by.practice_id, member=by, place=place, added_at=at, total=total)
    mailbox.password = sealed(mailbox, password)
    mailbox.grant = give(leave, by=by, at=at) if leave else None
    mailbox.save(force_insert=True)
    append_own(mailbox, "mailbox.added", by=by, at=at, text=place)
    enqueue("census", about=mailbox.pk, run_at=at, rank=Rank.ASKED)
    return mailbox


@transaction.atomic
def choose(  # noqa: PLR0913  # whose mail, since when, and who I am in it
    mailbox: Mailbox,
    picks: Iterable[Pick],
    *,
    me: Iterable[str],
    since_on: date | None,
    by: Member,
    at: datetime,
) -> None:
    """From now on it is looked into: letters of the practice's clients sent on `since_on` or later.

    `picks` become clients of the member's, where they are none yet, and `me` their addresses. What
    the census proposed is forgotten: who was not chosen is nobody's business. Raises NotFoundError,
    and AddressTakenError where one of `me` is a colleague's.
    """
    leave_no_copy()
    held = held_by(by, mailbox)
    add_addresses(by, me, by=by, at=at)
    known = set(
        ClientAddress.objects.filter(practice_id=by.practice_id).values_list("key", flat=True)
    )
    for pick in dict.fromkeys(picks):
        if pick.key not in known:
            add_client(by, pick.name, [pick.key], by=by, at=at)
            known.add(pick.key)
    held.state, held.since_on, held.census = MailboxState.LOOKING, since_on, None
    held.progress = 0
    held.save(update_fields=("state", "since_on", "census", "progress"))
    facts: dict[str, object] = {"since_on": since_on.isoformat() if since_on else ""}
    append_own(held, "mailbox.chosen", by=by, at=at, facts=facts)
    enqueue("look", about=held.pk, run_at=at, rank=Rank.LONG)


@transaction.atomic
def look_now(mailbox: Mailbox, *, by: Member, at: datetime) -> None:
    """Ask for a look at once; what was paused goes on. Raises NotFoundError. It is no event."""
    held = held_by(by, mailbox)
    if held.state == MailboxState.PAUSED:
        go_on(held, by=by, at=at)
    elif held.state == MailboxState.LOOKING:
        enqueue("look", about=held.pk, run_at=at, rank=Rank.ASKED)


@transaction.atomic
def pause(mailbox: Mailbox, *, by: Member, at: datetime) -> None:
    """It is not looked into until it goes on. Raises NotFoundError."""
    held = held_by(by, mailbox)
    if held.state == MailboxState.LOOKING:
        held.state = MailboxState.PAUSED
        held.save(update_fields=("state",))
        append_own(held, "mailbox.paused", by=by, at=at)


@transaction.atomic
def go_on(mailbox: Mailbox, *, by: Member, at: datetime) -> None:
    """What was paused is looked into again. Raises NotFoundError."""
    held = held_by(by, mailbox)
    if held.state == MailboxState.PAUSED:
        held.state = MailboxState.LOOKING
        held.save(update_fields=("state",))
        append_own(held, "mailbox.gone_on", by=by, at=at)
        enqueue("look", about=held.pk, run_at=at)


@transaction.atomic
def drop(mailbox: Mailbox, *, by: Member, at: datetime) -> None:
    """It is no mailbox of the member's any more; the letters that came from it stay."""
    held = held_by(by, mailbox)
    append_own(held, "mailbox.dropped", by=by, at=at, text=held.place)
    leave_no_copy()
    Folder.objects.filter(mailbox=held).delete()
    before = held.grant
    held.delete()
    if before is not None:
        forget_unused(before, by=by, at=at)


@transaction.atomic
def keep_census(mailbox: Mailbox, census: Census, *, at: datetime) -> None:
    """What counting a mailbox gave, until somebody has chosen, and its trouble."""
    held = Mailbox.objects.filter(pk=mailbox.pk, state=MailboxState.CHOOSING)
    held.update(census=census_json(census), total=census.total)
    may_retry = all(it.retry for it in census.troubles)
    looked(mailbox, [it.sentence for it in census.troubles], may_retry=may_retry, at=at)


def tell_progress(mailbox: Mailbox, *, progress: int) -> None:
    """How many letters of the run under way were looked at. It is no event."""
    Mailbox.objects.filter(pk=mailbox.pk).update(progress=progress)


def look_afresh(mailbox: Mailbox) -> None:
    """Forget how far its folders were looked into. It is no event: every letter stays known."""
    Folder.objects.filter(mailbox=mailbox).delete()


@transaction.atomic
def looked(
    mailbox: Mailbox, troubles: Sequence[str], *, may_retry: bool = True, at: datetime
) -> None:
    """A look has ended: well, or with `troubles`, one sentence each.

    Where it must not be tried again, because a server that refuses a password closes the account
    after some more, the mailbox is paused. The record is told when trouble begins and ends.
    """
    held = Mailbox.objects.select_for_update(of=("self",)).filter(pk=mailbox.pk).first()
    if held is None:
        return
    before, held.looked_at = held.trouble, at
    held.trouble = "\n".join(troubles)
    held.trouble_since = (held.trouble_since or at) if troubles else None
    if not may_retry and held.state == MailboxState.LOOKING:
        held.state = MailboxState.PAUSED
    held.save(update_fields=("looked_at", "trouble", "trouble_since", "state"))
    if bool(before) != bool(troubles):
        kind = "mailbox.trouble_began" if troubles else "mailbox.trouble_ended"
        append_own(held, kind, by=None, at=at, text=held.trouble)


def refuse_twice(place: str, *, by: Member) -> None:
    """Raises MailboxThereError where the member has that mailbox already."""
    if Mailbox.objects.filter(practice_id=by.practice_id, member=by, place=place).exists():
        raise MailboxThereError(place)


def _path_of(place: str) -> str | None:
    """The absolute path of what is there; None where nothing is, or nobody may look."""
    try:
        path = Path(place).expanduser()
        is_there = bool(place) and path.exists()
    except (OSError, RuntimeError, ValueError):  # too long a name, nobody's home, a null byte
        return None
    return str(path.absolute()) if is_there and len(str(path)) <= LONGEST_PLACE else None
