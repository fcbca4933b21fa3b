"""Two clients that turned out to be one, with what was drafted for the one that goes."""

from datetime import datetime

from django.db import transaction

from troth.people.models import Client, Member
from troth.promises.actions.merging import merge
from troth.updates.actions.sending import drop
from troth.updates.models import Draft, DraftState


@transaction.atomic
def join(client: Client, *, into: Client, by: Member, at: datetime) -> None:
    """Join `client` with `into` (`promises.actions.merging.merge`, and what that raises).

    Letters that were drafted and not sent are dropped: what they tell is told anew, of both.
    """
    for draft in Draft.objects.filter(client=client, state=DraftState.READY):
        drop(draft, by=by, at=at)
    merge(client, into=into, by=by, at=at)
