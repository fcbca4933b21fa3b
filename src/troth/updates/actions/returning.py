"""A drafted letter that was sent came back: whoever it was for has not heard it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from troth.mail.models import Filing
from troth.people.models import Client
from troth.promises.actions.untelling import untell
from troth.record.appending import append_about
from troth.updates.models import Draft, DraftState


@transaction.atomic
def take_in_returned(client: Client, *, at: datetime) -> int:
    """What was told by letters that came back is told no longer; how many letters there were.

    Promises, asks, needs and good news wait to be told once more.
    """
    filings = Filing.objects.filter(client=client, message=OuterRef("sent_message"), is_mine=True)
    came_back = Exists(filings.filter(is_word=False))
    sent = Draft.objects.filter(came_back, client=client, state=DraftState.SENT)
    drafts = list(sent.select_for_update(of=("self",)).order_by("pk"))
    for draft in drafts:
        _untell(draft, at=at)
    return len(drafts)


def _untell(draft: Draft, *, at: datetime) -> None:
    told_at = draft.closed_at or at
    untell(draft.tells.all(), told_at=told_at, at=at)
    draft.wins.filter(told_at=told_at).update(told_at=None)
    draft.state = DraftState.RETURNED
    draft.save(update_fields=("state",))
    append_about(draft, "draft.came_back", by=None, at=at)
