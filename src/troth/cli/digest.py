"""`troth digest`: the letter of the day, before it comes."""

from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import click

from troth.cli.options import now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Failure, Refusal, refusing

if TYPE_CHECKING:
    from datetime import datetime

    from troth.agenda.digest_wish import Wish
    from troth.people.access import Viewer
    from troth.people.models import Member
    from troth.post.models import Outgoing


@click.command("digest")
@click.option("--send", "is_now", is_flag=True, help="Send it now; it counts as today's.")
@click.option("--on/--off", "wanted", default=None, help="Whether one comes each morning.")
@click.option("--hour", type=click.IntRange(0, 23), help="At which hour of your zone. Default: 7.")
@of_member
def command(
    *, is_now: bool, wanted: bool | None, hour: int | None, member: str | None, demo: bool
) -> None:
    """Print the letter that tells each morning what `troth today` says, as it would be now.

    It comes once a day, on working days, to your own address alone, and only when a word is due to
    somebody or something that was found in mail waits. It needs to know how your letters leave.
    Where Troth was not running at its hour it comes later, but not after noon.
    """
    if is_now and (wanted is not None or hour is not None):
        raise Refusal("Either send it now, or say whether and when it comes: not both at once.")
    viewer, at = signed_in(member, demo=demo), now()
    if is_now:
        _send(viewer.member, at)
    elif wanted is None and hour is None:
        _show(viewer, at)
    else:
        _choose(viewer.member, wanted, hour, at)


def _show(viewer: "Viewer", at: "datetime") -> None:
    from django.conf import settings  # after Django is loaded

    from troth.agenda.actions import catch_up
    from troth.agenda.digest import digest
    from troth.agenda.digest_wish import every_line, wish_of

    catch_up(viewer.practice_id, at=at)
    lines = tuple(every_line(viewer, at=at))
    today = at.astimezone(ZoneInfo(viewer.member.zone)).date()
    if lines:
        said = digest(lines, today=today, desk=settings.DESK_URL)
        click.echo(f"Subject: {said.subject}\n\n{said.text}")
    else:
        click.echo("Nothing is due, and nobody waits.", err=True)
    click.echo(_told(wish_of(viewer.member), at), err=True)


def _choose(member: "Member", wanted: bool | None, hour: int | None, at: "datetime") -> None:  # noqa: FBT001  # as the option says it
    from troth.agenda.actions.digests import choose  # after Django is loaded
    from troth.agenda.digest_wish import wish_of

    held = wish_of(member)
    choose(
        member,
        is_wanted=held.is_wanted if wanted is None else wanted,
        hour=held.hour if hour is None else hour,
        by=member,
        at=at,
    )
    click.echo(_told(wish_of(member), at))


def _send(member: "Member", at: "datetime") -> None:
    from django.conf import settings  # after Django is loaded

    from troth.agenda.actions.digests import DigestError, send_now
    from troth.post.delivery import deliver

    with refusing(DigestError):
        letter = send_now(member, at=at, desk=settings.DESK_URL)
    deliver(letter.pk, owner=uuid4().hex, clock=now)
    letter.refresh_from_db()
    _tell_sent(letter)


def _tell_sent(letter: "Outgoing") -> None:
    from troth.post.models import OutgoingState  # after Django is loaded
    from troth.post.queries import sender_of

    if letter.state == OutgoingState.SENT:
        click.echo(f"Sent to {letter.to[0]}.")
    elif letter.state == OutgoingState.SENDING:
        click.echo(f"On its way to {letter.to[0]}.")
    else:
        sender = sender_of(letter.by)
        why = letter.said or (sender.trouble if sender else "")
        raise Failure(f"It lies in the outbox and has not left. {why}".strip())


def _told(wish: "Wish", at: "datetime") -> str:
    if wish.why_not:
        return wish.why_not
    comes = wish.next_at(at).astimezone(ZoneInfo(wish.zone))
    day = f"{comes:%a} {comes.day} {comes:%b}"
    return f"The next digest comes on {day} at {comes:%H:%M} to {wish.to}, if somebody waits."
