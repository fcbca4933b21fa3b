"""Greeting and closing, by the name, title, gender and form that are known."""

import re
from dataclasses import dataclass

from troth.pure.wording.model import Recipient, Sender
from troth.pure.wording.text import one_line
from troth.pure.wording.voice import Voice
from troth.pure.wording.words import people

_ASIDE = re.compile(r"[(\[<].*|,.*\d.*")


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name taken apart: `titles` are the words before it."""

    titles: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def full(self) -> str:
        return " ".join(self.words)

    @property
    def first(self) -> str:
        """The first name, or the whole name where only an initial is known."""
        first = self.words[0] if self.words else ""
        return first if len(first.rstrip(".")) > 1 or len(self.words) == 1 else self.full

    @property
    def surname(self) -> str:
        """The surname where it is plain which words it is, else the whole name, or "" for one."""
        rest = self.words[1:]
        particles = people()["particles"]
        is_plain = rest and all(word.lower() in particles for word in rest[:-1])
        return " ".join(rest) if is_plain else self.full if rest else ""


def greeting(recipient: Recipient, *, voice: Voice) -> str:
    """How the letter begins; where no gender is known it needs none."""
    name = _taken_apart(recipient.name)
    if not name.words:
        return voice.say("greeting.nobody")
    if voice.form == "informal":
        return voice.say("greeting.informal", first=name.first)
    titles = _plain(recipient.title.split()) + name.titles
    gender = recipient.gender or _gender(titles)
    if not name.surname:
        gender = ""
    title = _title(titles, gender=gender or "unknown", voice=voice)
    key = f"greeting.{gender or 'unknown'}" + ("_titled" if title else "")
    return voice.say(key, title=title, name=name.surname, full=name.full)


def closing(sender: Sender, *, voice: Voice) -> str:
    """How the letter ends: the last words and who signs, the first name alone among friends."""
    name = _taken_apart(sender.name)
    signed = name.first if voice.form == "informal" else one_line(sender.name)
    return "\n".join(filter(None, (voice.say("closing.words"), signed)))


def _taken_apart(name: str) -> _Name:
    """The name without what is no part of it; an address written in place of a name is none."""
    plain = _ASIDE.sub("", one_line(name)).strip(" ,\"'")
    if "@" in plain:
        return _Name((), ())
    words = _in_speaking_order(plain).split()
    count = 0
    while count < len(words) - 1 and _is_title(words[count]):
        count += 1
    return _Name(_plain(words[:count]), tuple(words[count:]))


def _in_speaking_order(name: str) -> str:
    """Turns "Weber, Anna" round and takes from "Anna Weber, PhD" what follows the name."""
    head, comma, tail = name.partition(", ")
    *before, _ = head.split() or [""]
    is_surname = all(word.lower() in people()["particles"] for word in before)
    return f"{tail} {head}" if comma and is_surname and not _is_title(tail) else head


def _plain(words: list[str]) -> tuple[str, ...]:
    return tuple(word.strip(".,").lower() for word in words)


def _is_title(word: str) -> bool:
    known = people()
    return word.strip(".,").lower() in known["female"] | known["male"] | known["dr"] | known["prof"]


def _gender(titles: tuple[str, ...]) -> str:
    found = {gender for gender in ("female", "male") if people()[gender] & set(titles)}
    return found.pop() if len(found) == 1 else ""


def _title(titles: tuple[str, ...], *, gender: str, voice: Voice) -> str:
    """The highest title that the language puts before a name, or ""."""
    rank = next((rank for rank in ("prof", "dr") if people()[rank] & set(titles)), "")
    return str(voice.words["titles"][gender][rank]) if rank else ""
