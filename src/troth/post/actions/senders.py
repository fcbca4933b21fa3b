"""How a member's letters leave is said, changed and taken away; its trouble is kept in words."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.people.access import NotFoundError
from troth.people.models import Grant, Member
from troth.people.sealing import seal
from troth.post.address import parse_address
from troth.post.models import Sender
from troth.post.queries import waiting_of
from troth.post.refusals import PostError
from troth.pure.wording.posted import deliverable
from troth.record.appending import append_own
from troth.web.journal import leave_no_copy

TABLE = "sender"
"""What a sealed password is bound to, besides its row."""


class SenderThereError(PostError):
    """The member has a way to send already."""

    def __init__(self) -> None:
        super().__init__("Your letters have a way to leave already. Change that one.")


@transaction.atomic
def add(  # noqa: PLR0913  # whose letters, from where, by which server, and where a copy goes
    place: str,
    *,
    email: str,
    password: str = "",
    grant: Grant | None = None,
    copies_to: UUID | None = None,
    by: Member,
    at: datetime,
) -> Sender:
    """From now on the member's letters leave from `email` by the server at `place`.

    Raises PlaceError, UnusableAddressError, SenderThereError.
    """
    parse_address(place)
    if Sender.objects.filter(practice_id=by.practice_id, member=by).exists():
        raise SenderThereError
    sender = Sender(
        practice_id=by.practice_id,
        member=by,
        email=deliverable(email),
        place=place.strip(),
        grant=_own(grant, by=by),
        copies_to=copies_to,
        added_at=at,
    )
    sender.password = _sealed(sender, password)
    sender.save(force_insert=True)
    append_own(sender, "sender.added", by=by, at=at, text=f"{sender.email} by {sender.place}")
    _let_leave(sender, at=at)
    return sender


@transaction.atomic
def change(  # noqa: PLR0913  # as `add`
    sender: Sender,
    *,
    place: str,
    email: str,
    password: str | None = None,
    grant: Grant | None = None,
    by: Member,
    at: datetime,
) -> Sender:
    """Another server, address, password or grant; what stood still for want of it goes on.

    Without `password` the one that is there is kept, unless there is a `grant` or the place is
    another: a password is told to no server that it was not given for. Raises PlaceError,
    UnusableAddressError, NotFoundError.
    """
    parse_address(place)
    held = _held(sender, by=by)
    if password is not None or grant is not None or place.strip() != held.place:
        held.password = _sealed(held, password or "")
    held.place, held.email = place.strip(), deliverable(email)
    held.grant = _own(grant, by=by)
    held.trouble, held.trouble_since = "", None
    held.save()
    leave_no_copy()
    append_own(held, "sender.changed", by=by, at=at, text=f"{held.email} by {held.place}")
    _let_leave(held, at=at)
    return held


@transaction.atomic
def copy_to(sender: Sender, mailbox: UUID | None, *, by: Member, at: datetime) -> None:
    """Copies of sent letters go into the Sent folder of `mailbox` from now on; None: nowhere.

    Raises NotFoundError.
    """
    held = _held(sender, by=by)
    held.copies_to = mailbox
    held.save(update_fields=("copies_to",))
    append_own(held, "sender.copies_on" if mailbox else "sender.copies_off", by=by, at=at)


@transaction.atomic
def remove(sender: Sender, *, by: Member, at: datetime) -> None:
    """The member's letters have no way to leave any more; those that wait go on waiting.

    Raises NotFoundError.
    """
    _remove(_held(sender, by=by), by=by, at=at)


@transaction.atomic
def remove_of(member: Member, *, by: Member, at: datetime) -> None:
    """The letters of a member who leaves have no way to leave any more, where they had one."""
    held = Sender.objects.select_for_update(of=("self",)).filter(member=member).first()
    if held is not None:
        _remove(held, by=by, at=at)


@transaction.atomic
def troubled(sender: Sender, trouble: str, *, at: datetime) -> None:
    """What stops all letters of a sender until somebody does something about it; "": no more.

    The record is told when trouble begins and ends.
    """
    held = Sender.objects.select_for_update(of=("self",)).filter(pk=sender.pk).first()
    if held is None or held.place != sender.place or held.password != sender.password:
        return  # it was changed meanwhile: that was another one's trouble
    before, held.trouble = held.trouble, trouble
    held.trouble_since = (held.trouble_since or at) if trouble else None
    held.save(update_fields=("trouble", "trouble_since"))
    if bool(before) != bool(trouble):
        kind = "sender.trouble_began" if trouble else "sender.trouble_ended"
        append_own(held, kind, by=None, at=at, text=trouble)
    if before and not trouble:
        _let_leave(held, at=at)


def _remove(held: Sender, *, by: Member, at: datetime) -> None:
    append_own(held, "sender.removed", by=by, at=at, text=f"{held.email} by {held.place}")
    leave_no_copy()
    held.delete()


def _held(sender: Sender, *, by: Member) -> Sender:
    """The sender as it is now, locked; a member's sender is their own."""
    rows = Sender.objects.select_for_update(of=("self",)).filter(pk=sender.pk, member=by)
    held = rows.first()
    if held is None:
        raise NotFoundError
    return held


def _own(grant: Grant | None, *, by: Member) -> Grant | None:
    if grant is not None and grant.member_id != by.pk:
        raise NotFoundError
    return grant


def _sealed(sender: Sender, password: str) -> bytes | None:
    if not password:
        return None
    return seal(password, practice=sender.practice_id, table=TABLE, row=sender.pk)


def _let_leave(sender: Sender, *, at: datetime) -> None:
    """What waited for a way to leave need wait no longer."""
    first = waiting_of(sender.member, at=at).first()
    if first is not None:
        enqueue("send", about=first.pk, run_at=at, rank=Rank.ASKED)
