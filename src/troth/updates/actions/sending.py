"""A draft on its way: edited, opened in a mail program, told by phone, dropped, or seen as sent."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from troth.mail.models import Filing, Message
from troth.notes.models import Note, NoteKind
from troth.people.models import Client, Member
from troth.promises.actions.outcomes import tell
from troth.promises.models import Finding, FindingState
from troth.promises.refusals import RefusedError
from troth.pure.wording.same import is_same_letter
from troth.record import queries as record
from troth.record.appending import append_about
from troth.updates.letters import text_of
from troth.updates.models import Draft, DraftState
from troth.updates.searching import let_draft_be_found

EARLY = timedelta(minutes=10)
"""How far the clock of a mail program may be behind ours."""

LOOKED_AT = 50
"""Letters since a draft was made that it is looked for in."""


class DraftClosedError(RefusedError):
    """It was sent, told or dropped before."""

    def __init__(self) -> None:
        super().__init__("This letter was sent, told or dropped already. Write a new one.")


class DraftLeavesError(RefusedError):
    """It lies in the outbox."""

    def __init__(self) -> None:
        super().__init__("This letter is in the outbox. Take it back there before you change it.")


class EmptyDraftError(RefusedError):
    """A letter without words."""

    def __init__(self) -> None:
        super().__init__("A letter needs a subject and some words.")


@transaction.atomic
def edit(draft: Draft, *, subject: str, body: str, by: Member, at: datetime) -> Draft:
    """Put the letter into other words. Raises DraftClosedError, EmptyDraftError."""
    draft = ready(draft, by=by)
    if not subject.strip() or not body.strip():
        raise EmptyDraftError
    draft.subject, draft.body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    draft.save(update_fields=("subject", "body"))
    let_draft_be_found(draft)
    append_about(draft, "draft.edited", by=by, at=at, text=f"{draft.subject}\n\n{draft.body}")
    return draft


@transaction.atomic
def opened(draft: Draft, *, by: Member, at: datetime) -> Draft:
    """It went to the person's own mail program; whether it was sent is seen later."""
    draft = ready(draft, by=by)
    draft.opened_at = at
    draft.save(update_fields=("opened_at",))
    append_about(draft, "draft.opened", by=by, at=at)
    return draft


@transaction.atomic
def told_by_phone(draft: Draft, *, by: Member, at: datetime) -> Draft:
    """The client heard all of it in a call: it counts as told. Raises DraftClosedError."""
    draft = ready(draft, by=by)
    Note.objects.create(
        practice_id=draft.practice_id,
        client_id=draft.client_id,
        contact=draft.contact,
        by=by,
        kind=NoteKind.CALL,
        at=at,
        text=draft.subject,
    )
    tell(draft.tells.all(), by=by, at=at, how="phone")
    _close(draft, DraftState.TOLD, at=at)
    append_about(draft, "draft.told_by_phone", by=by, at=at)
    return draft


@transaction.atomic
def drop(draft: Draft, *, by: Member, at: datetime) -> Draft:
    """It is not wanted. Raises DraftClosedError."""
    draft = ready(draft, by=by)
    draft.state, draft.closed_at = DraftState.DROPPED, at
    draft.save(update_fields=("state", "closed_at"))
    append_about(draft, "draft.dropped", by=by, at=at)
    return draft


@transaction.atomic
def restore(draft: Draft, *, by: Member, at: datetime) -> Draft:
    """Take back that it was dropped. Raises DraftClosedError where it was sent or told."""
    held = _locked(draft, by=by)
    if held.state == DraftState.LEAVING:
        raise DraftLeavesError
    if held.state not in (DraftState.DROPPED, DraftState.READY):
        raise DraftClosedError
    held.state, held.closed_at = DraftState.READY, None
    held.save(update_fields=("state", "closed_at"))
    append_about(held, "draft.restored", by=by, at=at)
    return held


@transaction.atomic
def recognise(client: Client, *, at: datetime) -> int:
    """Close the drafts that are found among the letters sent since; how many there were.

    A letter is a draft's where it bears its Message-ID, or where it went to the same address and
    half of the draft's lines stand in it: mail programs give letters an id of their own.
    """
    waiting = Draft.objects.select_for_update().filter(client=client, state=DraftState.READY)
    drafts = list(waiting.order_by("-made_at"))
    taken: set[UUID] = set()
    for draft in drafts:
        sent = _sent_as(draft, taken=taken)
        if sent is not None:
            taken.add(sent.pk)
            close_as_sent(draft, sent, at=at)
    return len(taken)


def _sent_as(draft: Draft, *, taken: set[UUID]) -> Message | None:
    rows = Filing.objects.filter(
        client_id=draft.client_id, is_mine=True, sent_at__gte=draft.made_at - EARLY
    )
    letters = [it.message for it in rows.select_related("message").order_by("sent_at")[:LOOKED_AT]]
    free = [it for it in letters if it.pk not in taken and it.erased_at is None]
    for letter in free:
        if letter.message_id == draft.message_id.strip("<>"):
            return letter
    for letter in free:
        if draft.to.lower() in letter.people[1] and is_same_letter(draft.body, text_of(letter)):
            return letter
    return None


def close_as_sent(draft: Draft, letter: Message, *, at: datetime) -> None:
    """The letter is the draft's: whoever it tells of something has heard it.

    In the transaction that holds the draft.
    """
    sent_at = min(letter.sent_at or at, at)
    tell(draft.tells.all(), by=None, at=at, how="mail", told_at=sent_at)
    _forget_findings(draft, letter)
    draft.sent_message = letter.pk
    _close(draft, DraftState.SENT, at=sent_at)
    append_about(draft, "draft.sent", by=None, at=at, facts={"letter": letter.pk.hex})


def _forget_findings(draft: Draft, letter: Message) -> None:
    """What the letter repeats of the draft is no news: it tells of promises, and makes none.

    What a person wrote into it may be one, and is asked about.
    """
    composed = _composed(draft)
    found = Finding.objects.filter(message=letter, state=FindingState.OPEN)
    ours = [it.pk for it in found if is_same_letter(it.sentence, composed)]
    Finding.objects.filter(pk__in=ours).delete()


def _composed(draft: Draft) -> str:
    """The draft as Troth made it; as it is now, where that was erased."""
    told = record.about(draft.pk, practice=draft.practice_id)
    made = next((it.text for it in told if it.kind == "draft.made"), None)
    return made or draft.body


def _close(draft: Draft, state: DraftState, *, at: datetime) -> None:
    draft.state, draft.closed_at = state, at
    draft.save(update_fields=("state", "closed_at", "sent_message"))
    draft.wins.filter(told_at=None).update(told_at=at)


def ready(draft: Draft, *, by: Member) -> Draft:
    """The draft as it is now, locked. Raises DraftClosedError, DraftLeavesError."""
    held = _locked(draft, by=by)
    if held.state == DraftState.LEAVING:
        raise DraftLeavesError
    if held.state != DraftState.READY:
        raise DraftClosedError
    return held


def _locked(draft: Draft, *, by: Member) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",)).filter(practice_id=by.practice_id)
    return rows.get(pk=draft.pk)
