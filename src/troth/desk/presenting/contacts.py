"""A contact's own page: each field, what it rests on, and how it is put right."""

from typing import Any

from django.urls import reverse

from troth.desk.presenting.clients import called, said_of, says_of
from troth.desk.presenting.fields import WHY, choices_of, field_value, label_of
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.people import face_of, letters_behind
from troth.desk.presenting.reached import notices_of
from troth.people.models import Contact, Evidence, EvidenceState
from troth.people.queries import Known, Person

SAID_BY_YOU = "A member said so."

Form = dict[str, Any]


def page_context(person: Person, *, form: Form, moments: Moments) -> dict[str, Any]:
    """What desk/contact.html reads."""
    contact = person.contact
    evidence = _evidence(contact)
    letters = letters_behind(evidence.values())
    return {
        "name": called(contact),
        "says": says_of(face_of(contact)),
        "client": {
            "name": contact.client.name,
            "url": reverse("client", args=(contact.client_id,)),
        },
        "addresses": person.addresses,
        "notices": notices_of(contact.client_id, moments=moments).get(contact.pk, []),
        "fields": [
            _field(contact, it, evidence.get(it.field), form=form)
            | {"said": _said(evidence.get(it.field), letters, moments)}
            for it in person.fields
        ],
    }


def _field(contact: Contact, known: Known, held: Evidence | None, *, form: Form) -> dict[str, Any]:
    name, args = known.field, (contact.pk, known.field)
    wrong = form["wrong"].get(name, "")
    typed = form["typed"].get(name, known.value)
    is_said = held is not None and held.state == EvidenceState.CONFIRMED and not held.sentence
    return {
        "name": name,
        "label": label_of(name),
        "value": field_value(name, known.value, language=contact.language),
        "note": SAID_BY_YOU if is_said and known.value else "",
        "why": WHY.get(name, ""),
        "choices": choices_of(name, language=contact.language),
        "form": {"typed": {name: typed}, "wrong": {name: wrong} if wrong else {}},
        "is_open": bool(wrong),
        "url": reverse("contact_field", args=args),
        "accept_url": reverse("contact_accept", args=args) if known.is_proposed else "",
        "refuse_url": reverse("contact_refuse", args=args) if known.is_proposed else "",
    }


def _said(
    held: Evidence | None, letters: dict[str, Any], moments: Moments
) -> dict[str, Any] | None:
    """What a value rests on, None where a member said it."""
    return said_of(held, letters=letters, moments=moments) if held and held.sentence else None


def _evidence(contact: Contact) -> dict[str, Evidence]:
    held = contact.evidence.exclude(state=EvidenceState.DECLINED).order_by("at")
    return {it.field: it for it in held}
