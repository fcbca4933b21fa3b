"""A letter that had left came back."""

from uuid import UUID

from troth.post.models import Outgoing, OutgoingState

ARRIVING = (OutgoingState.SENT, OutgoingState.UNSURE)


def sent_as(message_id: str, *, practice: UUID) -> Outgoing | None:
    """The letter that left under this Message-ID, locked; None for none of ours."""
    if not message_id:
        return None
    rows = Outgoing.objects.select_for_update(of=("self",)).filter(practice_id=practice)
    return rows.filter(message_id=f"<{message_id.strip('<>')}>", state__in=ARRIVING).first()


def mark_returned(outgoing: Outgoing, email: str, said: str) -> bool:
    """Keep that it did not reach `email`, and why; False where that was known.

    In the transaction of whoever tells it.
    """
    if email in outgoing.refused:
        return False
    outgoing.refused = {**outgoing.refused, email: said}
    outgoing.save(update_fields=("refused",))
    return True
