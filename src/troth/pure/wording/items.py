"""One thing that is owed, asked or done, as a line of a list."""

import re
from functools import cache

from troth.pure.wording.model import Item
from troth.pure.wording.text import one_line, upper_first
from troth.pure.wording.voice import Voice
from troth.pure.wording.words import LANGUAGES, table

BULLET = "- "

_LONGEST_PHRASE_IN_WORDS = 8
_LONGEST_SUBJECT = 60
"""Code points of a phrase that still fits into a subject."""

_MARKER = re.compile(r"^[-*•–—>+]\s+")
_QUOTED = re.compile(r"^(?:“[^“”]*”|„[^„“]*“|«[^«»]*»|\"[^\"]*\")$")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”“»)\s]*$")
_WORD = re.compile(r"[^\W\d_]+")


def line(words: str, about: str = "", *, voice: Voice) -> str:
    """The words with what is to be said about them, as a line of a list.

    A sentence is quoted: it may be in another language, and its "I" may be the reader.
    """
    what = _bare(words)
    shown = voice.say("marks.quote", words=what) if is_speech(what) else what
    if not about:
        return BULLET + shown
    if is_speech(what) and _SENTENCE_END.search(what):
        return BULLET + voice.say("item.sentence", what=shown, about=upper_first(about))
    return BULLET + voice.say("item.phrase", what=shown, about=about)


def is_speech(what: str) -> bool:
    """Whether the words are somebody's sentence and no short phrase for a thing or a deed."""
    words = _WORD.findall(what)
    return bool(
        len(words) > _LONGEST_PHRASE_IN_WORDS
        or _SENTENCE_END.search(what)
        or _speakers() & {*words, *(word[0].lower() + word[1:] for word in words)}
        or any(word.lower().endswith(_endings()) for word in words)
    )


def short_phrase(item: Item) -> str:
    """The item's words where a subject can hold them, else ""."""
    what = _bare(item.what)
    return what if len(what) <= _LONGEST_SUBJECT and not is_speech(what) else ""


def we_owe(item: Item, *, voice: Voice) -> str:
    """When they will have it; plainly so if it is late."""
    if item.is_late:
        return voice.say("item.late" if item.due else "item.late_undated", due=item.due)
    return _due(item, voice=voice) or voice.say("item.undated")


def they_owe(item: Item, *, voice: Voice) -> str:
    """By when I need it, or since when it has been open."""
    if item.is_late and item.due:
        return voice.say("item.needed_late", due=item.due)
    return _due(item, voice=voice) or voice.say("item.needed_since", since=item.since)


def asked(item: Item, *, voice: Voice) -> str:
    """When they asked, and by when they want it."""
    return voice.say("item.asked_due" if item.due else "item.asked", since=item.since, due=item.due)


def proposed(item: Item, *, voice: Voice) -> str:  # noqa: ARG001  # as its neighbours
    """Nothing is said about it but itself."""
    return ""


def agreed(item: Item, *, voice: Voice) -> str:
    """By when, of what either side said it would do."""
    return _due(item, voice=voice)


def wished(item: Item, *, voice: Voice) -> str:
    """By when they want what they asked for just now."""
    return voice.say("item.wanted", due=item.due) if item.due else ""


def done(item: Item, *, voice: Voice) -> str:
    """When it was done, if that is known."""
    return voice.say("item.done", done_on=item.done_on) if item.done_on else ""


def _due(item: Item, *, voice: Voice) -> str:
    if not item.due:
        return ""
    key = "item.moved" if item.moved_from else "item.due"
    return voice.say(key, due=item.due, moved_from=item.moved_from)


def _bare(words: str) -> str:
    """The words without the list marker or the quotation marks that they came with."""
    what = _MARKER.sub("", one_line(words))
    return (_QUOTED.match(what) and what[1:-1].strip()) or what


@cache
def _speakers() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in table(code)["speech"]["persons"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(end for code in LANGUAGES for end in table(code)["speech"]["endings"])
