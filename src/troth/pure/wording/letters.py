"""The letters: what is open both ways, what was said, a moved date, a reminder."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, tzinfo

from troth.pure.wording import items
from troth.pure.wording.address import closing, greeting
from troth.pure.wording.days import since_words
from troth.pure.wording.model import Draft, Facts, Item, Meeting, Recipient, Sender
from troth.pure.wording.text import broken, one_line, upper_first
from troth.pure.wording.voice import Voice


def status_letter(facts: Facts, *, recipient: Recipient, sender: Sender) -> Draft:
    """What is done, what comes from me, what I need and what I have not answered, in this order.

    Sections with nothing in them are left out; good news stands first; nothing is added to the
    facts. If nothing is open and nothing was done, the letter says so and is short.
    """
    voice = Voice.of(recipient, sender=sender, on=facts.on, zone=facts.zone)
    sections = _sections(facts, _IN_STATUS, letter="status", voice=voice)
    parts = _status(sections, voice=voice) if sections else _nothing_open(voice)
    subject = voice.say("status.subject", on=facts.on)
    return _draft(subject, parts, recipient=recipient, sender=sender, voice=voice)


def recap_letter(
    facts: Facts, *, met_on: date, kind: Meeting, recipient: Recipient, sender: Sender
) -> Draft:
    """What a call, meeting or chat came to as I understood it, and the question if that is right.

    `facts` holds what was said there, per direction.
    """
    voice = Voice.of(recipient, sender=sender, on=facts.on, zone=facts.zone)
    meeting = voice.say(f"kinds.{kind}")
    sections = _sections(facts, _IN_RECAP, letter="recap", voice=voice)
    parts = [
        voice.say("recap.opening", kind=meeting, met_on=met_on),
        *(sections.values() or [voice.say("recap.nothing")]),
        voice.say("recap.ending"),
    ]
    subject = upper_first(voice.say("recap.subject", kind=meeting, met_on=met_on))
    return _draft(subject, parts, recipient=recipient, sender=sender, voice=voice)


def moved_letter(  # noqa: PLR0913  # keyword-only; each decides a word of the letter
    item: Item,
    *,
    why: str | None = None,
    on: date,
    zone: tzinfo = UTC,
    recipient: Recipient,
    sender: Sender,
) -> Draft:
    """A date that I gave has moved: from when, to when, and why if that is given.

    Without a new date (`due` is None) the letter says that there is none yet.
    """
    voice = Voice.of(recipient, sender=sender, on=on, zone=zone)
    undated = "" if item.due else "_undated"
    told = []
    if item.moved_from:
        told.append(voice.say("moved.before", moved_from=item.moved_from))
    told.append(voice.say("moved.now" if item.due else "moved.undated", due=item.due))
    if why and one_line(why):
        told.append(voice.say("moved.why", why=_ended(one_line(why))))
    parts = [
        voice.say(f"moved.opening{undated}"),
        items.line(item.what, voice=voice),
        " ".join(told),
        *([voice.say("moved.ending")] if item.due else []),
    ]
    subject = voice.say(f"moved.subject{undated}", due=item.due)
    return _draft(subject, parts, recipient=recipient, sender=sender, voice=voice)


def reminder_letter(
    item: Item, *, on: date, zone: tzinfo = UTC, recipient: Recipient, sender: Sender
) -> Draft:
    """Asks once more, kindly, for what they owe, with the date it has or how long it is open."""
    voice = Voice.of(recipient, sender=sender, on=on, zone=zone)
    phrase = items.short_phrase(item)
    subject = voice.say("reminder.subject_about" if phrase else "reminder.subject", what=phrase)
    told = ""
    if item.due:
        told = voice.say("reminder.late" if item.is_late else "reminder.due", due=item.due)
    elif item.since < on:
        waited = since_words(item.since, on=on, language=voice.language)
        told = voice.say("reminder.since", waited=waited)
    parts = [
        voice.say("reminder.opening"),
        items.line(item.what, voice=voice),
        " ".join(filter(None, (told, voice.say("reminder.ending")))),
    ]
    return _draft(subject, parts, recipient=recipient, sender=sender, voice=voice)


About = Callable[..., str]

_IN_STATUS: dict[str, About] = {
    "done": items.done,
    "we_owe": items.we_owe,
    "they_owe": items.they_owe,
    "asks": items.asked,
}
"""The sections in their order, and what is said about an item of each."""

_IN_RECAP: dict[str, About] = {
    "proposed": items.proposed,
    "done": items.done,
    "we_owe": items.agreed,
    "they_owe": items.agreed,
    "asks": items.wished,
}


def _status(sections: dict[str, str], *, voice: Voice) -> list[str]:
    opening = voice.say("status.opening")
    if "done" not in sections:
        opening += " " + voice.say("status.nothing_finished")
    is_open = bool(sections.keys() - {"done"})
    beyond = [] if is_open else [voice.say("status.nothing_else_open")]
    return [opening, *sections.values(), *beyond, voice.say("status.ending")]


def _nothing_open(voice: Voice) -> list[str]:
    return [voice.say("status.nothing_open"), voice.say("status.ending_nothing")]


def _sections(
    facts: Facts, told: Mapping[str, About], *, letter: str, voice: Voice
) -> dict[str, str]:
    """The sections that have something in them, each a heading with its list."""
    sections = {}
    for name, about in told.items():
        found: tuple[Item, ...] = getattr(facts, name)
        lines = [_line(item.what, about(item, voice=voice), voice=voice) for item in found]
        if name == "done":
            lines = [_line(win, voice=voice) for win in facts.wins] + lines
        if lines := list(filter(None, lines)):
            sections[name] = "\n".join([voice.say(f"{letter}.{name}"), *lines])
    return sections


def _line(words: str, about: str = "", *, voice: Voice) -> str:
    # What has no words says nothing to anybody: a date alone would only puzzle.
    return items.line(words, about, voice=voice) if one_line(words) else ""


def _draft(
    subject: str, parts: list[str], *, recipient: Recipient, sender: Sender, voice: Voice
) -> Draft:
    body = [greeting(recipient, voice=voice), *parts, closing(sender, voice=voice)]
    return Draft(subject, broken("\n\n".join(body)), voice.language)


def _ended(words: str) -> str:
    return words if words[-1] in ".!?…" else f"{words}."
