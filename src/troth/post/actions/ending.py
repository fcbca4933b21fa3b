"""What a person says of a letter that came to no good end."""

from datetime import datetime

from django.db import transaction

from troth.people.models import Member
from troth.post.actions.outbox import held_by
from troth.post.models import Outgoing, OutgoingState
from troth.post.refusals import PostError
from troth.record.appending import append_about

ENDED = (OutgoingState.FAILED, OutgoingState.UNSURE)


class NotToBeDroppedError(PostError):
    """It is sent by itself, or was sent."""

    def __init__(self) -> None:
        super().__init__("Only a letter that could not be sent is dropped. Take this one back.")


class NotUnsureError(PostError):
    """Nobody doubts what became of it."""

    def __init__(self) -> None:
        super().__init__("Whether this letter arrived is no longer in doubt.")


@transaction.atomic
def drop(outgoing: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    """A letter that could not be sent, or may not have been, is not sent again.

    What it was made of may leave as another one. Raises NotToBeDroppedError, NotFoundError.
    """
    held = held_by(outgoing, by=by)
    if held.state not in ENDED:
        raise NotToBeDroppedError
    held.state = OutgoingState.WITHDRAWN
    held.save(update_fields=("state",))
    append_about(held, "letter.dropped", by=by, at=at)
    return held


@transaction.atomic
def arrived(outgoing: Outgoing, *, by: Member | None, at: datetime) -> Outgoing:
    """A letter of which nobody knew has arrived, as `by` says, or its copy in a mailbox.

    Raises NotUnsureError, NotFoundError.
    """
    held = held_by(outgoing, by=by or outgoing.by)
    if held.state != OutgoingState.UNSURE:
        raise NotUnsureError
    held.state, held.sent_at = OutgoingState.SENT, held.handed_over_at or at
    held.save(update_fields=("state", "sent_at"))
    append_about(held, "letter.arrived", by=by, at=at)
    return held
