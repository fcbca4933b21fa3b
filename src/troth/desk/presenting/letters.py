"""Letters and notes on their paper, a sentence lit in them."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from troth.desk.presenting.moments import Moments
from troth.mail.models import Message, Raw
from troth.mail.packing import unpack
from troth.mail.queries import letter as letter_page
from troth.notes.models import Note
from troth.people.access import NotFoundError, Viewer
from troth.pure.letter.shown import Person, Shown, shown
from troth.pure.letter.shown_words import visible, visible_line
from troth.web.addresses import address
from troth.web.prepared import Prepared

ERASED = "The words of this letter were erased. That it came, and when, is kept."
ELSEWHERE = "This letter went to another client too, so it is not shown behind the curtain."
NO_SUBJECT = "Without a subject"
MOST_NAMED = 6
"""People named beside a letter; of the others their number."""

NOTES = {"call": "A call", "meeting": "A meeting", "chat": "A chat"}

Paper = dict[str, Any]

_PACKED = Prepared(
    lambda message: Raw.objects.filter(message=message).values_list("packed"), message=UUID
)


class Place(NamedTuple):
    """Where a sentence stands: from `start` to `end`, or, where that is not known, its words."""

    sentence: str = ""
    start: int = 0
    end: int = 0

    def within(self, text: str) -> tuple[int, int]:
        """The span in `text`; an empty one where the sentence is not there."""
        if self.start < self.end <= len(text) and text[self.start : self.end] == self.sentence:
            return self.start, self.end
        found = text.find(self.sentence) if self.sentence else -1
        return (found, found + len(self.sentence)) if found >= 0 else (0, 0)


def paper_of_letter(viewer: Viewer, message: Message, place: Place, *, moments: Moments) -> Paper:
    """The letter that a sentence stands in. One query; behind the curtain one or two more."""
    raw = _raw(viewer, message)
    url = address("letter", message.pk)
    if raw is None:
        return unread(message, place, moments=moments, says=_why_not(message))
    return paper_of(message, shown(raw), place, moments=moments) | {"url": url}


def paper_of(message: Message, page: Shown, place: Place, *, moments: Moments) -> Paper:
    """A letter whose words are there."""
    parts = {name: page.text[begin:end] for name, begin, end in page.stretches}
    new = parts.get("new", "")
    start, end = Place(visible(place.sentence), place.start, place.end).within(new)
    return _head(message, page, moments=moments) | {
        "before": new[:start],
        "lit": new[start:end],
        "after": new[end:],
        "signature": f"\n\n{parts['signature']}" if "signature" in parts else "",
        "quoted": parts.get("quoted", ""),
        "attachments": [
            {"name": it.name, "size_words": size_words(it.size)} for it in page.attachments
        ],
        "removed_words": f"Left out: {page.removed}." if page.removed else "",
    }


def paper_of_note(note: Note, place: Place, *, moments: Moments) -> Paper:
    """A note reads like a letter."""
    start, end = place.within(note.text)
    kind = NOTES[note.kind]
    who = f" with {note.contact.name}" if note.contact and note.contact.name else ""
    return _blank() | {
        "from_words": "Your note",
        "subject": f"{kind}{who}",
        "sent": moments.when(note.at, clock=True),
        "before": note.text[:start],
        "lit": note.text[start:end],
        "after": note.text[end:],
    }


def unread(message: Message, place: Place, *, moments: Moments, says: str) -> Paper:
    """A letter whose words cannot be shown: the sentence alone, if there is one, and why."""
    after = f"\n\n{says}" if place.sentence else says
    head = {
        "from_words": "You" if message.is_mine else _named(message),
        "subject": visible_line(message.subject) or NO_SUBJECT,
        "sent": moments.when(sent_at(message), clock=True),
    }
    if message.erased_at is None:  # hidden by the curtain: its subject may name somebody else
        head |= {"subject": "A letter to several clients", "from_words": "One of several"}
    return _blank() | head | {"lit": visible(place.sentence), "after": after}


def sent_at(message: Message) -> Any:
    """When it was sent; of a letter without a date, when it was taken in."""
    return message.sent_at or message.taken_in_at


def writer_of(message: Message) -> str:
    """Who wrote it, in a word or two."""
    return "You" if message.is_mine else _named(message)


def size_words(size: int) -> str:
    """A number of bytes as a person would say it."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:,.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


def _raw(viewer: Viewer, message: Message) -> bytes | None:
    """The letter's bytes; None where they were erased, or the curtain hides them."""
    if viewer.only is not None:
        try:
            return letter_page(viewer, message.pk).raw
        except NotFoundError:
            return None
    rows = _PACKED(message=message.pk)
    return unpack(bytes(rows[0][0])) if rows else None


def _why_not(message: Message) -> str:
    return ELSEWHERE if message.erased_at is None else ERASED


def _head(message: Message, page: Shown, *, moments: Moments) -> Paper:
    sender = "You" if message.is_mine else _with_address(page.sender)
    to, copies = (_several(people, me=moments.me) for people in (page.to, page.cc))
    return _blank() | {
        "from_words": f"{sender} to {to}" if to else sender,
        "to_words": f"Copy to {copies}" if copies else "",
        "subject": page.subject or NO_SUBJECT,
        "sent": moments.when(sent_at(message), clock=True),
    }


def _blank() -> Paper:
    return {
        "from_words": "",
        "to_words": "",
        "subject": "",
        "before": "",
        "lit": "",
        "after": "",
        "signature": "",
        "quoted": "",
        "url": "",
        "html_url": "",
        "attachments": [],
        "removed_words": "",
    }


def _named(message: Message) -> str:
    sender = message.people[0] if message.people else ""
    return visible_line(message.sender_name) or sender or "Nobody named"


def _several(people: Iterable[Person], *, me: str) -> str:
    names = ["you" if it.email == me else it.name or it.email for it in people]
    more = len(names) - MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return ", ".join(names[:MOST_NAMED]) + rest


def _with_address(person: Person | None) -> str:
    """A name, and the address that it stands for: names are easily borrowed."""
    if person is None:
        return "Nobody named"
    return f"{person.name} <{person.email}>" if person.name else person.email
