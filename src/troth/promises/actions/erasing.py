"""Erasing a letter or a note: its text goes from everywhere, that it was there stays."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q

from troth.mail import actions as mail
from troth.mail.models import Message, Raw
from troth.mail.packing import unpack
from troth.notes import actions as notes
from troth.notes.models import Note
from troth.people.models import Evidence, Member
from troth.promises.models import Finding, FindingState, Matter, Proposal
from troth.promises.searching import let_matter_be_found
from troth.pure.letter import parse
from troth.record.actions import erase_words
from troth.record.appending import append
from troth.record.models import Words
from troth.search.actions import forget
from troth.web.journal import leave_no_copy


@transaction.atomic
def erase(message: Message, *, by: Member, at: datetime) -> None:
    """Erase a letter's bytes and subject, and its words wherever they were kept.

    Emptied are the sentences of what was found in it and of what that became, what a promise is
    about where those are the letter's own words, sentences of it that settled something or that a
    contact's field rests on, and the words beside entries about any of these. The rows and the
    record stay, and the record keeps its digests. A letter that was erased is not taken in again.
    """
    text = _text(message)
    held = mail.empty(message, at=at)
    _erase_found_in(message, text=text, practice=message.practice_id, at=at)
    _empty_evidence(message)
    _tell(held, by=by, at=at)


@transaction.atomic
def erase_note(note: Note, *, by: Member, at: datetime) -> None:
    """Erase a note's text and its words wherever they were kept, as `erase` does for a letter."""
    text = _flat(note.text)
    _erase_found_in(note, text=text, practice=note.practice_id, at=at)
    notes.erase(note, by=by, at=at)


def _erase_found_in(source: Message | Note, *, text: str, practice: UUID, at: datetime) -> None:
    """Empty what was found in a letter or a note, and what rests on it."""
    leave_no_copy()
    of_source = Q(message=source.pk) | Q(note=source.pk)
    findings = Finding.objects.filter(of_source)
    proposals = Proposal.objects.filter(of_source)
    matters = list(Matter.objects.filter(of_source | Q(findings__in=findings)).distinct())
    sentences = {*findings.values_list("sentence", flat=True)}
    sentences |= {*proposals.values_list("sentence", flat=True)}
    about = [source, *findings, *matters, *proposals]
    _erase_entries(practice, about, sentences, at=at)
    forget([source.pk, *(it.pk for it in matters)])
    _empty_matters(matters, text=text, sentences=sentences)
    pks = list(findings.values_list("pk", flat=True))
    Finding.objects.filter(settled_by__in=pks).update(settling_sentence="")
    findings.update(sentence="", words="", actor="")
    findings.filter(state=FindingState.OPEN).update(state=FindingState.LET_GO, decided_at=at)
    proposals.update(sentence="")


def _text(message: Message) -> str:
    """The letter's subject and text in one line, or "" where they are gone already."""
    raw = Raw.objects.filter(message=message).first()
    if raw is None:
        return ""
    letter = parse(unpack(bytes(raw.packed)))
    return _flat(f"{letter.subject}\n{letter.new}\n{letter.quoted}\n{letter.signature}")


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _empty_matters(matters: Iterable[Matter], *, text: str, sentences: set[str]) -> None:
    """Of what a matter is about a member's own words are kept, and the letter's are not."""
    matters = list(matters)
    for matter in matters:
        what = _flat(matter.what)
        if what in text or any(what == _flat(sentence) for sentence in sentences):
            matter.what = ""
        matter.sentence = ""
    Matter.objects.bulk_update(matters, ("what", "sentence"))
    for matter in matters:
        if matter.what:
            let_matter_be_found(matter)


def _empty_evidence(message: Message) -> None:
    names = (str(message.pk), message.pk.hex)
    of_letter = Evidence.objects.filter(practice=message.practice_id, source__in=names)
    of_letter.update(sentence="")


def _erase_entries(
    practice: UUID, rows: Iterable[Model], sentences: set[str], *, at: datetime
) -> None:
    """Erase the words about these rows, and the sentences wherever else they stand."""
    of_practice = Words.objects.filter(entry__practice=practice, erased_at=None)
    about = of_practice.filter(entry__about__in=[row.pk for row in rows])
    quoted = of_practice.filter(text__in=sentences)
    entries = {*about.values_list("entry", flat=True), *quoted.values_list("entry", flat=True)}
    erase_words(sorted(entries), at=at)


def _tell(message: Message, *, by: Member, at: datetime) -> None:
    """One entry in the chain of each client whose letter it is, or in the practice's."""
    clients: list[UUID | None] = []
    clients += message.filings.order_by("client").values_list("client_id", flat=True)
    for client in clients or [None]:
        append(
            "letter.erased",
            practice=message.practice_id,
            client=client,
            by=by.pk,
            at=at,
            about=message.pk,
        )
