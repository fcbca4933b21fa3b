"""Who gets the letter of the day, where it goes, at which hour, and why somebody gets none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from troth.agenda.digest_time import begins_at, due_on, is_decided, next_at
from troth.agenda.models import DigestChoice
from troth.agenda.queries import today
from troth.agenda.telling import TodayLine
from troth.people.access import Viewer
from troth.people.models import ClientAddress, ContactAddress, Member
from troth.people.placeholder import is_placeholder
from troth.post.models import Sender
from troth.post.queries import sender_of
from troth.pure.ledger import client_of
from troth.pure.wording.envelope import UnusableAddressError
from troth.pure.wording.posted import deliverable

KIND = "digest"
"""What the letter is called in the outbox."""

NO_SENDER = "No digest comes: Troth does not know yet how your letters leave."
SWITCHED_OFF = "No digest comes: you switched it off."
NO_ADDRESS = "No digest comes: {email} is no address that mail can be sent to. Say another one."
BARRED = "The digest waits in the outbox as long as your letters cannot leave: {trouble}"
THEIRS = (
    "No digest comes: {email} is a client's address, and the digest names all your clients. "
    "Send from an address of your own, and say it as yours."
)
"""It does not say whose: the page that shows it may stand behind the curtain."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member wants, and what they get: `why_not` says why nothing comes, "" where it does.

    `to` is where the letter goes, "" where it cannot go. `decided_on` is the latest day for which
    it was decided whether one goes.
    """

    is_wanted: bool
    hour: int
    zone: str
    to: str
    why_not: str
    decided_on: date | None

    def next_at(self, at: datetime) -> datetime:
        """When the next letter is due after `at`, whether or not it will be worth one."""
        return next_at(at, hour=self.hour, zone=self.zone, decided_on=self.decided_on)


def wish_of(member: Member) -> Wish:
    """Six queries at most."""
    choice = DigestChoice.objects.filter(member=member).first() or DigestChoice(member=member)
    sender = sender_of(member)
    to, trouble = way_of(member, sender)
    if sender is not None and sender.trouble and not trouble:
        trouble = BARRED.format(trouble=sender.trouble)
    return Wish(
        is_wanted=choice.is_wanted,
        hour=choice.hour,
        zone=member.zone,
        to=to,
        why_not=trouble if choice.is_wanted else SWITCHED_OFF,
        decided_on=choice.decided_on,
    )


def due(*, at: datetime) -> Iterator[tuple[Member, date]]:
    """Everybody whose letter is due now and was not decided yet, with its day.

    Two queries, and four at most for each that is due.
    """
    choices = DigestChoice.objects.in_bulk()
    senders = Sender.objects.filter(member__is_active=True).select_related("member__practice")
    for sender in senders.order_by("practice", "member"):
        member = sender.member
        choice = choices.get(member.pk) or DigestChoice(member=member)
        day = _due_on(choice, sender, at=at)
        if day is not None and not way_of(member, sender)[1]:
            yield member, day


def way_of(member: Member, sender: Sender | None) -> tuple[str, str]:
    """Where the letter goes, or why it cannot: from and to addresses of the member's own alone.

    An address of a client's would leave what all clients wait for on that client's server.
    """
    if sender is None:
        return "", NO_SENDER
    own = sender.email if is_placeholder(member.email) else member.email
    for email in dict.fromkeys((own, sender.email)):
        try:
            deliverable(email)
        except UnusableAddressError:
            return "", NO_ADDRESS.format(email=email)
        if _is_a_clients(email.lower(), practice=member.practice_id):
            return "", THEIRS.format(email=email)
    return own, ""


def about(member: Member, day: date) -> UUID:
    """What the letter of a day is about: the same id whoever makes it, and no other's."""
    return uuid5(member.pk, f"{KIND} {day.isoformat()}")


def every_line(viewer: Viewer, *, at: datetime, everyone: bool = False) -> Iterator[TodayLine]:
    """The lines of Today on all its pages, in its order."""
    page = today(viewer, at=at, everyone=everyone)
    yield from page.lines
    while page.after is not None:
        page = today(viewer, at=at, everyone=everyone, after=page.after)
        yield from page.lines


def _due_on(choice: DigestChoice, sender: Sender, *, at: datetime) -> date | None:
    """A day whose hour was before the member had said all that it takes is not made up for."""
    zone = sender.member.zone
    day = due_on(at, hour=choice.hour, zone=zone)
    if day is None or is_decided(day, choice.decided_on) or not choice.is_wanted:
        return None
    since = max(filter(None, (choice.chosen_at, sender.added_at)))
    return day if since <= begins_at(day, hour=choice.hour, zone=zone) else None


def _is_a_clients(email: str, *, practice: UUID) -> bool:
    """Whether the address lies on a client's server, or is one of theirs elsewhere."""
    keys = {email, email.rpartition("@")[2], client_of(email)}
    return (
        ClientAddress.objects.filter(practice=practice, key__in=keys).exists()
        or ContactAddress.objects.filter(practice=practice, email=email).exists()
    )
