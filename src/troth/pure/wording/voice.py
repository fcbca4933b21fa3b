"""Who speaks to whom, in which language and form: the one way in which a sentence is said."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any

from troth.pure.wording.days import DEFAULT_WAY, day_of, spoken
from troth.pure.wording.model import Recipient, Sender
from troth.pure.wording.words import filled, language_for, table

Given = str | date | datetime | None


@dataclass(frozen=True)
class Voice:
    """One letter's language, form of address, day and zones."""

    language: str
    form: str
    on: date
    zone: tzinfo
    home: tzinfo | None

    @classmethod
    def of(cls, recipient: Recipient, *, sender: Sender, on: date, zone: tzinfo) -> "Voice":
        """The voice in which `sender` writes to `recipient` on that day."""
        form = "informal" if recipient.form == "informal" else "formal"
        return cls(language_for(recipient.language), form, on, zone, sender.zone)

    @cached_property
    def words(self) -> dict[str, Any]:
        """Everything the language's file says."""
        return table(self.language)

    def say(self, key: str, **given: Given) -> str:
        """The sentence called "section.key", with days said the way it asks for."""
        section, _, name = key.partition(".")
        sentence = self.words[section][name]
        if isinstance(sentence, dict):
            sentence = sentence[self.form]
        return filled(sentence, lambda asked, way: self._value(given.get(asked), way))

    def _value(self, given: Given, way: str) -> str | None:
        if given is None or isinstance(given, str):
            return given
        day = day_of(given, zone=self.zone, home=self.home)
        return spoken(day, way=way or DEFAULT_WAY, on=self.on, words=self.words, form=self.form)
