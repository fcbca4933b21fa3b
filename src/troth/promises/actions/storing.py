"""Findings on their way into the database, and which of them are there already."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from troth.mail.inserting import insert
from troth.people.models import Practice
from troth.promises.learning import learned, likely_by
from troth.promises.models import Finding, FindingState
from troth.promises.opened import Discovery
from troth.web.ids import uuid7

_FINDING = (
    "id practice client contact message note likely counterpart kind language rule words certainty "
    "sentence start end is_mine to actor due said_at standing deferred_to settling_sentence "
    "is_repeated state"
).split()
_FOUND = Discovery._fields.index("counterpart")


class Place(NamedTuple):
    """The letter or the note that a finding stands in, in hexadecimal digits."""

    message: str | None = None
    note: str | None = None


def store(
    practice: Practice,
    found: Iterable[tuple[Discovery, Place]],
    *,
    clients: Mapping[str, UUID],
    contacts: Mapping[str, UUID],
) -> None:
    """Insert findings, each with the client of its key and the contact of its counterpart."""
    counts = learned(practice.pk)
    insert(
        Finding,
        _FINDING,
        (
            _row(it, place, likely_by(counts, it), (practice.pk, clients[it.key]), contacts)
            for it, place in found
        ),
    )


def stored_in(messages: Collection[UUID]) -> Mapping[str, list[Finding]]:
    """What was found in each of these letters, by the letter's id in hexadecimal digits."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.filter(message__in=messages):
        if finding.message_id:
            found[finding.message_id.hex].append(finding)
    return found


def is_taken(found: Discovery | Finding, stored: Iterable[Finding]) -> bool:
    """Whether a finding is there already, or somebody has decided about its words.

    Nothing is found again over a dismissed span; over another decided one nothing of its kind.
    """
    return any(
        (it.start, it.kind) == (found.start, found.kind)
        or (_is_decided(it, found) and it.start < found.end and found.start < it.end)
        for it in stored
    )


def _is_decided(it: Finding, found: Discovery | Finding) -> bool:
    if it.state == FindingState.DISMISSED:
        return True
    return it.state != FindingState.OPEN and it.kind == found.kind


def _row(
    it: Discovery,
    place: Place,
    likely: float,
    whose: tuple[UUID, UUID],
    contacts: Mapping[str, UUID],
) -> tuple[object, ...]:
    practice, client = whose
    contact = contacts.get(it.counterpart)
    return (
        uuid7().hex,
        practice.hex,
        client.hex,
        contact.hex if contact else None,
        *place,
        likely,
        *it[_FOUND:],
        "",
        "",
        "",
        False,
        FindingState.OPEN.value,
    )
