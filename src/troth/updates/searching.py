"""Drafted letters can be searched."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from troth.people.models import Client
from troth.search.actions import Kept, keep
from troth.search.models import Text
from troth.updates.models import Draft

KIND = "draft"
"""What the search calls a drafted letter."""

BATCH = 250


def let_draft_be_found(draft: Draft) -> None:
    """Let a draft be found in its present words, in the transaction that writes it."""
    keep([_kept(draft)], practice=draft.practice_id)


@transaction.atomic
def let_drafts_be_found(client: Client) -> int:
    """Let some more of a client's drafts be found; how many, 0 at the end."""
    there = Text.objects.filter(row=OuterRef("pk"), kind=KIND)
    rows = Draft.objects.filter(~Exists(there), client=client)
    some = rows.select_for_update(no_key=True).order_by("-made_at")[:BATCH]
    return keep(map(_kept, some), practice=client.practice_id)


def _kept(draft: Draft) -> Kept:
    return Kept(
        KIND,
        draft.pk,
        (draft.client_id,),
        draft.made_at,
        draft.body,
        title=draft.subject,
        people=draft.to,
    )
