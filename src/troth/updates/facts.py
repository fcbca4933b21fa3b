"""What a letter may say: taken from what is open and done, and from nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.notes.models import Win
from troth.people.models import Client, Contact, Member
from troth.promises.models import Finding, Matter, Outcome
from troth.pure.ledger import Debt, debt_of
from troth.pure.reading import Kind
from troth.pure.wording import Facts, Item, Recipient, Sender

GENDERS = {"f": "female", "m": "male"}

DONE = (Outcome.KEPT, Outcome.LATE, Outcome.ANSWERED)
"""What we finished; what they gave us, they know."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The facts of a letter, and the rows that it tells of."""

    facts: Facts
    matters: tuple[Matter, ...]
    wins: tuple[Win, ...]


def everything_open(
    client: Client, *, zone: ZoneInfo, heard_at: datetime | None, at: datetime
) -> Telling:
    """What is open both ways, and what was finished since they last heard from us."""
    open_now = list(Matter.objects.filter(client=client, outcome="").order_by("due_at", "given_at"))
    finished = _finished(client, since=heard_at)
    wins = list(Win.objects.filter(client=client, told_at=None).order_by("at"))
    on = at.astimezone(zone).date()
    facts = Facts(
        on=on,
        zone=zone,
        we_owe=_items(open_now, Debt.PROMISE, zone=zone, at=at),
        they_owe=_items(open_now, Debt.NEED, zone=zone, at=at),
        asks=_items(open_now, Debt.ASK, zone=zone, at=at),
        done=tuple(item(it, zone=zone, at=at) for it in finished),
        wins=tuple(win.text for win in wins),
    )
    return Telling(facts, (*open_now, *finished), tuple(wins))


def of_these(
    matters: Iterable[Matter], findings: Iterable[Finding], *, zone: ZoneInfo, at: datetime
) -> Telling:
    """These alone, for a recap: what was confirmed, and what was only found and is asked about."""
    held = list(matters)
    every = [(it.kind, item(it, zone=zone, at=at)) for it in held]
    for finding in findings:
        debt = debt_of(Kind(finding.kind), is_mine=finding.is_mine)
        if debt is not None:
            every.append((debt.value, _found(finding, zone=zone)))
    sides = {debt: tuple(it for kind, it in every if kind == debt) for debt in Debt}
    facts = Facts(
        on=at.astimezone(zone).date(),
        zone=zone,
        we_owe=sides[Debt.PROMISE],
        they_owe=sides[Debt.NEED],
        asks=sides[Debt.ASK],
    )
    return Telling(facts, tuple(held), ())


def proposed(telling: Telling, passages: Iterable[str], *, on: date) -> Telling:
    """The same, with what was proposed in passages of a letter."""
    items = tuple(Item(what, since=on) for what in passages)
    return replace(telling, facts=replace(telling.facts, proposed=items))


def _found(finding: Finding, *, zone: ZoneInfo) -> Item:
    said = finding.deferred_to or finding.due
    due: date | datetime | None = None
    if said:
        due = datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    return Item(what=finding.sentence, since=_day(finding.said_at, zone), due=due)


def item(matter: Matter, *, zone: ZoneInfo, at: datetime) -> Item:
    """A promise, an ask or a need as a letter's item; days are the reader's."""
    return Item(
        what=matter.what,
        since=_day(matter.given_at, zone),
        due=matter.due_on or (matter.due_at.astimezone(zone) if matter.due_at else None),
        is_late=not matter.outcome and matter.due_at is not None and matter.due_at <= at,
        moved_from=_moved_from(matter, zone),
        done_on=_day(matter.closed_at, zone) if matter.outcome and matter.closed_at else None,
    )


def recipient(contact: Contact | None, *, language: str) -> Recipient:
    """Whom the letter greets; nobody by name where nobody is known."""
    if contact is None:
        return Recipient("", language)
    return Recipient(
        name=contact.name,
        language=contact.language or language,
        title=contact.title,
        form=contact.address_form,  # type: ignore[arg-type]  # formal, informal or ""
        gender=GENDERS.get(contact.gender, ""),  # type: ignore[arg-type]
    )


def sender(member: Member) -> Sender:
    return Sender(member.name, zone=ZoneInfo(member.zone))


def _items(
    matters: Iterable[Matter], debt: Debt, *, zone: ZoneInfo, at: datetime
) -> tuple[Item, ...]:
    return tuple(item(it, zone=zone, at=at) for it in matters if it.kind == debt)


def _finished(client: Client, *, since: datetime | None) -> list[Matter]:
    """What we finished and they have not heard of since."""
    done = Matter.objects.filter(client=client, outcome__in=DONE)
    if since is not None:
        done = done.filter(closed_at__gt=since)
    return [it for it in done.order_by("closed_at") if not _knows(it)]


def _knows(matter: Matter) -> bool:
    told, closed = matter.told_at, matter.closed_at
    return told is not None and closed is not None and told >= closed


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _moved_from(matter: Matter, zone: ZoneInfo) -> date | None:
    """The day that was named before; of an instant, the reader's."""
    if matter.moved_from_on or not matter.moved_from_at:
        return matter.moved_from_on
    return (matter.moved_from_at - timedelta(microseconds=1)).astimezone(zone).date()
