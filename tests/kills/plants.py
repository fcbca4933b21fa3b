"""Bugs planted on purpose: a judge who finds none of them proves nothing.

Each takes apart what must be one transaction, as somebody might who does not know why it is one. In
between is a step, GAP.
"""

from collections.abc import Callable, Mapping
from typing import Any

GAP = "the gap"

Step = Callable[[str], None]


def states_first(step: Step) -> None:
    """How far a folder was looked into is kept before its letters are: they are lost in between."""
    from django.db import transaction

    from troth.mail import actions as mail
    from troth.promises import intake

    take_in = intake.take_in

    def planted(mailbox: Any, opened: Any, *, at: Any) -> int:
        with transaction.atomic():
            mail.keep_states(mailbox, opened.states)
        step(GAP)
        return take_in(mailbox, opened, at=at)

    intake.take_in = planted


def entry_last(step: Step) -> None:
    """The entry about a decision is appended when that is committed: it is missing in between."""
    from troth.promises.actions import confirming, deciding

    deciding.tell_of = _after_commit(deciding.tell_of, step)
    confirming.tell_record = _after_commit(confirming.tell_record, step)


def _after_commit(tell: Callable[..., None], step: Step) -> Callable[..., None]:
    from django.db import transaction

    def planted(*arguments: Any, **named: Any) -> None:
        def later() -> None:
            step(GAP)
            with transaction.atomic():
                tell(*arguments, **named)

        transaction.on_commit(later)

    return planted


PLANTS: Mapping[str, Callable[[Step], None]] = {
    "states-first": states_first,
    "entry-last": entry_last,
}
