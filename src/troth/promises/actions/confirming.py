"""How a finding that is held becomes a promise, an ask or a need, and how that is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from troth.people.access import NotFoundError
from troth.people.models import Contact, Member
from troth.promises.actions.acting import acts_of, tell_record
from troth.promises.actions.dues import UNDATED, Due, as_said, due_for
from troth.promises.models import Finding, FindingState, Matter, Outcome
from troth.promises.refusals import RefusedError
from troth.promises.searching import let_matter_be_found
from troth.pure.ledger import Debt, debt_of
from troth.pure.reading import Kind
from troth.record.appending import append_about
from troth.search.actions import drop


class AlreadyDecidedError(RefusedError):
    """Somebody decided it before, perhaps in another window."""

    def __init__(self, state: str) -> None:
        super().__init__(f"It was decided already: {state}. Undo that first to decide otherwise.")


class NotDecidedError(RefusedError):
    """There is nothing to undo."""

    def __init__(self) -> None:
        super().__init__("Nothing was decided about it yet, so there is nothing to undo.")


class NobodyOwesError(RefusedError):
    """A piece of news became no promise, no ask and no need."""

    def __init__(self) -> None:
        super().__init__("Nobody owes anything by this. Say whether it is a promise, ask or need.")


class NoWordsError(RefusedError):
    """A correction or a move without words."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"Say in a few words {wanted}.")


class ForeignContactError(RefusedError):
    """The person named does not work at this client."""

    def __init__(self, contact: Contact, client: str) -> None:
        super().__init__(
            f"{contact.name or 'That person'} does not work at {client}. Choose again."
        )


class MatterInUseError(RefusedError):
    """What a finding became has gone on since."""

    def __init__(self) -> None:
        super().__init__(
            "More happened to it since it was confirmed. Take that back first, or release it."
        )


@dataclass(frozen=True, slots=True)
class Correction:
    """What a finding really is, in the person's words.

    `due` is the day or the aware instant, None for no date. `kind` is what it is; where it is None,
    that follows from `is_mine`, whether we said it, which is as was read where it is None too.
    """

    what: str
    contact: Contact | None = None
    kind: Debt | None = None
    due: date | datetime | None = None
    is_mine: bool | None = None


def held(finding: Finding, *, by: Member) -> Finding:
    """The finding as it is now, locked. Raises NotFoundError, also for another practice's."""
    rows = Finding.objects.filter(pk=finding.pk, practice_id=by.practice_id)
    rows = rows.select_related("client__owner", "client__practice", "contact", "settled_by")
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFoundError
    return found


def undecided(finding: Finding) -> Finding:
    """Raises AlreadyDecidedError."""
    if finding.state != FindingState.OPEN:
        raise AlreadyDecidedError(finding.state)
    return finding


def as_read(finding: Finding) -> Correction:
    """What Troth read, in the form of a correction."""
    due = as_said(finding.deferred_to or finding.due)
    return Correction(finding.sentence, contact=finding.contact, due=due)


def make_matter(
    finding: Finding, meant: Correction, *, outcome: str = "", closed_at: datetime | None = None
) -> Matter:
    """Raises NobodyOwesError, NoWordsError, ForeignContactError."""
    is_mine = finding.is_mine if meant.is_mine is None else meant.is_mine
    debt = meant.kind or debt_of(Kind(finding.kind), is_mine=is_mine)
    _check(finding, meant, debt)
    assert debt is not None
    due = due_for(meant.due, debt=debt, client=finding.client, contact=meant.contact)
    moved_from = _moved_from(finding, debt, due)
    return Matter.objects.create(
        practice_id=finding.practice_id,
        client=finding.client,
        contact=meant.contact,
        kind=debt,
        what=meant.what.strip(),
        due_at=due.at,
        due_on=due.on,
        given_at=finding.said_at,
        message_id=finding.message_id,
        note_id=finding.note_id,
        sentence=finding.sentence,
        start=finding.start,
        end=finding.end,
        moved_from_at=moved_from.at,
        moved_from_on=moved_from.on,
        told_at=_told_at(finding, is_mine=is_mine),
        outcome=outcome,
        closed_at=closed_at,
    )


def mark(finding: Finding, state: FindingState, *, at: datetime, matter: Matter | None) -> None:
    finding.state, finding.decided_at, finding.matter = state, at, matter
    finding.save(update_fields=("state", "decided_at", "matter"))


def confirmed(  # noqa: PLR0913  # what was confirmed, as what, by whom, when, and in which batch
    finding: Finding,
    matter: Matter,
    verb: str,
    *,
    by: Member,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> None:
    """The finding is this matter from now on: marked, and told to the record."""
    mark(finding, FindingState.CONFIRMED, at=at, matter=matter)
    facts = {"finding": str(finding.pk), **(facts or {})}
    let_matter_be_found(matter)
    tell_record(matter, verb, by=by, at=at, facts=facts, text=matter.what)


def unconfirm(finding: Finding) -> None:
    """The matter goes. Raises MatterInUseError where anything else happened to it."""
    matter = finding.matter
    if matter is not None:
        matter = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
        if not _is_untouched(matter, finding):
            raise MatterInUseError
        drop([matter.pk])
        matter.delete()
    finding.matter = None


def tell_of(finding: Finding, kind: str, *, by: Member, at: datetime, text: str = "") -> None:
    """Append an entry about the finding itself."""
    append_about(
        finding,
        kind,
        by=by,
        at=at,
        text=text,
    )


def done_as(matter_kind: Debt, *, is_late: bool) -> Outcome:
    """The outcome of what was done: kept or late, answered, or received."""
    if matter_kind is Debt.PROMISE:
        return Outcome.LATE if is_late else Outcome.KEPT
    return Outcome.ANSWERED if matter_kind is Debt.ASK else Outcome.RECEIVED


def is_late(matter: Matter, *, done_at: datetime) -> bool:
    """Whether it was done after its due time.

    A day is over at its midnight; what is due at an instant may still come in that very instant.
    """
    if matter.due_at is None:
        return False
    return done_at >= matter.due_at if matter.due_on else done_at > matter.due_at


def _check(finding: Finding, meant: Correction, debt: Debt | None) -> None:
    if debt is None:
        raise NobodyOwesError
    if not meant.what.strip():
        raise NoWordsError("what it is about")
    if meant.contact is not None and meant.contact.client_id != finding.client_id:
        raise ForeignContactError(meant.contact, finding.client.name)


def _told_at(finding: Finding, *, is_mine: bool) -> datetime | None:
    """They know what stood in our own letter, and what a letter between us has moved."""
    if finding.deferred_to:
        return (finding.settled_by or finding).said_at
    return finding.said_at if is_mine else None


def _moved_from(finding: Finding, debt: Debt, due: Due) -> Due:
    """The due time that a letter has moved before anybody confirmed it."""
    if not (finding.deferred_to and finding.due):
        return UNDATED
    said = as_said(finding.due)
    first = due_for(said, debt=debt, client=finding.client, contact=finding.contact)
    return first if first.at != due.at else UNDATED


def _is_untouched(matter: Matter, finding: Finding) -> bool:
    acts = acts_of(matter)
    if len(acts) > 1 or any(not act.is_birth for act in acts):
        return False
    return not matter.findings.exclude(pk=finding.pk).exists()
