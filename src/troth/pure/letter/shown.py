"""What a member sees of a letter, with nothing in it that could act, ask elsewhere or deceive."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from troth.pure.letter.fast import parse
from troth.pure.letter.limits import Limits
from troth.pure.letter.model import Address, Letter
from troth.pure.letter.shown_hosts import ascii_host, shown_host
from troth.pure.letter.shown_html import Kind, TooMuch, cleaned
from troth.pure.letter.shown_parts import Attachment, Piece, attached, markup_in, pieces_of
from troth.pure.letter.shown_words import plural, visible, visible_line
from troth.pure.letter.text import markup_of

_BETWEEN = "\n\n"
_LONGEST_NAME = 200
"""Characters of a person's name on the screen."""

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,253}\w")
_TOO_MUCH = (
    "The formatted version of this letter is too large or too tangled to be shown; "
    "read its plain text."
)


class Person(NamedTuple):
    """Somebody of a letter's header, fit for a screen. `name` may be ""."""

    name: str
    email: str


class Stretch(NamedTuple):
    """Which part of the text ("new", "signature" or "quoted") stands from `begin` up to `end`."""

    part: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter fit for a screen.

    `text` begins with what is new, so that an offset in a letter's `new` holds in it as it is;
    `stretches` says where its parts stand. `html` is cleaned, or None where the letter has none or
    too much of it. `removed` says in words what was left out of the HTML, and is "" for nothing.
    `problems` are sentences for the reader.
    """

    subject: str
    sender: Person | None
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    text: str
    stretches: tuple[Stretch, ...]
    html: str | None
    attachments: tuple[Attachment, ...]
    removed: str
    problems: tuple[str, ...]


class Safe(str):
    """A piece of HTML that a template may write as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja2 and Django ask a text that says it is safe."""
        return str(self)


class Lit(NamedTuple):
    """A text in three pieces of HTML: before the sentence, the sentence, after it."""

    before: Safe
    lit: Safe
    after: Safe


def shown(raw: bytes) -> Shown:
    """What a member sees of the letter that the bytes hold. Never raises."""
    letter = parse(raw)
    pieces = pieces_of(raw)
    html, removed, pictures, problems = _html(pieces)
    text, stretches = _text(letter)
    return Shown(
        subject=visible_line(letter.subject),
        sender=_person(letter.sender) if letter.sender else None,
        to=tuple(map(_person, letter.to)),
        cc=tuple(map(_person, letter.cc)),
        text=text,
        stretches=stretches,
        html=html,
        attachments=attached(pieces, shown=set(pictures)),
        removed=removed,
        problems=(*map(visible_line, letter.problems), *problems, *_doubts(letter)),
    )


def lit(text: str, start: int, end: int) -> Lit:
    """The text cut at `start` and `end` (code points, `end` exclusive), each piece escaped.

    Places outside of the text are taken to its nearest end.
    """
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    return Lit(*(Safe(escape(piece)) for piece in (text[:start], text[start:end], text[end:])))


def _text(letter: Letter) -> tuple[str, tuple[Stretch, ...]]:
    """The whole text, one deceiving character for one harmless: places in it stay."""
    text = ""
    stretches = []
    for name in ("new", "signature", "quoted"):
        words = visible(getattr(letter, name))
        if words:
            text += _BETWEEN if text else ""
            stretches.append(Stretch(name, len(text), len(text) + len(words)))
            text += words
    return text, tuple(stretches)


def _person(address: Address) -> Person:
    name, _, domain = visible_line(address.email).rpartition("@")
    host = ascii_host(domain)
    email = f"{name}@{shown_host(host)}" if host else f"{name}@{domain}"
    return Person(visible_line(address.name)[:_LONGEST_NAME], email.removeprefix("@"))


def _doubts(letter: Letter) -> list[str]:
    """What looks made to deceive."""
    sender = letter.sender
    named = _EMAIL.search(sender.name) if sender else None
    if sender is None or named is None or named[0].lower() == sender.email:
        return []
    return [f"The sender's name gives another address than its own, {_person(sender).email}."]


def _html(pieces: list[Piece]) -> tuple[str | None, str, frozenset[str], list[str]]:
    """The cleaned HTML, what was left out of it, the ids of the files it shows, and problems."""
    piece = markup_in(pieces)
    if piece is None:
        return None, "", frozenset(), []
    if len(piece.part.body) > Limits.HTML_BYTES:
        return None, "", frozenset(), [_TOO_MUCH]
    problems: list[str] = []
    markup = markup_of(piece.part, problems=problems)
    try:
        done = cleaned(markup, pictures=_pictures(pieces, markup))
    except TooMuch:
        return None, "", frozenset(), [_TOO_MUCH]
    return done.html, _in_words(done.removed), done.pictures, problems


def _pictures(pieces: list[Piece], markup: str) -> dict[str, bytes]:
    if "cid:" not in markup.lower():
        return {}
    return {piece.content_id: piece.data() for piece in pieces if piece.content_id}


def _in_words(removed: Counter[Kind]) -> str:
    """Such as "2 remote images, 1 form", most first."""
    return ", ".join(plural(count, *kind) for kind, count in removed.most_common() if count)
