"""What happens to a letter or to a sender goes on the record."""

from collections.abc import Mapping
from datetime import datetime

from troth.people.models import Member
from troth.post.models import Outgoing, Sender
from troth.record.appending import append


def tell(  # noqa: PLR0913  # as `append`
    kind: str,
    outgoing: Outgoing,
    *,
    by: Member | None,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    text: str = "",
) -> None:
    """One entry about a letter, on its client's chain, or the practice's where it has no client."""
    append(
        kind,
        practice=outgoing.practice_id,
        client=outgoing.client_id,
        by=by.pk if by else None,
        at=at,
        about=outgoing.pk,
        facts=facts,
        text=text,
    )


def tell_of_sender(
    kind: str, sender: Sender, *, by: Member | None, at: datetime, text: str = ""
) -> None:
    """One entry about how a member's letters leave."""
    append(
        kind,
        practice=sender.practice_id,
        client=None,
        by=by.pk if by else None,
        at=at,
        about=sender.pk,
        text=text,
    )
