"""A client's letters, notes and findings as `pure.ledger` takes them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from troth.mail.filing import unsigned
from troth.mail.models import Message
from troth.people.models import Client, MemberAddress
from troth.promises.models import Finding, FindingState
from troth.pure.ledger import Letters, Matter, Posted, key
from troth.pure.reading import Finding as Found
from troth.pure.reading import Kind


class Row(NamedTuple):
    """A finding as it is stored, and as the ledger takes it."""

    finding: Finding
    debt: Matter
    is_frozen: bool = False
    """Whether an erased letter or note settled it, which nobody can read again."""


class Loaded(NamedTuple):
    """All that deciding about a client needs. `me` is the address of every member."""

    rows: list[Row]
    letters: Letters
    me: frozenset[str]


def load(client: Client) -> Loaded:
    """Four statements, however many letters.

    What was dismissed is left out, for it is no word; so is what was erased, for without its words
    nobody can say what it is about.
    """
    addresses = MemberAddress.objects.filter(practice=client.practice_id)
    me = frozenset(addresses.values_list("email", flat=True))
    letters, place_of = _letters(client)
    findings = list(_findings(client))
    frozen = _settled_by_erased(client)
    rows = [
        Row(it, _matter(it, place_of[it.message_id], letters), it.pk in frozen)
        for it in findings
        if it.message_id in place_of
    ]
    rows += _in_notes([it for it in findings if it.note_id], letters, me=me, frozen=frozen)
    return Loaded(rows, letters, me)


def _letters(client: Client) -> tuple[Letters, dict[UUID | None, int]]:
    rows = (
        Message.objects.filter(filings__client=client)
        .order_by("sent_at", "id")
        .values_list("id", "key", "references", "subject_key", "people", "sent_at", "is_quiet")
    )
    letters = Letters()
    place_of: dict[UUID | None, int] = {}
    for pk, own, references, subject, (sender, to, cc), sent_at, is_quiet in rows:
        place_of[pk] = len(letters)
        letters.append(
            Posted(
                key=unsigned(own),
                references=tuple(unsigned(reference) for reference in references),
                subject=unsigned(subject),
                sender=sender,
                to=tuple(to),
                cc=tuple(cc),
                sent=int(sent_at.timestamp()) if sent_at else None,
                quiet=is_quiet,
            )
        )
    return letters, place_of


def _findings(client: Client) -> Iterable[Finding]:
    rows = Finding.objects.filter(~Q(state=FindingState.DISMISSED), client=client).exclude(
        Q(message__erased_at__isnull=False) | Q(note__erased_at__isnull=False)
    )
    return rows.select_related("matter").order_by("said_at", "start", "id")


def _settled_by_erased(client: Client) -> frozenset[UUID]:
    of_letters = Q(settled_by__message__erased_at__isnull=False)
    of_notes = Q(settled_by__note__erased_at__isnull=False)
    rows = Finding.objects.filter(of_letters | of_notes, client=client)
    return frozenset(rows.values_list("pk", flat=True))


def _matter(it: Finding, place: int, letters: Letters) -> Matter:
    return Matter(
        finding=_found(it),
        place=place,
        sender=letters[place].sender,
        message_id="",
        sent_at=it.said_at,
        is_mine=it.is_mine,
        to=tuple(it.to),
    )


def _found(it: Finding) -> Found:
    return Found(
        kind=Kind(it.kind),
        sentence=it.sentence,
        start=it.start,
        end=it.end,
        due=as_due(it.due),
        due_words=None,
        certainty=it.certainty,
        rule=it.rule,
        language=it.language,
        words=it.words,
        actor=it.actor,
    )


def as_due(text: str) -> date | datetime | None:
    """The day or the instant that a finding keeps in ISO; None for ""."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


# Note [A note is a letter for every turn]
# In a note both sides speak. Each turn stands as a letter of its own, from whoever has the word to
# the other side, one second after the turn before and in reply to it; so an answer in the note
# settles what was asked in it. A note stands alone: it names no letter that it would answer.


def _in_notes(
    findings: Sequence[Finding], letters: Letters, *, me: frozenset[str], frozen: Collection[UUID]
) -> list[Row]:
    rows: list[Row] = []
    turn: tuple[UUID | None, bool] | None = None
    number = 0
    for it in sorted(findings, key=lambda it: (it.said_at, str(it.note_id), it.start)):
        number = number + 1 if turn and turn[0] == it.note_id else 0
        if turn != (it.note_id, it.is_mine):
            letters.append(_turn(it, number, me=me))
        turn = (it.note_id, it.is_mine)
        rows.append(Row(it, _matter(it, len(letters) - 1, letters), it.pk in frozen))
    return rows


def _turn(it: Finding, number: int, *, me: frozenset[str]) -> Posted:
    mine = min(me, default="")
    whole = key(f"note {it.note_id}")
    return Posted(
        key=key(f"note {it.note_id} {number}"),
        references=(whole,),
        subject=0,
        sender=mine if it.is_mine else it.counterpart,
        to=(it.counterpart,) if it.is_mine else (mine,),
        cc=(),
        sent=int(it.said_at.timestamp()) + number,
        quiet=False,
    )
