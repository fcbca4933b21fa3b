"""Clients, their letters, calls and good news as lists show them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse

from troth.desk.presenting.fields import field_value, label_of
from troth.desk.presenting.letters import writer_of
from troth.desk.presenting.moments import Moments
from troth.desk.queries import Face, Hint, Jotted, Post, Won
from troth.mail.models import Message
from troth.notes.models import Win
from troth.people.actions.cards import Taken
from troth.people.models import Client, ClientKind, Evidence
from troth.pure.letter.shown_words import visible_line
from troth.web.addresses import address
from troth.web.days import count_words

KINDS = {
    ClientKind.CLIENT: "A client",
    ClientKind.CUSTOMER: "A customer",
    ClientKind.PROSPECT: "Not a client yet",
    ClientKind.FORMER: "A client no more",
}

RANK_ONE = "Can end the agreement"
COUNTED_FROM = "From their letters together"
FROM_BOOK = "An address book"
"""What evidence without a letter comes from."""

LONGEST_ROW = 160
NO_SUBJECT = "Without a subject"
ERASED = "Its words were erased."

Row = dict[str, Any]


class Person(Protocol):
    """Whoever has a name, or at least something to do."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...


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
    face: Face, proposed: Sequence[Hint], *, letters: Mapping[str, Message], moments: Moments
) -> Row:
    """A person as desk/client/contact.html reads them, with what is proposed folded."""
    number = len(proposed)
    right = "is it right" if number == 1 else "are they right"
    return {
        "asks": f"{count_words(number, 'thing')} read in letters: {right}?",
        "is_open": False,
        "notices": [],
        "id": face.pk.hex,
        "name": called(face),
        "says": says_of(face),
        "url": address("contact", face.pk),
        "proposed": [
            {
                "label": label_of(it.field),
                "value": field_value(it.field, it.value, language=face.language),
                "said": said_of(it, letters=letters, moments=moments),
                "accept_url": reverse("contact_accept", args=(face.pk, it.field)),
                "refuse_url": reverse("contact_refuse", args=(face.pk, it.field)),
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


def called(person: Person) -> str:
    """What a contact is called; one without a name by what they do."""
    return person.name or person.role or "Somebody without a name"


def says_of(face: Face) -> str:
    """Who they are, in a few words."""
    language = field_value("language", face.language)
    form = field_value("address_form", face.address_form, language=face.language)
    said = (
        face.role,
        RANK_ONE if face.rank == 1 else "",
        f"Reports to {face.reports_to}" if face.reports_to else "",
        ", ".join(filter(None, (language, form))),
        field_value("fluency", face.fluency),
        "Passes things on" if face.is_liaison else "",
    )
    return " ".join(f"{it.rstrip('.')}." for it in said if it)


def said_of(evidence: Evidence | Hint, *, letters: Mapping[str, Message], moments: Moments) -> Row:
    """What a value rests on, as `said` in web/lit.html reads it."""
    letter = letters.get(evidence.source)
    if letter is None:
        return {
            "words": evidence.sentence or "No sentence says it.",
            "from_words": FROM_BOOK if not evidence.source else COUNTED_FROM,
            "when": moments.when(evidence.at),
            "url": "",
        }
    return {
        "words": evidence.sentence or ERASED,
        "from_words": writer_of(letter),
        "when": moments.when(letter.sent_at or letter.taken_in_at),
        "url": address("letter", letter.pk),
    }


def letter_row(post: Post, *, moments: Moments) -> Row:
    """A letter in a list."""
    sender = visible_line(post.sender_name) or (post.people[0] if post.people else "")
    return {
        "words": visible_line(post.subject) or NO_SUBJECT,
        "url": address("letter", post.pk),
        "when": moments.when(post.sent_at),
        "tone": "",
        "detail": "You to them" if post.is_mine else f"{sender or 'Nobody named'} to you",
    }


def note_row(note: Jotted, *, moments: Moments) -> Row:
    """A call, a meeting or a chat in a list."""
    return {
        "words": in_a_line(note.text) or ERASED,
        "url": address("note", note.pk),
        "when": moments.when(note.at),
        "tone": "",
        "detail": f"A {note.kind} with {note.who}" if note.who else f"A {note.kind}",
    }


def win_row(win: Win | Won, *, moments: Moments, me: UUID | None = None) -> Row:
    """Good news in a list; what it took is told to `me`, who did it, and to nobody else."""
    told = "" if win.told_at else "They have not heard of it yet."
    took = _took(win) if me == win.by_id else ""
    return {
        "words": in_a_line(win.text) or ERASED,
        "url": "",
        "when": moments.when(win.at),
        "tone": "",
        "detail": " ".join(it for it in (told, took) if it),
    }


def _took(win: Win | Won) -> str:
    if win.hours is None:
        return ""
    thought = f"; you had thought {win.estimated_hours:g} h" if win.estimated_hours else ""
    return f"It took {win.hours:g} h{thought}."


def in_a_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ROW else f"{line[: LONGEST_ROW - 1]}…"
