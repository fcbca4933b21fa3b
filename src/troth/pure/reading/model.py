"""What reading a text suggests."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a finding is about. The last two are for the ledger's eyes and are never shown."""

    PROMISE = "promise"
    ASK = "ask"
    NEED = "need"
    DEFERRAL = "deferral"
    DELIVERY = "delivery"
    DECISION = "decision"
    AWAY = "away"
    INQUIRY = "inquiry"
    ALARM = "alarm"
    DECLINE = "decline"
    WITHDRAWAL = "withdrawal"


class Finding(NamedTuple):
    """One sentence that matters, and why.

    `start` and `end` are code points into the text that was read, `end` exclusive, and span the
    whole sentence: `sentence == text[start:end]`. `due` is the day or aware instant by which the
    matter is due, or None; never before the letter's own day. `due_words` are the words it was
    read from, or None. `certainty` is between 0 and 1. `rule` names what fired, as
    `language/kind/name`. `addressee` is the name the sentence is spoken to ("Ben, can you ..."),
    or "". `words` are the words that the rule fired on. `actor` is the name of who is to do it,
    where the writer speaks for somebody else ("Maria will send it"), or "". `answers` are the
    quoted words that the sentence answers in its letter, or "".
    """

    kind: Kind
    sentence: str
    start: int
    end: int
    due: date | datetime | None
    due_words: str | None
    certainty: float
    rule: str
    language: str
    addressee: str = ""
    words: str = ""
    actor: str = ""
    answers: str = ""
