"""Whether a letter went to a crowd, or from a machine to anybody."""

import re
from collections.abc import Sequence

from troth.pure.letter.fields import Fields, first_word
from troth.pure.letter.model import Address, AutoReply, Sort

MANY = 20
"""More recipients than this are a crowd."""

_NO_REPLY = re.compile(r"(?:.*[.+_-])?(?:no|do-?_?not)[._-]?reply(?:[.+_-].*)?", re.IGNORECASE)
_LISTS = (
    ("list-id", "It came through a mailing list (List-Id)."),
    ("list-unsubscribe", "One can unsubscribe from it (List-Unsubscribe)."),
    ("list-post", "It came through a mailing list (List-Post)."),
)


def mass_of(
    fields: Fields,
    *,
    sender: Address | None,
    to: Sequence[Address],
    cc: Sequence[Address],
    auto: AutoReply | None,
) -> str | None:
    """Why the letter counts as sent to many or by a machine to anybody, in a sentence, or None.

    An automatic reply often calls itself bulk so that nobody answers it; it is no mass mail.
    Exchange calls its notes of absence auto-generated; they answer one person.
    """
    away = auto is not None and auto.sort is Sort.AWAY
    if not away and first_word(fields, "auto-submitted") == "auto-generated":
        return "A machine wrote it (Auto-Submitted: auto-generated)."
    for name, reason in _LISTS:
        if name in fields and not away:
            return reason
    if auto is not None:
        return None
    precedence = first_word(fields, "precedence")
    if precedence in {"bulk", "list", "junk"}:
        return f"It calls itself mass mail (Precedence: {precedence})."
    return _crowd(len(to) + len(cc)) or _deaf(sender)


def _crowd(recipients: int) -> str | None:
    return f"It has {recipients} recipients." if recipients > MANY else None


def _deaf(sender: Address | None) -> str | None:
    name = sender.email.partition("@")[0] if sender else ""
    takes_none = "reply" in name and _NO_REPLY.fullmatch(name[:100])
    return "Its sender takes no reply." if takes_none else None
