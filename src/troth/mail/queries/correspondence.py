"""A client's letters as lines: who wrote to whom when; opened only where their words count."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from troth.mail.models import Filing, Raw
from troth.mail.packing import unpack
from troth.people.models import Client
from troth.pure.letter import Address, Letter, parse

MOST_LINES = 2_000


class Line(NamedTuple):
    """A letter that a person wrote: its filing's number, the message, and who wrote to whom."""

    number: int
    message: UUID
    sent_at: datetime
    message_id: str
    sender: str
    to: tuple[str, ...]


class Sides(NamedTuple):
    """Their letters and mine to them, each newest first."""

    theirs: list[Line]
    mine: list[Line]


def lines_of(client: Client) -> list[Line]:
    """The client's latest letters, newest first, without those of machines. One query."""
    rows = Filing.objects.filter(client=client, is_word=True).order_by("-sent_at", "-pk")
    columns = ("pk", "message", "sent_at", "message__message_id", "message__people")
    return [
        Line(number, message, sent_at, message_id, people[0], tuple(people[1]))
        for number, message, sent_at, message_id, people in rows.values_list(*columns)[:MOST_LINES]
        if people
    ]


def sides_of(lines: Iterable[Line], emails: Collection[str], *, me: Collection[str]) -> Sides:
    """The letters from these addresses, and mine to them."""
    sides = Sides([], [])
    for line in lines:
        if line.sender in me:
            if any(email in emails for email in line.to):
                sides.mine.append(line)
        elif line.sender in emails:
            sides.theirs.append(line)
    return sides


def opened(lines: Sequence[Line], *, most: int) -> list[Letter]:
    """The letters, the newest `most` of them with their words where they were not erased."""
    rows = Raw.objects.filter(message__in=[it.message for it in lines[:most]])
    packed = dict(rows.values_list("message_id", "packed"))
    return [
        parse(unpack(bytes(packed[it.message]))) if it.message in packed else _unread(it)
        for it in lines
    ]


def _unread(line: Line) -> Letter:
    return Letter(
        message_id=line.message_id,
        references=(),
        sender=Address(line.sender),
        to=tuple(map(Address, line.to)),
        cc=(),
        sent_at=line.sent_at,
        subject="",
        new="",
        quoted="",
        signature="",
        auto_reply=None,
        bounce=None,
        mass=None,
        problems=(),
    )
