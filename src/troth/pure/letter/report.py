"""What a mail server's report says field by field. Source: RFC 3462, RFC 3464."""

import re
from typing import NamedTuple

FAILED, DELAYED, DONE = "failed", "delayed", "done"

_FIELD = re.compile(r"^([A-Za-z-]{1,40})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>;,()\"]{1,64}@[^\s<>;,()\"]{1,255}")
_CODE = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_MESSAGE_ID = re.compile(r"^message-id[ \t]*:\s*<([^<>\s]{1,998})>", re.IGNORECASE | re.MULTILINE)
_MOST_CHARS = 64 * 1024
_NO_DETAIL = frozenset({"4.0.0", "5.0.0"})
_ACTIONS = (
    ("delay", DELAYED),
    ("deliver", DONE),
    ("relay", DONE),
    ("expand", DONE),
)


class Report(NamedTuple):
    """The parts of a report that are for programs: the recipients' fields, the letter returned.

    `statuses` are the bodies of its delivery-status parts, `original` is a Message-ID or "".
    """

    statuses: tuple[bytes, ...] = ()
    original: str = ""


NO_REPORT = Report()


class Recipient(NamedTuple):
    """What became of the letter at one recipient; `action` is one of FAILED, DELAYED, DONE."""

    address: str
    action: str
    status: str
    reason: str


def worst_of(report: Report) -> Recipient | None:
    """The first recipient who was not reached, else the first delayed one, else the first."""
    found = [it for body in report.statuses for it in _recipients(body)]
    for action in (FAILED, DELAYED, DONE):
        for recipient in found:
            if recipient.action == action:
                return recipient
    return None


def status_in(words: str) -> str:
    """The first status code in the words that is none of success, or "". Source: RFC 3463."""
    return next((code for code in _CODE.findall(words[:_MOST_CHARS]) if code[0] != "2"), "")


def message_id_in(header: str) -> str:
    """The Message-ID that stands on a line of its own, or ""."""
    found = _MESSAGE_ID.search(header[:_MOST_CHARS])
    return found[1] if found else ""


def _recipients(body: bytes) -> list[Recipient]:
    text = body[:_MOST_CHARS].decode("utf-8", "replace").replace("\r\n", "\n")
    return [it for block in re.split(r"\n[ \t]*\n", text) if (it := _recipient(block)) is not None]


def _recipient(block: str) -> Recipient | None:
    said = {match[1].lower(): " ".join(match[2].split()) for match in _FIELD.finditer(block)}
    given = [said[name] for name in ("final-recipient", "original-recipient") if name in said]
    if not given:
        return None
    reason = _bare(said.get("diagnostic-code", ""))
    own = _CODE.search(said.get("status", ""))
    status = own[0] if own else ""
    remark = said.get("status", "").replace(status, "", 1).strip(" ()-;:")
    if not status or status in _NO_DETAIL:
        status = status_in(reason) or status
    return Recipient(
        _address(given), _action(said.get("action", ""), status), status, reason or remark
    )


def _address(given: list[str]) -> str:
    """The first address of `rfc822; anna@client.example`; a server's own names are none."""
    for value in given:
        found = _ADDRESS.search(value)
        if found:
            return found[0].lower()
    return _bare(given[0]).lower()


def _action(word: str, status: str) -> str:
    """Some programs write "failure", others leave it out; then the status decides."""
    for beginning, action in _ACTIONS:
        if word.lower().startswith(beginning):
            return action
    return DONE if not word and status.startswith("2.") else FAILED


def _bare(value: str) -> str:
    """Without the type before the first semicolon: `smtp; 550 no such mailbox`."""
    kind, semicolon, rest = value.partition(";")
    typed = semicolon and " " not in kind.strip()
    return (rest if typed else value).strip(" <>")
