"""Acts: what a person does to a promise, an ask or a need, so that it can be taken back.

# Note [Acts]
Every act appends one entry about its matter. The entry's facts hold the act's own id and, as
`was_...`, what the fields that it changed held before. Taking an act back restores those, and
appends an entry whose `takes_back` names the act. So the record is the list of what may be taken
back, and what remains of it is the state. The first act makes the matter; it has no `was_...`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.promises.actions.dues import end_of
from troth.promises.models import Matter, Proposal, ProposalState
from troth.promises.refusals import RefusedError
from troth.record import queries as record
from troth.record.appending import append_about
from troth.web.ids import uuid7

BIRTHS = frozenset({"confirmed", "already_done", "written_down"})
"""The verbs that make a matter."""

WAS = "was_"
MOST_ACTS = 1_000


class ActedSinceError(RefusedError):
    """Something that rests on an act was done after it."""

    def __init__(self) -> None:
        super().__init__("Something was done after it that rests on it. Take that back first.")


@dataclass(frozen=True, slots=True)
class Act:
    """One act that was not taken back."""

    id: str
    verb: str
    facts: Mapping[str, Any]

    @property
    def is_birth(self) -> bool:
        return self.verb in BIRTHS

    @property
    def before(self) -> dict[str, Any]:
        """What the fields that it changed held before it."""
        return {
            name.removeprefix(WAS): _from_fact(name.removeprefix(WAS), value)
            for name, value in self.facts.items()
            if name.startswith(WAS)
        }


def locked(matter: Matter, *, by: Member | None) -> Matter:
    """The matter as it is now, held until the transaction ends; a due day ends where it now does.

    Raises NotFoundError where it is gone or another practice's than that of `by`.
    """
    rows = Matter.objects.filter(pk=matter.pk)
    rows = rows.select_related("client__owner", "client__practice", "contact")
    if by is not None:
        rows = rows.filter(practice_id=by.practice_id)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFoundError
    found.due_at = end_of(found)
    return found


def act(  # noqa: PLR0913  # who, when, what it changes, on what, and the words beside it
    matter: Matter,
    verb: str,
    *,
    by: Member | None,
    at: datetime,
    changes: Mapping[str, Any],
    facts: Mapping[str, object] | None = None,
    text: str = "",
) -> None:
    """Change these fields of a locked matter and append the act. See Note [Acts]."""
    before = {f"{WAS}{name}": as_fact(getattr(matter, name)) for name in changes}
    for name, value in changes.items():
        setattr(matter, name, value)
    if changes:
        matter.save(update_fields=tuple(changes))
    tell_record(matter, verb, by=by, at=at, facts={**(facts or {}), **before}, text=text)


def tell_record(  # noqa: PLR0913  # as `act`
    matter: Matter,
    verb: str,
    *,
    by: Member | None,
    at: datetime,
    facts: Mapping[str, object],
    text: str = "",
) -> None:
    """Append an act that changed nothing, or has made its matter."""
    append_about(
        matter,
        f"{matter.kind}.{verb}",
        by=by,
        at=at,
        facts={"act": str(uuid7()), **facts},
        text=text,
    )


def acts_of(matter: Matter) -> list[Act]:
    """The acts that were not taken back, the latest first."""
    told = record.about(matter.pk, practice=matter.practice_id, most=MOST_ACTS)
    gone = {entry.facts.get("takes_back") for entry in told}
    return [
        Act(entry.facts["act"], entry.kind.partition(".")[2], entry.facts)
        for entry in told
        if "act" in entry.facts and entry.facts["act"] not in gone
    ]


def restore(matter: Matter, taken: Act, *, by: Member, at: datetime) -> None:
    """Take an act back: what it changed is as before, and its proposal is open again.

    Raises ActedSinceError where a later act changed the same.
    """
    _refuse_if_rested_on(matter, taken)
    before = taken.before
    for name, value in before.items():
        setattr(matter, name, value)
    matter.due_at = end_of(matter)  # it may have been elsewhere then
    if before:
        matter.save(update_fields=(*before, "due_at"))
    if "proposal" in taken.facts:
        rows = Proposal.objects.filter(pk=taken.facts["proposal"], matter=matter)
        rows.update(state=ProposalState.OPEN)
    append_about(
        matter,
        f"{matter.kind}.taken_back",
        by=by,
        at=at,
        facts={"takes_back": taken.id},
    )


def as_fact(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _refuse_if_rested_on(matter: Matter, taken: Act) -> None:
    for later in acts_of(matter):
        if later.id == taken.id:
            return
        if not later.before.keys().isdisjoint(taken.before):
            raise ActedSinceError


def _from_fact(name: str, value: Any) -> Any:
    if value is None or name == "outcome":
        return value
    return date.fromisoformat(value) if name.endswith("_on") else datetime.fromisoformat(value)
