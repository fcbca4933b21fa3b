"""Reports that a letter was not delivered. Source: RFC 3464."""

import re

from troth.pure.letter.addresses import mailboxes
from troth.pure.letter.fields import Fields, first, readable
from troth.pure.letter.model import Address, Bounce

_DAEMONS = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "mdaemon", "maildaemon"})
_FIELD = re.compile(r"^([A-Za-z-]{1,40}):[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_UNDELIVERED = frozenset({"failed", ""})
_ADDRESS = re.compile(r"<([^<>@\s]{1,64}@[^<>@\s]{1,255})>")
_ADDRESS_BARE = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}\b")
_REASON = re.compile(r"\b[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3}\b)?[^\n]{1,300}")
_NOT_SENT = re.compile(
    r"undeliver|not (?:be )?deliver|delivery.{0,30}fail|fail.{0,30}deliver|returned mail"
    r"|failure notice|delivery status|unzustellbar|non remis|no entregado",
    re.IGNORECASE,
)


def bounce_of(
    fields: Fields, *, reports: tuple[bytes, ...], sender: Address | None, text: str
) -> Bounce | None:
    """Why the letter counts as a report of failed delivery, with address and reason, or None.

    `reports` are the bodies of its message/delivery-status parts. A report of a delay or of a
    successful delivery is no bounce.
    """
    for report in reports:
        return _from_report(report)
    if sender is None or sender.email.partition("@")[0] not in _DAEMONS:
        return None
    empty_path = first(fields, "return-path").replace(" ", "") == "<>"
    failed = mailboxes(fields.get("x-failed-recipients", []), problems=[])
    said = _NOT_SENT.search(readable(first(fields, "subject"), problems=[]) + "\n" + text[:2000])
    if not (failed or (empty_path and said) or (said and _REASON.search(text[:4000]))):
        return None
    return Bounce(
        "A mail server wrote that a letter could not be delivered",
        failed[0].email if failed else _address_in(text),
        _reason_in(text),
    )


def _from_report(report: bytes) -> Bounce | None:
    """The first recipient of the report who was not reached."""
    address, action, reason, status = "", "", "", ""
    for block in report.decode("utf-8", "replace").replace("\r\n", "\n").split("\n\n"):
        found = {match[1].lower(): " ".join(match[2].split()) for match in _FIELD.finditer(block)}
        recipient = found.get("final-recipient") or found.get("original-recipient")
        if recipient is None:
            continue
        address = _bare(recipient)
        action = found.get("action", "").lower()
        reason, status = _bare(found.get("diagnostic-code", "")), found.get("status", "")
        if action in _UNDELIVERED:
            break
    if action not in _UNDELIVERED:
        return None
    return Bounce(
        "multipart/report; report-type=delivery-status", address.lower(), reason or status
    )


def _bare(value: str) -> str:
    """Without the type before the semicolon: `rfc822; anna@client.example`."""
    return value.partition(";")[2].strip(" <>") if ";" in value else value.strip(" <>")


def _address_in(text: str) -> str:
    match = _ADDRESS.search(text[:4000])
    if match:
        return match[1].lower()
    bare = _ADDRESS_BARE.search(text[:4000])
    return bare[0].lower() if bare else ""


def _reason_in(text: str) -> str:
    match = _REASON.search(text[:8000])
    return " ".join(match[0].split()) if match else ""
