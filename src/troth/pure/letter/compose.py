"""From the fields and leaves of a letter to the letter: what both paths share."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from troth.pure.letter.addresses import mailboxes
from troth.pure.letter.automatic import auto_reply_of
from troth.pure.letter.body import body_of
from troth.pure.letter.bounce import bounce_of
from troth.pure.letter.cut import cut
from troth.pure.letter.dates import sent_at
from troth.pure.letter.fields import Fields, first, readable
from troth.pure.letter.flags import mass_of
from troth.pure.letter.limits import Limits
from troth.pure.letter.model import Address, Letter
from troth.pure.letter.part import Part
from troth.pure.letter.report import NO_REPORT, Report
from troth.pure.letter.text import tidied

_ID = re.compile(r"<([^<>]{1,998})>")
_ONCE = ("from", "date", "subject", "message-id", "content-type")


@dataclass(slots=True)
class Frame:
    """What a walk found: fields, leaves (perhaps found only when asked for), a server's report."""

    fields: Fields
    leaves: Iterable[Part]
    raw: bytes
    problems: list[str] = field(default_factory=list)
    report: Report = NO_REPORT


def compose(frame: Frame) -> Letter:
    """The letter of the frame. Raises only what asking for the next leaf raises."""
    fields, problems = frame.fields, frame.problems
    body = body_of(frame.leaves, problems=problems)
    problems += [
        f"The letter has {len(fields[name])} {name} fields; the first was taken."
        for name in _ONCE
        if len(fields.get(name, ())) > 1
    ]
    sender = sender_of(fields, problems=problems)
    subject = readable(first(fields, "subject"), problems=problems)
    to = _people(fields, "to", problems=problems)
    cc = _people(fields, "cc", problems=problems)
    bounce = bounce_of(fields, report=frame.report, sender=sender, to=to, body=body)
    auto_reply = (
        None
        if bounce
        else auto_reply_of(fields, subject=subject, text=body.new, sender=sender, to=to)
    )
    message_id = _message_id(fields, frame.raw)
    return Letter(
        message_id=message_id,
        references=_references(fields, own=message_id, problems=problems),
        sender=sender,
        to=to,
        cc=cc,
        sent_at=sent_at(first(fields, "date"), problems=problems),
        subject=subject,
        new=body.new,
        quoted=body.quoted,
        signature=body.signature,
        auto_reply=auto_reply,
        bounce=bounce,
        mass=None if bounce else mass_of(fields, sender=sender, to=to, cc=cc, auto=auto_reply),
        problems=tuple(problems),
        answered=body.answered,
    )


def parse_body(text: str) -> Letter:
    """A text without any header, taken as the body of a letter. Never raises."""
    body = cut(tidied(text))
    return Letter(
        message_id=_digest(text.encode("utf-8", "replace")),
        references=(),
        sender=None,
        to=(),
        cc=(),
        sent_at=None,
        subject="",
        new=body.new,
        quoted=body.quoted,
        signature=body.signature,
        auto_reply=None,
        bounce=None,
        mass=None,
        problems=(),
        answered=body.answered,
    )


def sender_of(fields: Fields, *, problems: list[str]) -> Address | None:
    """Who wrote: the first of From, else of Sender; None, and a problem, where neither says."""
    for name in ("from", "sender"):
        values = fields.get(name)
        found = mailboxes(values[:1], problems=problems) if values else ()
        if found:
            return found[0]
    problems.append("The letter names no sender.")
    return None


def _people(fields: Fields, name: str, *, problems: list[str]) -> tuple[Address, ...]:
    values = fields.get(name)
    return mailboxes(values, problems=problems) if values else ()


def _message_id(fields: Fields, raw: bytes) -> str:
    value = first(fields, "message-id")
    if value.startswith("<") and value.endswith(">") and value.find("<", 1) < 0:
        named = value[1:-1]
    else:
        ids = _ids(value)
        named = ids[0] if ids else value.strip("<>")
    return _clean(named) or _digest(raw)


def _digest(raw: bytes) -> str:
    """A name made from the bytes: the same for both line ends and with an mbox's first line."""
    text = raw.replace(b"\r\n", b"\n")
    if text.startswith(b"From "):
        text = text[text.find(b"\n") + 1 :]
    return f"{hashlib.sha256(text.strip()).hexdigest()[:32]}@digest.invalid"


def _references(fields: Fields, *, own: str, problems: list[str]) -> tuple[str, ...]:
    if "references" not in fields and "in-reply-to" not in fields:
        return ()
    answered = [name for value in fields.get("in-reply-to", ()) for name in _ids(value)]
    kept = dict.fromkeys([name for value in fields.get("references", ()) for name in _ids(value)])
    for name in answered:  # Last, wherever the references have it.
        kept.pop(name, None)
    kept.update(dict.fromkeys(answered))
    kept.pop(own, None)
    if len(kept) > Limits.REFERENCES:
        problems.append(f"Only the newest {Limits.REFERENCES} of {len(kept)} references were kept.")
    return tuple(kept)[-Limits.REFERENCES :]


def _ids(value: str) -> list[str]:
    found = _ID.findall(value[-Limits.VALUE_CHARS :])
    if not found and "@" in value and "<" not in value:
        found = [word for word in value.split()[-Limits.REFERENCES :] if "@" in word]
    return [name for name in map(_clean, found) if name]


def _clean(name: str) -> str:
    """An id as one visible word; raw bytes in it are replaced."""
    if not name.isascii():
        name = name.encode("ascii", "replace").decode("ascii")
    if name.isprintable() and " " not in name:
        return name
    return "".join(name.split()).replace("\0", "")
