"""Promises, asks and needs can be searched: what they are about, and the sentence they stand on."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from troth.people.models import Client
from troth.promises.models import Matter, MatterKind
from troth.search.actions import Kept, keep
from troth.search.models import Text

BATCH = 250


def let_matter_be_found(matter: Matter) -> None:
    """Let a promise, an ask or a need be found, in the transaction that makes or changes it."""
    keep([_kept(matter)], practice=matter.practice_id)


@transaction.atomic
def let_matters_be_found(client: Client) -> int:
    """Let some more of a client's be found; how many, 0 at the end.

    These are the ones from before the search was, or from a client that was joined with this one.
    """
    there = Text.objects.filter(row=OuterRef("pk"), kind__in=MatterKind.values)
    rows = Matter.objects.filter(~Exists(there), client=client).exclude(what="")
    some = rows.select_for_update(no_key=True).order_by("-given_at")[:BATCH]
    return keep(map(_kept, some), practice=client.practice_id)


def _kept(matter: Matter) -> Kept:
    says_more = matter.sentence and matter.sentence != matter.what
    words = f"{matter.what}\n{matter.sentence}" if says_more else matter.what
    return Kept(matter.kind, matter.pk, (matter.client_id,), matter.given_at, words)
