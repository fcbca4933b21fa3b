"""Clients come, change hands, change kind, are joined, and leave."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from troth.people.actions import client_fields
from troth.people.fields import USUAL_CADENCE_DAYS, USUAL_KIND
from troth.people.models import (
    Client,
    ClientAddress,
    ClientKind,
    Contact,
    Evidence,
    Member,
)
from troth.record import queries as record
from troth.record.appending import append


class TakenError(Exception):
    """An address or a domain belongs to another client already."""


class NotYoursError(Exception):
    """The two do not belong to one practice."""


@transaction.atomic
def add_client(  # noqa: PLR0913
    owner: Member,
    name: str,
    keys: Iterable[str],
    *,
    by: Member,
    at: datetime,
    kind: str = USUAL_KIND,
    cadence_days: int | None = USUAL_CADENCE_DAYS,
) -> Client:
    """A new client, whose mail is that of `keys`: domains, or addresses at freemail houses.

    A name that is not made from one of them, and what is not usual, is a member's word, which no
    letter overrules. Raises TakenError where one of `keys` is another client's.
    """
    client = Client.objects.create(
        practice_id=owner.practice_id,
        owner=owner,
        name=name.strip(),
        kind=kind,
        cadence_days=cadence_days,
        since_at=at,
    )
    _tell("client.added", client, by=by, at=at, facts={"owner": owner.pk.hex}, text=name)
    _own(client, keys)
    client_fields.said(client, _unusual(client), at=at)
    return client


@transaction.atomic
def add_keys(client: Client, keys: Iterable[str], *, by: Member, at: datetime) -> None:
    """More domains or addresses whose mail is this client's. Raises TakenError."""
    new = _own(client, keys)
    if new:
        _tell("client.keys_added", client, by=by, at=at, text=", ".join(new))


@transaction.atomic
def hand_over(client: Client, *, to: Member, by: Member, at: datetime) -> None:
    """From now on `to` answers for the client. Raises NotYoursError."""
    members = Member.objects.select_for_update(of=("self",)).filter(is_active=True)
    if not members.filter(pk=to.pk, practice=client.practice_id).exists():
        raise NotYoursError("Only a member of the same practice can take over a client.")
    before = client.owner_id
    if before == to.pk:
        return
    client.owner = to
    client.save(update_fields=("owner",))
    facts = {"from": before.hex, "to": to.pk.hex}
    _tell("client.handed_over", client, by=by, at=at, facts=facts)


@transaction.atomic
def change(  # noqa: PLR0913
    client: Client,
    *,
    name: str,
    kind: str,
    cadence_days: int | None,
    by: Member,
    at: datetime,
) -> None:
    """What the client is called, what kind they are, after how many silent days a word is due.

    What is another than before is a member's word from now on, which no letter overrules.
    """
    new = {"name": name.strip(), "kind": kind, "cadence_days": cadence_days}
    changed = [field for field, value in new.items() if getattr(client, field) != value]
    client.name, client.kind, client.cadence_days = name.strip(), kind, cadence_days
    client.save(update_fields=("name", "kind", "cadence_days"))
    client_fields.said(client, changed, at=at)
    facts = {"kind": kind, "cadence_days": cadence_days}
    _tell("client.changed", client, by=by, at=at, facts=facts, text=name)


@transaction.atomic
def close(client: Client, *, by: Member, at: datetime) -> None:
    """The work for the client has ended: they are not missed when silent any more."""
    if client.closed_at is None:
        client.closed_at, client.kind = at, ClientKind.FORMER
        client.save(update_fields=("closed_at", "kind"))
        _tell("client.closed", client, by=by, at=at)


@transaction.atomic
def merge(client: Client, *, into: Client, by: Member, at: datetime) -> None:
    """Two that turned out to be one: everybody of `client` is `into`'s from now on.

    Both chains stay; the closing entry of the one names the other. What was filed under `client`
    stays in its file, and so does what its own fields rest on. Raises NotYoursError.
    """
    if into.practice_id != client.practice_id or into.pk == client.pk:
        raise NotYoursError("Only two different clients of one practice can be joined.")
    ClientAddress.objects.filter(client=client).update(client=into)
    Contact.objects.filter(client=client).update(client=into)
    Evidence.objects.filter(client=client, contact__isnull=False).update(client=into)
    client_fields.forget_read_to(into)
    client.merged_into, client.closed_at = into, at
    client.kind = ClientKind.FORMER
    client.save(update_fields=("merged_into", "closed_at", "kind"))
    _tell("client.merged", into, by=by, at=at, facts={"from": client.pk.hex})
    seq, head = record.head(client.pk)
    facts = {"into": into.pk.hex, "after": seq, "head": head.hex()}
    _tell("client.merged_away", client, by=by, at=at, facts=facts)


def _unusual(client: Client) -> list[str]:
    """The fields that somebody has thought of."""
    keys = list(client.addresses.values_list("key", flat=True))
    is_thought_of = {
        "name": not client_fields.is_named_after(client.name, keys),
        "kind": client.kind != USUAL_KIND,
        "cadence_days": client.cadence_days != USUAL_CADENCE_DAYS,
    }
    return [field for field, is_so in is_thought_of.items() if is_so]


def _own(client: Client, keys: Iterable[str]) -> list[str]:
    wanted = sorted({key.strip().lower() for key in keys if key.strip()})
    held = ClientAddress.objects.filter(practice_id=client.practice_id, key__in=wanted)
    owners: dict[str, UUID] = dict(held.values_list("key", "client"))
    foreign = [key for key, owner in owners.items() if owner != client.pk]
    if foreign:
        raise TakenError(f"{foreign[0]} is another client's already. Join the two instead.")
    new = [key for key in wanted if key not in owners]
    ClientAddress.objects.bulk_create(
        ClientAddress(practice_id=client.practice_id, client=client, key=key) for key in new
    )
    return new


def _tell(kind: str, client: Client, *, by: Member, at: datetime, **more: Any) -> None:
    append(
        kind,
        practice=client.practice_id,
        client=client.pk,
        by=by.pk,
        at=at,
        about=client.pk,
        **more,
    )
