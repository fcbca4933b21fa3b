"""What is known of a client: its name, its kind, how often it hears from us, and why."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from troth.people.actions import fields
from troth.people.actions.fields import Proposed, Subject, UnfitValueError
from troth.people.fields import (
    CLIENT_CHOICES,
    CLIENT_FIELDS,
    MOST_CADENCE_DAYS,
    USUAL_CADENCE_DAYS,
    USUAL_KIND,
)
from troth.people.models import Client, ClientKind, Evidence, EvidenceState, Member
from troth.pure.courtesy.clients import name_of_domain

__all__ = [
    "Proposed",
    "UnfitValueError",
    "decline",
    "forget_read_to",
    "is_named_after",
    "propose",
    "read_to",
    "said",
    "settle",
]

READ_TO = "read_to"
"""No field of a client: how far the letters were read that all its fields rest on."""


@transaction.atomic
def propose(
    client: Client, proposals: Iterable[Proposed], *, at: datetime, read_up_to: str = ""
) -> int:
    """Keep what letters suggest of a client; how much of it was new: `fields.propose`.

    That somebody is a customer, or no client yet, stays a question. A client whose work has ended
    is left alone. `read_up_to` is what `read_to` gives from now on: how far letters were read is no
    event, and is not told where nothing was new.
    """
    new = 0 if client.closed_at else fields.propose(_House(client), proposals, at=at)
    if read_up_to:
        _keep_read_to(client, read_up_to, at=at)
    return new


def settle(client: Client, field: str, value: str, *, by: Member, at: datetime) -> None:
    """A member says what stands in a field of a client. Raises UnfitValueError."""
    fields.settle(_House(client), field, value, by=by, at=at)


def decline(client: Client, field: str, *, by: Member, at: datetime) -> None:
    """What was proposed is wrong, and never proposed again: the field is as it was at first."""
    fields.decline(_House(client), field, by=by, at=at)


def said(client: Client, names: Iterable[str], *, at: datetime) -> None:
    """Keep that a member has said what stands in these fields.

    It is a part of an action, whose transaction it needs, and which tells of it.
    """
    for name in names:
        value = getattr(client, name)
        fields.confirm(_House(client), name, "" if value is None else str(value), at=at)


def read_to(client: Client) -> str:
    """How far the client's letters were read for its fields, in the words of whoever reads them."""
    return next(iter(_marks(client).order_by("-pk").values_list("value", flat=True)[:1]), "")


def forget_read_to(client: Client) -> None:
    """Let the client's letters be read anew."""
    _marks(client).delete()


def is_named_after(name: str, keys: Iterable[str]) -> bool:
    """Whether a client's name only repeats one of its addresses, and nobody has thought of it."""
    return any(name in (key, _name_of(key)) for key in keys)


class _House(Subject):
    noun, fields, choices = "client", CLIENT_FIELDS, CLIENT_CHOICES

    def __init__(self, client: Client) -> None:
        super().__init__(client, client=client.pk, contact=None)
        self.client = client

    def put(self, field: str, value: str) -> None:
        if field == "cadence_days":
            self.client.cadence_days = int(value) if value else None
        else:
            setattr(self.client, field, value)

    def refuse_particular(self, field: str, value: str) -> None:
        if field == "name" and not value:
            raise UnfitValueError("Say what the client is called.")
        if field == "cadence_days" and value and not _is_number_of_days(value):
            raise UnfitValueError(
                f"Write a number of days from 1 to {MOST_CADENCE_DAYS}, or leave it empty."
            )

    def is_question(self, field: str, value: str) -> bool:
        """Only a client is missed when silent, so a guess must not make one something else."""
        return field == "kind" and value != ClientKind.CLIENT

    def without(self, field: str) -> str:
        if field == "name":
            key = self.client.addresses.order_by("pk").values_list("key", flat=True).first()
            return _name_of(key) if key else self.client.name
        return {"kind": str(USUAL_KIND), "cadence_days": str(USUAL_CADENCE_DAYS)}[field]


def _keep_read_to(client: Client, mark: str, *, at: datetime) -> None:
    forget_read_to(client)
    Evidence.objects.create(
        practice_id=client.practice_id,
        client=client,
        field=READ_TO,
        value=mark,
        state=EvidenceState.CONFIRMED,
        at=at,
    )


def _marks(client: Client) -> QuerySet[Evidence]:
    return Evidence.objects.filter(client=client, contact=None, field=READ_TO)


def _name_of(key: str) -> str:
    return key if "@" in key else name_of_domain(key)


def _is_number_of_days(value: str) -> bool:
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(MOST_CADENCE_DAYS))
    return is_number and 0 < int(value) <= MOST_CADENCE_DAYS
