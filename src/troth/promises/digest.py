"""One letter's bytes, reduced to what the ledger needs of it."""

from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from troth.pure.ledger import Posted, key, spoken_to, subject_key
from troth.pure.letter import Letter
from troth.pure.reading import Finding, Kind, languages, read, thanks_only

WHOLE_TEXT = 200_000
"""Code points of new text that are read for findings; a letter beyond it is a data dump."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How letters are to be read: whose they are, and how carefully.

    `me` holds lower-case addresses. Each paragraph is read in that of `languages` it is written in.
    `usual` are those that most of the mailbox is in, and so what is written in no clear one.
    `plain` takes the slow and obvious way everywhere.
    """

    me: frozenset[str]
    languages: tuple[str, ...] = languages()
    usual: tuple[str, ...] = ()
    include_mass: bool = False
    plain: bool = False


class Filed(NamedTuple):
    """A finding with those it is spoken to."""

    finding: Finding
    to: tuple[str, ...]


class Digest(NamedTuple):
    """A letter as the ledger takes it in."""

    posted: Posted
    filed: tuple[Filed, ...]


def digest(letter: Letter, reader: Reader) -> Digest:
    """Read a letter for what the ledger needs of it."""
    filed = _findings(letter, reader)
    return Digest(_posted(letter, reader, said_something=bool(filed)), filed)


def _findings(letter: Letter, reader: Reader) -> tuple[Filed, ...]:
    if letter.sender is None or letter.sent_at is None or letter.bounce:
        return ()
    if letter.mass and not reader.include_mass:
        return ()
    found = read(
        letter.new[:WHOLE_TEXT],
        mine=letter.sender.email in reader.me,
        at=letter.sent_at,
        languages=reader.languages,
        usual=reader.usual,
        plain=reader.plain,
    )
    findings = found if _is_person(letter) else [it for it in found if it.kind is Kind.AWAY]
    if letter.answered:
        findings = [it._replace(answers=letter.answered_at(it.start)) for it in findings]
    filed = [Filed(it, spoken_to(it.addressee, letter, me=reader.me)) for it in findings]
    return tuple(it for it in filed if it.to)


def _is_person(letter: Letter) -> bool:
    """Whether somebody is bound by the letter's words; of an automatic reply only absence counts.

    What machines send to many is read in full for those who ask for mass mail.
    """
    return letter.auto_reply is None or letter.mass is not None


def _posted(letter: Letter, reader: Reader, *, said_something: bool) -> Posted:
    is_machine = bool(letter.auto_reply or letter.bounce or letter.mass)
    quiet = is_machine or (not said_something and thanks_only(letter.new, usual=reader.usual))
    return Posted(
        key=key(letter.message_id),
        references=tuple([key(reference) for reference in letter.references]),
        subject=subject_key(letter.subject),
        sender=intern(letter.sender.email) if letter.sender else "",
        to=tuple([intern(person.email) for person in letter.to]),
        cc=tuple([intern(person.email) for person in letter.cc]),
        sent=int(letter.sent_at.timestamp()) if letter.sent_at else None,
        quiet=quiet,
    )
