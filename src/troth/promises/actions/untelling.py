"""What was told by a letter that came back was not told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from troth.promises.actions.acting import act, acts_of, locked
from troth.promises.models import Matter


@transaction.atomic
def untell(matters: Iterable[Matter], *, told_at: datetime, at: datetime) -> list[Matter]:
    """These count as told when they were told before; what was told since stays so.

    `told_at` is when the letter that came back had left. Raises NotFoundError.
    """
    held = [locked(matter, by=None) for matter in sorted(matters, key=lambda it: it.pk)]
    untold = [it for it in held if it.told_at == told_at]
    for matter in untold:
        changes = {"told_at": _told_before(matter)}
        act(matter, "letter_came_back", by=None, at=at, changes=changes)
    return untold


def _told_before(matter: Matter) -> datetime | None:
    telling = (it for it in acts_of(matter) if it.verb == "told_by_mail")
    before = next((it.before.get("told_at") for it in telling), None)
    return before if isinstance(before, datetime) else None
