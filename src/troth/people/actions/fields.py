"""What stands in a field and what it rests on, alike for a contact and for a client."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from troth.people.models import Client, Contact, Evidence, EvidenceState, Member
from troth.record.appending import append

COUNTED = "letters"
"""The source of what no one letter says and several do."""


class UnfitValueError(Exception):
    """That cannot stand in this field; the sentence says what can."""


class Proposed(NamedTuple):
    """A value for a field, with the sentence of the letter `source` that it rests on.

    Where no one sentence says it, `sentence` says in words what was counted, and `source` is
    COUNTED; it is "" where no letter says it at all.
    """

    field: str
    value: str
    sentence: str
    source: str
    certainty: float


class Subject(ABC):
    """A contact or a client, as that of which fields are known."""

    noun: ClassVar[str]
    fields: ClassVar[Mapping[str, str]]
    choices: ClassVar[Mapping[str, tuple[str, ...]]]

    def __init__(self, row: Contact | Client, *, client: UUID, contact: UUID | None) -> None:
        self.row = row
        self.about = {"client_id": client, "contact_id": contact}

    @abstractmethod
    def put(self, field: str, value: str) -> None:
        """Let a value that is fit stand in a field of the row; "" empties it."""

    @abstractmethod
    def refuse_particular(self, field: str, value: str) -> None:
        """Raises UnfitValueError for what neither choices nor length tell."""

    def is_question(self, field: str, value: str) -> bool:  # noqa: ARG002  # for who has some
        """Whether a proposed value only asks a member something, and cannot fill the field."""
        return False

    def as_kept(self, field: str, value: str) -> str:  # noqa: ARG002  # as above
        """A proposed value in the words that it is kept in."""
        return value

    def without(self, field: str) -> str:  # noqa: ARG002  # as above
        """What stands in a field of which nothing is known."""
        return ""


@transaction.atomic
def propose(subject: Subject, proposals: Iterable[Proposed], *, at: datetime) -> int:
    """Keep what letters suggest; how much of it was new.

    A field that a member has settled is left alone, and a declined value is never proposed again.
    What is proposed already fills the field: a draft may use it, and the page says what it rests
    on. A question is only kept, and never takes the place of a value.
    """
    _lock(subject)
    known = list(_evidence(subject))
    settled = {it.field for it in known if it.state == EvidenceState.CONFIRMED}
    said = {(it.field, it.value) for it in known}
    filled = {it.field for it in known if _fills(subject, it)}
    new = 0
    for proposed in proposals:
        value = subject.as_kept(proposed.field, proposed.value.strip())
        it = proposed._replace(value=value)
        if it.field in settled or (it.field, it.value) in said or not _is_fit(subject, it):
            continue
        if not subject.is_question(it.field, it.value):
            subject.put(it.field, it.value)
        elif it.field in filled:
            continue
        _keep(subject, it, at=at)
        new += 1
    if new:
        subject.row.save()
        _tell(subject, "fields_proposed", by=None, at=at, facts={"fields": new})
    return new


@transaction.atomic
def settle(subject: Subject, field: str, value: str, *, by: Member, at: datetime) -> None:
    """A member says what stands in a field: a proposal confirmed, corrected, or their own word.

    Raises UnfitValueError.
    """
    _lock(subject)
    value = value.strip()
    _refuse_unfit(subject, field, value)
    confirm(subject, field, value, at=at)
    subject.put(field, value)
    subject.row.save()
    _tell(subject, "field_settled", by=by, at=at, facts={"field": field}, text=value)


@transaction.atomic
def decline(subject: Subject, field: str, *, by: Member, at: datetime) -> None:
    """What was proposed for a field is wrong: it is emptied, and never proposed again."""
    _lock(subject)
    proposed = _evidence(subject).filter(field=field, state=EvidenceState.PROPOSED)
    if proposed.update(state=EvidenceState.DECLINED, at=at):
        subject.put(field, subject.without(field))
        subject.row.save()
        _tell(subject, "field_declined", by=by, at=at, facts={"field": field})


def confirm(subject: Subject, field: str, value: str, *, at: datetime) -> None:
    """Keep that a member has said so. It is a part of an action, whose transaction it needs."""
    held = _evidence(subject).filter(field=field)
    proposed = held.filter(state=EvidenceState.PROPOSED)
    confirmed = proposed.filter(value=value).first()
    proposed.exclude(value=value).update(state=EvidenceState.DECLINED, at=at)
    held.filter(state=EvidenceState.CONFIRMED).delete()
    confirmed = confirmed or _new_evidence(subject, field, value)
    confirmed.state, confirmed.at = EvidenceState.CONFIRMED, at
    confirmed.save()


def _lock(subject: Subject) -> None:
    """Hold the row as it is now: who proposes has read letters since it was loaded."""
    rows: QuerySet[Any] = type(subject.row).objects.select_for_update(no_key=True)
    subject.row.refresh_from_db(from_queryset=rows)


def _evidence(subject: Subject) -> QuerySet[Evidence]:
    return Evidence.objects.filter(**subject.about)


def _new_evidence(subject: Subject, field: str, value: str) -> Evidence:
    practice = subject.row.practice_id
    return Evidence(practice_id=practice, field=field, value=value, **subject.about)


def _fills(subject: Subject, it: Evidence) -> bool:
    is_proposed = it.state == EvidenceState.PROPOSED and it.field in subject.fields
    return is_proposed and not subject.is_question(it.field, it.value)


def _keep(subject: Subject, it: Proposed, *, at: datetime) -> None:
    """A field has one proposal: the new one takes the place of the one before."""
    _evidence(subject).filter(field=it.field, state=EvidenceState.PROPOSED).delete()
    evidence = _new_evidence(subject, it.field, it.value)
    evidence.sentence, evidence.source, evidence.certainty = it.sentence, it.source, it.certainty
    evidence.state, evidence.at = EvidenceState.PROPOSED, at
    evidence.save()


def _is_fit(subject: Subject, it: Proposed) -> bool:
    if not it.value:
        return False
    if it.field in subject.fields and subject.is_question(it.field, it.value):
        is_chosen = it.value in subject.choices.get(it.field, (it.value,))
        return is_chosen and len(it.value) <= _longest(Evidence, "value")
    try:
        _refuse_unfit(subject, it.field, it.value)
    except UnfitValueError:
        return False
    return True


def _refuse_unfit(subject: Subject, field: str, value: str) -> None:
    if field not in subject.fields:
        raise UnfitValueError(f"A {subject.noun} has no {field}.")
    if value not in subject.choices.get(field, (value,)):
        raise UnfitValueError(f"It must be {subject.fields[field]}, and {value!r} is not.")
    subject.refuse_particular(field, value)
    longest = _longest(type(subject.row), field)
    if field not in subject.choices and len(value) > longest:
        raise UnfitValueError(f"It can be {longest} characters long, and has {len(value)}.")


def _longest(model: type[Contact | Client | Evidence], field: str) -> int:
    """How many characters a column holds; where it does not say, what evidence of it holds."""
    column = model._meta.get_field(field)  # noqa: SLF001  # public, in spite of its name
    return getattr(column, "max_length", None) or _longest(Evidence, "value")


def _tell(  # noqa: PLR0913
    subject: Subject,
    verb: str,
    *,
    by: Member | None,
    at: datetime,
    facts: dict[str, object],
    text: str = "",
) -> None:
    append(
        f"{subject.noun}.{verb}",
        practice=subject.row.practice_id,
        client=subject.about["client_id"],
        by=by.pk if by else None,
        at=at,
        about=subject.row.pk,
        facts=facts,
        text=text,
    )
