"""The plain path: a letter by the standard library alone, slow and obvious.

It takes what the fast path finds odd, and it is the fast path's judge: for every letter both must
say the same.
"""

import re
from collections.abc import Iterator
from copy import copy
from email import policy
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message
from email.parser import BytesParser

from troth.pure.letter.bounce import may_report
from troth.pure.letter.compose import Frame, compose, sender_of
from troth.pure.letter.fields import WANTED, Fields
from troth.pure.letter.limits import Limits
from troth.pure.letter.mend import mended
from troth.pure.letter.model import Letter
from troth.pure.letter.part import PLAIN, Part, content_type, encoding_of, is_file
from troth.pure.letter.report import Report, message_id_in
from troth.pure.letter.transfer import from_base64

_CONTAINER = re.compile(
    rb"^content-type:[ \t]*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
_LOST_BOUNDARY = re.compile(
    rb"""^--(?P<boundary>[^\s"\\](?:[^\r\n"\\]{0,68}[^\s"\\])?)[ \t]*\r?\n(?=content-)""",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that can only be a boundary, where the header names none or another."""

_LETTERS = frozenset({"message/rfc822", "message/global"})
_HEADERS = frozenset({"text/rfc822-headers", "message/global-headers"})
_STATUSES = frozenset({"message/delivery-status", "message/global-delivery-status"})


def parse_plain(raw: bytes) -> Letter:
    """The letter that the bytes hold. Never raises."""
    problems: list[str] = []
    message = _message(raw)
    if any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects):
        sound = mended(raw)
        if sound is not None:
            problems.append("A damaged line of the header was mended or left out.")
            message = _message(sound)
    fields = _fields(message, problems=problems)
    walk = _Walk(problems)
    leaves = walk.leaves(message, depth=0, alternative=False, forwarded=False)
    if not may_report(fields, sender_of(fields, problems=[])):
        return compose(Frame(fields, leaves, raw, problems))
    found = list(leaves)
    return compose(Frame(fields, found, raw, problems, walk.report()))


def _message(raw: bytes) -> Message:
    """The parsed letter; of one nested beyond all reason only the outer part.

    The standard library recurses into containers and asks every line about every container, so
    what lies beyond the limit of containers, where the walk stops anyway, is not given to it.
    """
    if raw.lower().count(b"content-type:") > Limits.CONTAINERS:
        begins = [match.start() for match in _CONTAINER.finditer(raw)]
        raw = raw[: begins[Limits.CONTAINERS + 1]] if len(begins) > Limits.CONTAINERS + 1 else raw
    return BytesParser(policy=policy.compat32).parsebytes(raw)


def _fields(message: Message, *, problems: list[str]) -> Fields:
    fields: Fields = {}
    size = 0
    for number, (name, value) in enumerate(message.raw_items()):
        size += len(name) + len(value) + 2
        if number >= Limits.HEADERS or size > Limits.HEADER_BYTES:
            problems.append(
                f"Only the first {number} header fields were read: there are too many or too long."
            )
            break
        lower = name.lower()
        if lower in WANTED:
            fields.setdefault(lower, []).append(_unfolded(value).strip())
    return fields


def _unfolded(value: str) -> str:
    """Source: RFC 5322 section 2.2.3."""
    return value.replace("\r", "").replace("\n", "")


class _Walk:
    """The leaves of a parsed letter in their order."""

    def __init__(self, problems: list[str]) -> None:
        self._problems = problems
        self._parts = 0
        self._containers = 0
        self._stopped = False
        self._statuses: list[bytes] = []
        self._original = ""

    def report(self) -> Report:
        """What the parts for programs said that were walked over. Source: RFC 3462, RFC 3464."""
        return Report(tuple(self._statuses), self._original)

    def leaves(
        self, message: Message, *, depth: int, alternative: bool, forwarded: bool
    ) -> Iterator[Part]:
        self._parts += 1
        if self._stopped or self._over_limits(depth):
            return
        if message.is_multipart():
            yield from self._children(message, depth=depth, forwarded=forwarded)
            return
        fields = _fields(message, problems=[])
        described = content_type(fields)
        kind = described.kind
        if kind in _HEADERS and not forwarded:
            self._returned(_payload(message).decode("latin-1"))
        elif kind.startswith("multipart/"):
            guessed = _with_guessed_boundary(message, kind=kind)
            if guessed is not None:
                self._problems.append("The letter hides where its parts begin; it was guessed.")
                yield from self._children(guessed, depth=depth, forwarded=forwarded)
                return
            self._problems.append("The letter says it has parts, but they cannot be told apart.")
            yield Part(PLAIN, encoding_of(fields), _payload(message), forwarded=forwarded)
        else:
            yield Part(
                described,
                encoding_of(fields),
                _payload(message),
                alternative=alternative,
                attached=depth > 0 and is_file(fields, described),
                forwarded=forwarded,
            )

    def _children(self, message: Message, *, depth: int, forwarded: bool) -> Iterator[Part]:
        self._containers += 1
        if self._containers > Limits.CONTAINERS:
            self._stop(f"Only the first {Limits.CONTAINERS} containers of parts were looked at.")
            return
        kind = message.get_content_type()
        if not forwarded:
            self._note(message, kind=kind)
        if kind.startswith("message/") and kind not in _LETTERS:
            return
        for child in _parts(message):
            yield from self.leaves(
                child,
                depth=depth + 1,
                alternative=kind == "multipart/alternative",
                forwarded=forwarded or kind in _LETTERS,
            )

    def _note(self, message: Message, *, kind: str) -> None:
        """What a part for programs says; one inside a forwarded letter is of no concern."""
        if kind in _STATUSES:
            self._statuses.append(_status(message))
        elif kind in _LETTERS | _HEADERS:
            for letter in _parts(message)[:1]:
                ids = _fields(letter, problems=[]).get("message-id", [""])
                self._returned(f"Message-ID: {ids[0]}")

    def _returned(self, header: str) -> None:
        self._original = self._original or message_id_in(header)

    def _over_limits(self, depth: int) -> bool:
        if self._parts > Limits.PARTS:
            self._stop(f"Only the first {Limits.PARTS} parts were looked at.")
        elif depth > Limits.DEPTH:
            self._stop(f"Parts were looked at only {Limits.DEPTH} containers deep.")
        return self._stopped

    def _stop(self, problem: str) -> None:
        self._problems.append(problem)
        self._stopped = True


def _with_guessed_boundary(message: Message, *, kind: str) -> Message | None:
    """The container parsed by the first line that looks like a boundary, or None without one."""
    if message.is_multipart():
        return None
    body = _payload(copy(message))
    found = _LOST_BOUNDARY.search(body)
    if found is None:
        return None
    kind = kind if kind.isascii() else "multipart/mixed"
    head = b'Content-Type: %s; boundary="%s"\n\n' % (kind.encode(), found["boundary"])
    guessed = BytesParser(policy=policy.compat32).parsebytes(head + body)
    return guessed if guessed.is_multipart() else None


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if message.is_multipart() else []


def _payload(message: Message) -> bytes:
    """The body's bytes as they came: without these fields nothing is there to be decoded."""
    del message["content-transfer-encoding"], message["content-type"]
    payload = message.get_payload(decode=True)
    return payload.replace(b"\r\n", b"\n") if isinstance(payload, bytes) else b""


def _status(part: Message) -> bytes:
    """The body of a delivery-status part, which the standard library takes for small headers."""
    blocks = [
        "\n".join([*(f"{name}: {value}" for name, value in block.raw_items()), _words(block)])
        for block in _parts(part)
    ]
    body = "\n\n".join(blocks).encode("utf-8", "surrogateescape")
    coding = encoding_of(_fields(part, problems=[]))
    return from_base64(body)[0] if coding == "base64" else body


def _words(block: Message) -> str:
    payload = block.get_payload()
    return payload if isinstance(payload, str) else ""
