"""Clients and the people there as pages show them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from troth.desk.presenting.fields import field_value, label_of
from troth.desk.presenting.letters import writer_of
from troth.desk.presenting.moments import Moments
from troth.mail.models import Message
from troth.mail.queries.letters import Line as LetterLine
from troth.notes.models import Note, Win
from troth.people.actions.cards import Taken
from troth.people.models import Client, ClientKind, Contact, Evidence
from troth.pure.letter.shown_words import visible_line
from troth.web.days import count_words

KINDS = {
    ClientKind.CLIENT: "A client",
    ClientKind.CUSTOMER: "A customer",
    ClientKind.PROSPECT: "Not a client yet",
    ClientKind.FORMER: "A client no more",
}

RANK_ONE = "Can end the agreement"
FROM_BOOK = "An address book"
"""What evidence without a letter comes from."""

LONGEST_ROW = 160
NO_SUBJECT = "Without a subject"

Row = dict[str, Any]


def kind_words(client: Client, *, moments: Moments) -> str:
    """What kind of client this is, since when, and how often they hear from us."""
    since = moments.when(client.since_at)["words"]
    said = [f"{KINDS[ClientKind(client.kind)]} since {since}."]
    if client.closed_at is not None:
        said = [f"{KINDS[ClientKind.FORMER]} since {moments.when(client.closed_at)['words']}."]
    elif client.cadence_days and client.kind == ClientKind.CLIENT:
        said.append(f"They hear from you every {count_words(client.cadence_days, 'day')}.")
    return " ".join(said)


def contact_context(
    contact: Contact, proposed: Iterable[Evidence], *, letters: Mapping[str, Message], at: Moments
) -> Row:
    """A person as desk/client/contact.html reads them."""
    return {
        "id": contact.pk.hex,
        "name": called(contact),
        "says": says_of(contact),
        "url": reverse("contact", args=(contact.pk,)),
        "proposed": [
            {
                "label": label_of(it.field),
                "value": field_value(it.field, it.value, language=contact.language),
                "said": said_of(it, letters=letters, moments=at),
                "accept_url": reverse("contact_accept", args=(contact.pk, it.field)),
                "refuse_url": reverse("contact_refuse", args=(contact.pk, it.field)),
            }
            for it in proposed
        ],
    }


def cards_words(came: Taken) -> str:
    """What an address book gave, in a sentence or two."""
    new, more = count_words(came.new, "new contact"), count_words(came.fields, "thing")
    said = [f"{new}, and {more} more known of those here."]
    if came.others:
        cards = count_words(came.others, "card")
        said.append(f"{cards} of nobody at a client left alone: nothing of them is kept.")
    return " ".join(said)


def called(contact: Contact) -> str:
    """What a contact is called; one without a name by what they do."""
    return contact.name or contact.role or "Somebody without a name"


def says_of(contact: Contact) -> str:
    """Who they are, in a few words."""
    reports = f"Reports to {contact.reports_to.name}" if contact.reports_to else ""
    language = field_value("language", contact.language)
    form = field_value("address_form", contact.address_form, language=contact.language)
    said = (
        contact.role,
        RANK_ONE if contact.rank == 1 else "",
        reports,
        ", ".join(filter(None, (language, form))),
        field_value("fluency", contact.fluency),
        "Passes things on" if contact.is_liaison else "",
    )
    return " ".join(f"{it.rstrip('.')}." for it in said if it)


def said_of(evidence: Evidence, *, letters: Mapping[str, Message], moments: Moments) -> Row:
    """What a value rests on, as `said` in web/lit.html reads it."""
    letter = letters.get(evidence.source)
    if letter is None:
        return {
            "words": evidence.sentence or "No sentence says it.",
            "from_words": FROM_BOOK if not evidence.source else "A letter",
            "when": moments.when(evidence.at),
            "url": "",
        }
    return {
        "words": evidence.sentence or "Its words were erased.",
        "from_words": writer_of(letter),
        "when": moments.when(letter.sent_at or letter.taken_in_at),
        "url": reverse("letter", args=(letter.pk,)),
    }


def letter_row(line: LetterLine, *, moments: Moments) -> Row:
    """A letter in a list."""
    message = line.message
    to = "You to them" if line.is_mine else f"{writer_of(message)} to you"
    return {
        "words": visible_line(message.subject) or NO_SUBJECT,
        "url": reverse("letter", args=(message.pk,)),
        "when": moments.when(line.sent_at),
        "tone": "",
        "detail": to,
    }


def note_row(note: Note, *, moments: Moments) -> Row:
    """A call, a meeting or a chat in a list."""
    who = f" with {note.contact.name}" if note.contact and note.contact.name else ""
    return {
        "words": in_a_line(note.text) or "Its words were erased.",
        "url": reverse("note", args=(note.pk,)),
        "when": moments.when(note.at),
        "tone": "",
        "detail": f"A {note.kind}{who}",
    }


def win_row(win: Win, *, moments: Moments) -> Row:
    """Good news in a list."""
    return {
        "words": in_a_line(win.text) or "Its words were erased.",
        "url": "",
        "when": moments.when(win.at),
        "tone": "",
        "detail": "" if win.told_at else "They have not heard of it yet.",
    }


def in_a_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ROW else f"{line[: LONGEST_ROW - 1]}…"
