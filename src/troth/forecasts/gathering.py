"""What the practice knows for a forecast of a member's work: their time, and what the past says.

Imports numpy, by way of what is learned.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from troth.calendars.hours import Hours, hours_of
from troth.calendars.models import Calendar
from troth.calendars.naming import shown
from troth.calendars.queries import REACH, calendars_of
from troth.forecasts.clocks import working_in
from troth.forecasts.queries.free_time import working
from troth.forecasts.queries.past_work import done
from troth.forecasts.queries.places import Places, places
from troth.forecasts.queries.shares import HOUR, Share, share
from troth.forecasts.queries.turnaround import turnaround
from troth.people.access import Viewer
from troth.people.models import Contact, Member
from troth.pure.forecast import turnaround as answering
from troth.pure.forecast.effort import Done
from troth.pure.forecast.turnaround import Answer, Turnarounds
from troth.pure.worktime import WorkingTime, working_minutes
from troth.web.days import count_words

BEFORE = timedelta(days=3)
"""What ended longer ago pushes no morning any more: the longest rest is two days."""


class OfClient(NamedTuple):
    """A client: by whose clocks they work, and by which words somebody may mean them.

    Words are the name, each word of it, domains and addresses, folded; `contacts` has the same of
    each person there, their whole name first.
    """

    name: str
    words: tuple[str, ...]
    working: WorkingTime
    contacts: Mapping[UUID, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """Of one member, as of one moment.

    `share` is how much of a free hour is work. `done` is finished work of the whole practice, with
    the member's id as `person`, for sums alone; `turnarounds` were learned from `answers`.
    `rests_on` says what was taken from where, and `left_out` what could not be, both in sentences.
    """

    member: Member
    hours: Hours
    working: WorkingTime
    share: float
    done: tuple[Done, ...]
    answers: tuple[Answer, ...]
    turnarounds: Turnarounds
    clients: Mapping[UUID, OfClient]
    rests_on: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def own(self) -> tuple[Done, ...]:
        """What the member's own work came to: for their eyes and nobody else's."""
        return tuple(it for it in self.done if it.person == str(self.member.pk))

    def about_client(self, client: UUID) -> str:
        """What is known of how long they take to answer, in a sentence."""
        seen, name = self.turnarounds.seen(client=str(client)), self.clients[client].name
        if not seen.answers:
            asks = count_words(seen.still_open, "ask")
            waits = f" yet, {asks} still open" if seen.still_open else ""
            return f"No answer of {name} is known{waits}: how long all clients take counts."
        waits = f", {seen.still_open} more still open" if seen.still_open else ""
        return f"Turnaround of {name} from {count_words(seen.answers, 'answer')}{waits}."


def known(viewer: Viewer, *, at: datetime) -> Known:
    """Gather what there is for the work of the viewer's member, as of `at`, which is aware.

    What a person said goes before what was learned, and that before what is assumed; `rests_on`
    says which. A fixed number of queries. Behind the curtain the calendars count as ever, and of
    clients there is the one alone.
    """
    member, hours = viewer.member, hours_of(viewer.member)
    kept = calendars_of(member)
    free = working(member, hours, start=at - BEFORE, end=at + REACH)
    known_share = share(member, hours, at=at)
    finished = tuple(done(viewer))
    answers = tuple(it.answer for it in turnaround(viewer, at=at))
    own = sum(it.person == str(member.pk) for it in finished)
    return Known(
        member=member,
        hours=hours,
        working=free,
        share=known_share.share,
        done=finished,
        answers=answers,
        turnarounds=answering.learn(answers, at=at),
        clients=_clients(viewer),
        rests_on=(_of_calendars(kept, free, at=at), _of_share(known_share), _of_efforts(own)),
        left_out=tuple(_not_read(kept)),
    )


def _of_share(known: Share) -> str:
    """How much of a free hour is work, and where that comes from."""
    words = f"{_of_100(known.share)} of your free time are work"
    if known.is_said:
        return f"{words}: you set that."
    if not known.weeks:
        return f"{words}: that is assumed, for nothing is logged yet."
    return f"{words}, learned from {count_words(known.weeks, 'week')} of yours."


def _of_100(share: float) -> str:
    return f"{share * 100:.0f} of 100 minutes"


def _of_calendars(kept: Sequence[Calendar], working: WorkingTime, *, at: datetime) -> str:
    if not kept:
        return "No calendar of yours is kept: all your hours count as free."
    end = at + REACH
    whole = working_minutes(replace(working, busy=(), away=()), start=at, end=end)
    gone = whole - working_minutes(working, start=at, end=end)
    number = count_words(len(kept), "calendar")
    return f"{round(gone / HOUR):,} h of the hours you work are taken, from {number} of yours."


def _of_efforts(own: int) -> str:
    if not own:
        return "No finished work of yours with an estimate is known: what is usual counts."
    number = count_words(own, "finished piece")
    return f"How estimates turn out is learned from {number} of yours."


def _not_read(kept: Iterable[Calendar]) -> Iterator[str]:
    """Calendars that say what they said before, and what in one could not be understood."""
    for calendar in kept:
        name = shown(calendar.address)
        if calendar.trouble:
            said = "could not be read yet, and nothing of it counts"
            if calendar.read_at:
                said = f"cannot be read now, and what it said on {calendar.read_at:%Y-%m-%d} counts"
            yield f"{name} {said}. `troth calendars` says why."
        if calendar.left_out:
            number = count_words(len(calendar.left_out.splitlines()), "thing")
            yield f"{number} in {name} could not be understood. `troth calendars` says what."


def _clients(viewer: Viewer) -> dict[UUID, OfClient]:
    """Every client that may be seen, by whose clocks they work."""
    rows = list(viewer.clients().filter(merged_into=None).prefetch_related("addresses"))
    ids = [it.pk for it in rows]
    known, people = places(ids), _people(ids)
    return {
        row.pk: OfClient(
            name=row.name,
            words=_words(row.name, *(it.key for it in row.addresses.all())),
            working=working_in(_zone(row.pk, people[row.pk], known)),
            contacts=people[row.pk],
        )
        for row in rows
    }


def _people(clients: Sequence[UUID]) -> dict[UUID, dict[UUID, tuple[str, ...]]]:
    """By client each contact, with the words by which somebody may mean them."""
    found: dict[UUID, dict[UUID, tuple[str, ...]]] = defaultdict(dict)
    rows = Contact.objects.filter(client__in=clients).order_by("pk").prefetch_related("addresses")
    for it in rows:
        found[it.client_id][it.pk] = _words(it.name, *(each.email for each in it.addresses.all()))
    return found


def _zone(client: UUID, contacts: Iterable[UUID], known: Places) -> str:
    """The zone of most of those whose zone is known, else of their country, else of their owner."""
    zones = Counter(known.zone(client, it) for it in contacts if it in known.zones)
    return zones.most_common(1)[0][0] if zones else known.zone(client, None)


def _words(name: str, *more: str) -> tuple[str, ...]:
    """A name, each word of it, and addresses, as they are compared; each once."""
    folded = name.casefold()
    said = (folded, *folded.split(), *(it.casefold() for it in more))
    return tuple(dict.fromkeys(it for it in said if it))
