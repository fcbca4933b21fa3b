"""A composed letter is kept."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from troth.people.models import Member
from troth.record.appending import append
from troth.updates.composing import Composed
from troth.updates.models import Draft, DraftState
from troth.updates.searching import let_draft_be_found


@transaction.atomic
def keep(composed: Composed, *, by: Member, at: datetime) -> Draft:
    """Keep the letter as it was composed, its Message-ID fixed.

    One of the same kind that was never opened gives way to it.
    """
    client, letter = composed.client, composed.letter
    older = Draft.objects.filter(client=client, kind=composed.kind, by=by, opened_at=None)
    older.filter(state=DraftState.READY).update(state=DraftState.DROPPED, closed_at=at)
    draft = Draft.objects.create(
        practice_id=client.practice_id,
        client=client,
        contact=composed.reader.contact,
        by=by,
        kind=composed.kind,
        language=letter.language,
        to=composed.reader.email,
        subject=letter.subject,
        body=letter.body,
        message_id=f"<{uuid4()}@{by.email.rpartition('@')[2]}>",
        made_at=at,
    )
    draft.tells.set(composed.matters)
    draft.wins.set(composed.wins)
    let_draft_be_found(draft)
    append(
        "draft.made",
        practice=client.practice_id,
        client=client.pk,
        by=by.pk,
        at=at,
        about=draft.pk,
        facts={"kind": composed.kind.value, "tells": sorted(it.pk.hex for it in composed.matters)},
        text=f"{letter.subject}\n\n{letter.body}",
    )
    return draft
