"""What a letter is made from, and what it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Literal

Form = Literal["formal", "informal", ""]
"""Sie, vous, usted; du, tu, tú; or not known, which is written formally."""

Gender = Literal["female", "male", ""]
"""As a letter says it ("Frau Weber"); "" where none does, and then nobody guesses."""

Meeting = Literal["call", "meeting", "chat", "mail"]
"""What is recapped; mail is a thread of letters."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the letter is for. `language` is an ISO 639-1 code, also with a region ("de-AT").

    `name` and `title` are as they are known ("Weber, Anna", "Prof. Dr.", "Mme"); both may be "".
    A title that tells a gender ("Frau", "Dra.") is heeded where `gender` is "".
    """

    name: str
    language: str
    title: str = ""
    form: Form = ""
    gender: Gender = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs. Where `zone` is given, an hour that the reader's clock shows otherwise says so."""

    name: str
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is owed, asked or done.

    `what` is a short phrase or a whole sentence from a letter, in any language and person. `due`
    is a day, or an aware instant where an hour was named. `since` is the day on which it was
    promised or asked. `moved_from` is the day it was due before. `is_late` is decided elsewhere.
    """

    what: str
    since: date
    due: date | datetime | None = None
    is_late: bool = False
    moved_from: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is open and what is done between two sides, in the order it shall be told.

    `on` is the day the letter is written and `zone` the reader's: hours are told in it. `asks` is
    what they wished and nobody has answered. `wins` are finished work and good news in a line,
    `proposed` what a recap asks about where nothing was promised yet.
    """

    on: date
    zone: tzinfo = UTC
    we_owe: tuple[Item, ...] = ()
    they_owe: tuple[Item, ...] = ()
    asks: tuple[Item, ...] = ()
    done: tuple[Item, ...] = ()
    wins: tuple[str, ...] = ()
    proposed: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be read, changed and sent by a person.

    `language` is the one it is written in: English where there are no words in the reader's.
    `body` has no line over 998 bytes and ends without a line end.
    """

    subject: str
    body: str
    language: str
