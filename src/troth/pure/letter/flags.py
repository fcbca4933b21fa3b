"""Who wrote: a person to a person, a machine on somebody's behalf, or somebody to a crowd."""

import re
from collections.abc import Sequence

from troth.pure.letter.fields import Fields, first
from troth.pure.letter.model import Address, AutoReply

MANY = 20
"""More recipients than this are a crowd."""

_AUTO_SUBJECT = re.compile(
    r"""(?:
        auto(?:matic|mated)?[ -]?(?:reply|response|antwort)\b
      | automatische\ (?:antwort|abwesenheitsnotiz)\b
      | (?:abwesenheitsnotiz|abwesend|abwesenheit)\s*(?:$|:)
      | r[ée]ponse\ automatique\b | absence\ du\ bureau\s*(?:$|:)
      | respuesta\ autom[áa]tica\b | fuera\ de\ (?:la\ )?oficina\s*(?:$|:)
      | out\ of\ (?:the\ )?office\s*
        (?:auto-?reply|autoreply|reply|response|message|notification|notice)?\s*(?:$|[:\-–—(])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFICE = re.compile(
    r"out of (?:the )?office|\baway\b|vacation|holiday|abwesen|absen|ausente", re.IGNORECASE
)
_NO_REPLY = re.compile(r"(?:.*[.+_-])?(?:no|do-?_?not)[._-]?reply(?:[.+_-].*)?", re.IGNORECASE)
_LISTS = (
    ("list-id", "It came through a mailing list (List-Id)."),
    ("list-unsubscribe", "One can unsubscribe from it (List-Unsubscribe)."),
    ("list-post", "It came through a mailing list (List-Post)."),
)


def auto_reply_of(fields: Fields, *, subject: str) -> AutoReply | None:
    """Why the letter counts as written by a machine on somebody's behalf, or None.

    Source: RFC 3834 section 5; the other fields are what programs before and beside it write.
    """
    submitted = _word(fields, "auto-submitted")
    if submitted and submitted != "no":
        return AutoReply(f"Auto-Submitted: {submitted}")
    for name in ("x-autoreply", "x-autorespond"):
        if name in fields and _word(fields, name) != "no":
            return AutoReply(f"{name.title()} is set")
    if _word(fields, "precedence") in {"auto_reply", "auto-reply"}:
        return AutoReply("Precedence: auto_reply")
    if _AUTO_SUBJECT.match(subject):
        return AutoReply("The subject says so")
    if "x-auto-response-suppress" in fields and _OFFICE.search(subject):
        return AutoReply("X-Auto-Response-Suppress and a subject that tells of an absence")
    return None


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
    """
    if _word(fields, "auto-submitted") == "auto-generated":
        return "A machine wrote it (Auto-Submitted: auto-generated)."
    if auto is not None:
        return None
    for name, reason in _LISTS:
        if name in fields:
            return reason
    precedence = _word(fields, "precedence")
    if precedence in {"bulk", "list", "junk"}:
        return f"It calls itself mass mail (Precedence: {precedence})."
    return _crowd(len(to) + len(cc)) or _deaf(sender)


def _crowd(recipients: int) -> str | None:
    return f"It has {recipients} recipients." if recipients > MANY else None


def _deaf(sender: Address | None) -> str | None:
    name = sender.email.partition("@")[0] if sender else ""
    takes_none = "reply" in name and _NO_REPLY.fullmatch(name[:100])
    return "Its sender takes no reply." if takes_none else None


def _word(fields: Fields, name: str) -> str:
    """The field's first word, lower-case; its parameters and comments are left out."""
    if name not in fields:
        return ""
    words = first(fields, name).lower().replace(";", " ").replace("(", " ").split()
    return words[0][:40] if words else ""
