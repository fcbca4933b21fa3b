"""A note is read like mail: what was said in a call, by whom, and by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.notes.models import Note
from troth.people.models import Contact, ContactAddress, MemberAddress
from troth.promises.actions.storing import is_taken
from troth.promises.learning import learned, likely_by
from troth.promises.models import Finding
from troth.pure.reading.reported import Said
from troth.pure.reading.reported import read_note as said_in
from troth.record.appending import append_about


@dataclass(frozen=True, slots=True)
class _Other:
    """Somebody at the client, and the address they are known by, or ""."""

    contact: Contact
    email: str


@transaction.atomic
def read_note(note: Note, *, at: datetime) -> int:
    """Find what a note says somebody promised, asked or needs; how many findings are new.

    Days are those of the zone of whoever wrote it. What names nobody is spoken with the note's
    contact. What was found before or dismissed is not found again. `at` is when it is read.
    """
    held = Note.objects.select_for_update(no_key=True).get(pk=note.pk)
    others = _others(held)
    stored = list(Finding.objects.filter(note=held))
    found = [_finding(held, said, others) for said in _said(held, others)]
    new = [it for it in found if not is_taken(it, stored)]
    counts = learned(held.practice_id)
    for it in new:
        it.likely = likely_by(counts, it)
    Finding.objects.bulk_create(new)
    append_about(
        held,
        "note.read",
        by=None,
        at=at,
        facts={"found": len(new)},
    )
    enqueue("settle", about=held.client_id, run_at=at)
    return len(new)


def _others(note: Note) -> dict[str, _Other]:
    """The contacts of the note's client by their id; the note's own first."""
    email_of: dict[object, str] = {}
    addresses = ContactAddress.objects.filter(contact__client=note.client_id).order_by("pk")
    for contact, email in addresses.values_list("contact_id", "email"):
        email_of.setdefault(contact, email)
    contacts = sorted(
        Contact.objects.filter(client=note.client_id), key=lambda it: it.pk != note.contact_id
    )
    return {it.pk.hex: _Other(it, email_of.get(it.pk, "")) for it in contacts}


def _said(note: Note, others: Mapping[str, _Other]) -> Iterable[Said]:
    """A pasted text may call them by their whole name or by its first word."""
    names: dict[str, str] = {}
    for pk, other in others.items():
        for name in (other.contact.name, *other.contact.name.split()[:1]):
            names.setdefault(name, pk)
    mine = (note.by.name, *note.by.name.split()[:1])
    return said_in(note.text, at=note.at.astimezone(ZoneInfo(note.by.zone)), me=mine, others=names)


def _finding(note: Note, said: Said, others: Mapping[str, _Other]) -> Finding:
    other = others.get(said.who) or _with_whom(note, others)
    email = other.email if other else ""
    it = said.finding
    return Finding(
        practice_id=note.practice_id,
        client_id=note.client_id,
        contact=other.contact if other else None,
        note=note,
        kind=it.kind.value,
        language=it.language,
        rule=it.rule,
        words=it.words,
        certainty=it.certainty,
        sentence=it.sentence,
        start=it.start,
        end=it.end,
        is_mine=said.is_mine,
        counterpart=email,
        to=[email] if said.is_mine else [_my_address(note)],
        actor=it.actor,
        due=it.due.isoformat() if it.due else "",
        said_at=note.at,
    )


def _with_whom(note: Note, others: Mapping[str, _Other]) -> _Other | None:
    """The note's contact, or the only one there is."""
    if note.contact_id:
        return others.get(note.contact_id.hex)
    return next(iter(others.values())) if len(others) == 1 else None


def _my_address(note: Note) -> str:
    addresses = MemberAddress.objects.filter(member=note.by_id).order_by("pk")
    return addresses.values_list("email", flat=True).first() or ""
