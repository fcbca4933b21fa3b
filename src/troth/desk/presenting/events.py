"""Entries of the record in words."""

from typing import Any

from troth.desk.presenting.matters import day_of
from troth.desk.presenting.moments import Moments
from troth.web.days import count_words

OF_MATTERS = {
    "confirmed": "Confirmed",
    "already_done": "Confirmed, and done already",
    "written_down": "Written down by hand",
    "kept": "Kept",
    "kept_late": "Kept, but late",
    "broken": "Given up: it will not be kept",
    "released": "Let go",
    "answered": "Answered",
    "declined": "Declined",
    "received": "Received",
    "told_by_phone": "They heard of it by phone",
    "told_by_mail": "They heard of it by mail",
    "letter_came_back": "The letter that told it came back: they have not heard of it",
    "reopened": "Opened again",
    "taken_back": "The last step was taken back",
    "proposal_declined": "The letter that seemed to settle it does not",
    "made": "A later letter seems to settle it",
    "brought": "Came here from another client that was joined with this one",
}
"""What happens to a promise, an ask or a need, by the verb of its entry."""

OF_CLIENTS = {
    "client.added": "Became a client",
    "client.changed": "Name, kind or rhythm changed",
    "client.closed": "The work ended",
    "client.deleted": "What was kept of them was deleted",
    "client.handed_over": "Handed over to a colleague",
    "client.keys_added": "More addresses are theirs",
    "client.merged": "Another client was joined with this one",
    "client.merged_away": "Joined with another client; this file ends here",
    "client.field_declined": "Not so of this client",
    "client.field_settled": "Said of this client",
    "client.fields_proposed": "Letters tell more of this client",
    "client.files_brought": "What was filed with the other came here",
    "contact.added": "A contact was added",
    "contact.field_declined": "Not so of a contact",
    "contact.field_settled": "Said of a contact",
    "contact.fields_proposed": "Letters or an address book tell more of a contact",
    "contact.addresses_added": "More addresses of a contact",
    "draft.made": "A letter was drafted",
    "draft.edited": "The drafted letter was changed",
    "draft.opened": "The drafted letter went to the mail program",
    "draft.came_back": "The drafted letter came back: they have not read it",
    "draft.sent": "The drafted letter was sent",
    "draft.told_by_phone": "What the drafted letter says was told by phone",
    "draft.dropped": "The drafted letter was dropped",
    "draft.restored": "The drafted letter was taken up again",
    "finding.dismissed": "Something found in mail was nothing of the kind",
    "finding.reopened": "An answer was taken back: it is asked again",
    "findings.confirmed": "Confirmed together",
    "findings.let_go": "Older ones found in mail were let go together",
    "findings.reopened": "What was decided together is open again",
    "findings.settled": "What was found in mail was held against later letters",
    "contact.letters_arrive_again": "Letters to an address arrive again",
    "letter.arrived": "The letter of which nobody was sure has arrived",
    "letter.came_back": "A letter came back: it did not arrive",
    "letter.dropped": "A letter that could not be sent was given up",
    "letter.answer_lost": "The mail server's answer was lost: the letter may have arrived",
    "letter.copied": "A copy of the letter went into the Sent folder",
    "job.retried": "What Troth had given up is tried again",
    "letter.erased": "A letter was erased",
    "letter.failed": "A letter could not be sent",
    "letter.put": "A letter went into the outbox",
    "letter.reread": "A letter was read again",
    "letter.sent": "A letter was sent",
    "letter.sent_again": "A letter is sent once more",
    "letter.unsure": "Whether a letter arrived is not known, and it is not sent again by itself",
    "letter.withdrawn": "A letter was taken back before it left",
    "mail.taken_in": "Letters were taken in",
    "note.written": "A call, a meeting or a chat was noted",
    "note.read": "The note was read",
    "note.erased": "A note was erased",
    "win.written": "Good news was noted",
    "win.erased": "Good news was erased",
}

THEIR_WORDS_ARE_ITS = {"confirmed", "written_down"}
"""Their words are what it is about, and that is said beside them."""

MATTERS = {"promise": "A promise", "ask": "An ask", "need": "A need", "proposal": "A promise"}

WORDS_SHOWN = 300
"""Code points of an entry's text that its line shows."""


def of_matter(verb: str, words: str | None, facts: dict[str, Any], *, moments: Moments) -> str:
    """What happened to it, in a sentence or two."""
    if verb == "moved":
        return _moved(words, facts, moments=moments)
    said = OF_MATTERS.get(verb) or verb.replace("_", " ").capitalize()
    if words is None:
        return f"{said}. Its words were erased."
    if not words or verb in THEIR_WORDS_ARE_ITS:
        return f"{said}."
    return f"{said}: {ended(shortened(words))}"


def of_chain(
    kind: str, words: str | None, facts: dict[str, Any], *, about: str, moments: Moments
) -> str:
    """An entry of a client's chain; `about` is what the promise, ask or need it is about says."""
    noun, _, verb = kind.partition(".")
    if noun not in MATTERS:
        return _of_client(kind, words, facts)
    said = of_matter(verb, words, facts, moments=moments)
    about = shortened(about or (words or ""))
    return f"{MATTERS[noun]}: {_lower(said)} “{about}”" if about else f"{MATTERS[noun]}: {said}"


def shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WORDS_SHOWN else f"{line[: WORDS_SHOWN - 1]}…"


def _moved(words: str | None, facts: dict[str, Any], *, moments: Moments) -> str:
    before = facts.get("was_due_on") or facts.get("was_due_at") or ""
    was, now = day_of(before, moments=moments), day_of(facts.get("due") or "", moments=moments)
    from_ = f" from {was}" if was else ""
    to = f" to {now}" if now else ", to no day yet"
    why = f": {shortened(words)}" if words else ""
    knows = "They know." if facts.get("client_knows") else "They do not know yet."
    said = f"Moved{from_}{to}{why}"
    return f"{said}{'' if said.endswith(('.', '!', '?')) else '.'} {knows}"


def _of_client(kind: str, words: str | None, facts: dict[str, Any]) -> str:
    said = OF_CLIENTS.get(kind) or kind.replace(".", ": ").replace("_", " ").capitalize()
    if kind == "mail.taken_in":
        said = f"{count_words(facts.get('letters', 0), 'letter')} taken in"
    if words is None:
        return f"{said}. Its words were erased."
    if kind.startswith("draft."):
        words = words.partition("\n")[0]
    return f"{said}: {ended(shortened(words))}" if words else f"{said}."


def ended(words: str) -> str:
    """A sentence, whatever it ends with."""
    return words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]
