"""The words of the sample letters in one language, and the days they speak of.

A language is a folder: a text for each letter that is written in it, `names.toml` for days and mail
programs' lines, and `signatures/`. In a text `{quote:by}` is the day that the story calls "quote",
said the `by` way.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

FOLDER = resources.files("troth.mail.sample")
NAMES = "names.toml"
PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")


class MissingWordsError(LookupError):
    """A file is missing in the folder of a language."""

    def __init__(self, language: str, name: str) -> None:
        super().__init__(
            f"{name} is missing in the sample mailbox's folder {language}/: "
            "write it in that language and put it there."
        )


class UnknownPlaceholderError(LookupError):
    """A text asks for something that the story does not give it."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            f"The story gives no {placeholder}. Take a day that scenes.py names for this letter."
        )


@dataclass(frozen=True, slots=True)
class Text:
    """What one letter says; `subject` is empty where the answered letter's is taken."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is written in one language."""

    language: str
    names: dict[str, Any]

    @classmethod
    def of(cls, language: str) -> "Words":
        """The words of a language; raises MissingWordsError."""
        return cls(language, tomllib.loads(_read(language, NAMES)))

    def letter(self, slug: str, *, day: date, days: dict[str, date], **given: str) -> Text:
        """A letter's words on `day`; raises MissingWordsError and UnknownPlaceholderError."""

        def fill(match: re.Match[str]) -> str:
            name, way = match.groups()
            if way is None and name in given:
                return given[name]
            if way not in self.names["days"] or name not in days:
                raise UnknownPlaceholderError(match[0])
            return self.day(days[name], way=way, seen_from=day)

        text = PLACEHOLDER.sub(fill, _read(self.language, f"{slug}.txt"))
        if not text.startswith("Subject: "):
            return Text("", text)
        head, _, body = text.partition("\n\n")
        return Text(head.removeprefix("Subject: "), body)

    def signature(self, key: str) -> str:
        """What stands under a person's letters, or "" for those who sign with their name only."""
        file = FOLDER / self.language / "signatures" / f"{key}.txt"
        return file.read_text("utf-8").rstrip("\n") if file.is_file() else ""

    def day(self, day: date, *, way: str, seen_from: date) -> str:
        """A day as a person names it who writes on `seen_from`."""
        forms: dict[str, str] = self.names["days"][way]
        ahead = (day - seen_from) // timedelta(days=1)
        form = {0: "today", 1: "tomorrow"}.get(ahead, "near" if 1 < ahead <= 6 else "far")
        return forms[form].format_map(self._parts(day))

    def attribution(self, program: str, *, sent_at: datetime, **given: str) -> str:
        """The line or lines that a mail program puts above the letter it quotes."""
        form: str = self.names["attribution"][program]
        clock = f"{sent_at:%H:%M}"
        return form.strip("\n").format_map(self._parts(sent_at) | {"clock": clock} | given)

    def _parts(self, day: date) -> dict[str, str]:
        first: str = self.names.get("first", "1")
        return {
            "weekday": self.names["weekdays"][day.weekday()],
            "weekday_short": self.names["weekdays_short"][day.weekday()],
            "day": first if day.day == 1 else str(day.day),
            "day02": f"{day.day:02}",
            "month": self.names["months"][day.month - 1],
            "month_short": self.names["months_short"][day.month - 1],
            "month02": f"{day.month:02}",
            "year": str(day.year),
        }


def languages() -> list[str]:
    """The languages there are words in, as ISO 639-1 codes."""
    return sorted(entry.name for entry in FOLDER.iterdir() if _has_names(entry))


def _has_names(entry: Traversable) -> bool:
    return entry.is_dir() and (entry / NAMES).is_file()


def _read(language: str, name: str) -> str:
    file = FOLDER / language / name
    if not file.is_file():
        raise MissingWordsError(language, name)
    return file.read_text("utf-8").rstrip("\n")
