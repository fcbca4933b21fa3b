"""A drafted letter as its page shows it, and what it still needs to know of its reader."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.urls import reverse

from troth.agenda.queries import to_look_at
from troth.desk.presenting.clients import called, win_row
from troth.desk.presenting.fields import FORMS, LANGUAGES, field_value
from troth.desk.presenting.matters import rows
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.outbox import answers, asked_again_in, state_of
from troth.desk.presenting.reached import Notice, notices_of
from troth.notes.models import Win
from troth.people.access import Viewer
from troth.people.models import Contact, EvidenceState
from troth.post.models import Outgoing, Sender
from troth.promises.models import Matter
from troth.pure.wording import UnusableAddressError, mailto
from troth.updates.composing import Composed
from troth.updates.models import Draft, DraftKind, DraftState
from troth.web.days import count_words

WHY = "No letter says it. Asked once, and kept for every letter."
NEITHER = "by name alone"
GENDERS = {
    "de": (("f", "Frau"), ("m", "Herr")),
    "fr": (("f", "Madame"), ("m", "Monsieur")),
    "es": (("f", "Sra."), ("m", "Sr.")),
    "en": (("f", "Ms"), ("m", "Mr")),
}

CLOSED = {
    DraftState.SENT: "Sent",
    DraftState.RETURNED: "It came back, and they have not read it. Sent",
    DraftState.TOLD: "Told by phone",
    DraftState.DROPPED: "Dropped",
}

ANEW = "This one was drafted for that address. Drop it and write it anew."

Form = dict[str, Any]


def composed_context(
    composed: Composed, *, urls: dict[str, str], form: Form | None, moments: Moments
) -> Form:
    """A letter that was composed and is not kept yet."""
    letter, contact = composed.letter, composed.reader.contact
    notices = notices_of(composed.client.pk, moments=moments)
    typed = {"subject": letter.subject, "body": letter.body}
    return {
        "client": _client(composed.client.name, composed.client.pk),
        "to_words": to_words(contact, composed.reader.email, letter.language),
        "form": form or {"typed": typed, "wrong": {}},
        "fits_link": fits(composed.reader.email, typed),
        "rests_on": rests_on(composed.matters, composed.wins, moments=moments),
        "notices": notices.get(contact.pk, []),
        "is_open": True,
        "drop_url": "",
        **urls,
    }


def draft_context(draft: Draft, *, form: Form | None, moments: Moments) -> Form:
    """A letter that is kept. Two queries for what it rests on, and `notices_of`."""
    notices = notices_of(draft.client_id, moments=moments) if draft.contact_id else {}
    typed = {"subject": draft.subject, "body": draft.body}
    url = reverse("draft", args=(draft.pk,))
    return {
        "client": _client(draft.client.name, draft.client_id),
        "to_words": to_words(draft.contact, draft.to, draft.language),
        "form": form or {"typed": typed, "wrong": {}},
        "fits_link": fits(draft.to, typed),
        "rests_on": rests_on(
            draft.tells.order_by("given_at"),
            draft.wins.order_by("at"),
            moments=moments,
        ),
        "notices": _notices(draft, notices),
        "is_open": draft.state == DraftState.READY,
        "save_url": url,
        "eml_url": url,
        "phone_url": f"{url}?then=phone",
        "drop_url": f"{url}?then=drop",
    }


def ways_out(sender: Sender | None) -> Form:
    """Whether Troth can send it by itself, and where that is said."""
    return {
        "can_send": sender is not None,
        "sends_from": sender.email if sender else "",
        "sender_url": reverse("sender"),
        "leaving": None,
    }


def on_its_way(outgoing: Outgoing | None, sender: Sender | None, *, moments: Moments) -> Form:
    """Where the letter is in the outbox, and what may be done with it there."""
    if outgoing is None:
        return {}
    state = state_of(outgoing, sender, moments=moments)
    return {
        "leaving": {
            "state": state,
            "answers": answers(outgoing),
            "url": reverse("outgoing", args=(outgoing.pk,)),
            "again_url": reverse("draft", args=(outgoing.about,)),
            "again": asked_again_in(outgoing, sender, moments=moments),
        }
    }


def status_of(draft: Draft, *, moments: Moments) -> str:
    """Where a letter is that the outbox knows nothing of."""
    if draft.state != DraftState.READY and draft.closed_at:
        return f"{CLOSED[DraftState(draft.state)]} {moments.on(draft.closed_at)}."
    if draft.opened_at:
        return f"Opened {moments.on(draft.opened_at)}. Troth watches for it in Sent."
    return f"Drafted {moments.on(draft.made_at)}, and not opened yet."


def not_in_it(composed: Composed, viewer: Viewer) -> str:
    """What a letter of all that is open leaves out: what nobody has answered yet. One query."""
    if composed.kind != DraftKind.STATUS:
        return ""
    waiting = to_look_at(Viewer(viewer.member, only=composed.client.pk))
    if not waiting:
        return ""
    waits, of_them = ("waits", "it") if waiting == 1 else ("wait", "them")
    found = count_words(waiting, "sentence")
    return f"{found} found in their mail {waits} for your word. The letter leaves {of_them} out."


def to_words(contact: Contact | None, email: str, language: str) -> str:
    """To whom, in which language, in which form."""
    to = f"To {called(contact)}, {email}." if contact and contact.name else f"To {email}."
    said = [field_value("language", language)]
    if contact and language[:2] in FORMS:
        said.append(field_value("address_form", contact.address_form, language=language))
    return f"{to} In {', '.join(filter(None, said))}."


def questions_of(composed: Composed, *, back: str) -> list[dict[str, Any]]:
    """What the letter needs to know of its reader and nobody has said: one question each."""
    contact, language = composed.reader.contact, composed.letter.language[:2]
    said = contact.evidence.filter(state=EvidenceState.CONFIRMED)
    settled = set(said.values_list("field", flat=True))
    return [
        _question(contact, missing, back=back)
        for missing in _missing(contact, language)
        if missing[0] not in settled
    ]


Missing = tuple[str, str, list[dict[str, str]], str]
"""A field, the question for it, what can be chosen, and what is chosen already."""


def _missing(contact: Contact, language: str) -> Iterable[Missing]:
    who = contact.name or "them"
    if not contact.language:
        choices = [{"value": value, "label": label} for value, label in LANGUAGES.items()]
        yield "language", f"In which language do you write to {who}?", choices, language
    if not contact.address_form and language in FORMS:
        words = FORMS[language]
        choices = [{"value": value, "label": label} for value, label in words.items()]
        name = LANGUAGES[language]
        yield "address_form", f"How do you address {who} in {name}?", choices, "formal"
    elif contact.address_form == "formal" and not contact.gender and contact.name:
        words_of = (*GENDERS.get(language, GENDERS["en"]), ("", NEITHER))
        choices = [{"value": value, "label": label} for value, label in words_of]
        yield "gender", f"How does a letter greet {who}?", choices, ""


def _question(contact: Contact, missing: Missing, *, back: str) -> dict[str, Any]:
    field, label, choices, typed = missing
    url = reverse("contact_field", args=(contact.pk, field))
    return {
        "label": label,
        "why": WHY,
        "name": field,
        "form": {"typed": {field: typed}, "wrong": {}},
        "choices": choices,
        "url": f"{url}?{urlencode({'back': back})}",
    }


def fits(to: str, typed: dict[str, str]) -> bool:
    """Whether a link can carry the letter into a mail program."""
    try:
        return mailto(to, subject=typed["subject"], body=typed["body"]) is not None
    except UnusableAddressError:
        return False


def rests_on(
    matters: Iterable[Matter], wins: Iterable[Win], *, moments: Moments
) -> list[dict[str, Any]]:
    """What a letter is made of."""
    told = list(matters)
    prefetch_related_objects(told, "contact")
    return [*(win_row(it, moments=moments) for it in wins), *rows(told, moments=moments)]


def _notices(draft: Draft, notices: Mapping[UUID, list[Notice]]) -> list[Notice]:
    """Of a letter that is over nothing stands in the way any more."""
    if draft.contact_id is None or draft.state not in (DraftState.READY, DraftState.LEAVING):
        return []
    found = notices.get(draft.contact_id, [])
    if any(f"Letters to {draft.to} come back" in it["words"] for it in found):
        return [*found, {"words": ANEW, "tone": "", "url": ""}]
    return found


def _client(name: str, pk: object) -> dict[str, str]:
    return {"name": name, "url": reverse("client", args=(pk,))}
