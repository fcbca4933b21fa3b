"""Reports that a letter was not delivered, or not yet. Source: RFC 3464."""

from collections.abc import Sequence
from typing import NamedTuple

from troth.pure.letter.addresses import mailboxes
from troth.pure.letter.fields import Fields, first, readable
from troth.pure.letter.found import address_in
from troth.pure.letter.model import Address, Bounce, Cut
from troth.pure.letter.part import content_type
from troth.pure.letter.report import (
    DELAYED,
    DONE,
    FAILED,
    Recipient,
    Report,
    message_id_in,
    status_in,
    worst_of,
)
from troth.pure.letter.undelivered import (
    is_delay,
    is_named_so,
    names_one_apart,
    reason_in,
    says_so,
)

_DAEMONS = frozenset(
    """mailer-daemon mailerdaemon mailer_daemon mail-daemon maildaemon mdaemon mail.daemon
    mail-delivery-subsystem mail-delivery-system maildelivery mailsystem""".split()
)
"""Names that no person has."""

_EXCHANGE = "microsoftexchange"
"""Microsoft 365 reports as microsoftexchange and a number."""

_OFFICES = frozenset(
    "postmaster systemadministrator system-administrator bounce bounces mta".split()
)
_NAMES = _DAEMONS | _OFFICES
_TITLES = frozenset(
    {
        "internet mail delivery",
        "mail administrator",
        "mail delivery service",
        "mail delivery subsystem",
        "mail delivery system",
        "mail system",
        "mailer-daemon",
        "mailer daemon",
        "microsoft outlook",
        "postmaster",
        "system administrator",
        "systemadministrator",
    }
)
"""Behind these a person may write as well."""

_BY_REPORT = "multipart/report; report-type=delivery-status"
_BY_WORDS = "A mail server wrote that a letter could not be delivered"
_DELAYED = {
    _BY_REPORT: f"{_BY_REPORT}: a delay, no failure; the server still tries",
    _BY_WORDS: "A mail server wrote that a letter is delayed; it still tries",
}


def speaks_for_a_server(fields: Fields, sender: Address | None) -> bool:
    """Whether it may be a mail server that writes: a cheap sign, and no more than that."""
    if sender is None or "x-failed-recipients" in fields:
        return True
    name = sender.email.partition("@")[0]
    if name in _NAMES or sender.name.lower() in _TITLES or name.startswith(_EXCHANGE):
        return True
    return "return-path" in fields and _has_no_return(fields)


def may_report(fields: Fields, sender: Address | None) -> bool:
    """Whether parts for programs may stand in the letter that say what became of another one."""
    return content_type(fields).kind == "multipart/report" or speaks_for_a_server(fields, sender)


def bounce_of(
    fields: Fields,
    *,
    report: Report,
    sender: Address | None,
    to: Sequence[Address],
    body: Cut,
) -> Bounce | None:
    """What a mail server reports of a letter that did not arrive, or None where it is no report.

    A report of a successful delivery is none, nor is a person's letter about one.
    """
    if not (report.statuses or speaks_for_a_server(fields, sender)):
        return None
    subject = readable(first(fields, "subject"), problems=[])
    text = "\n".join(part for part in (body.new, body.quoted, body.signature) if part)
    told = _Told(subject, text, report.original or message_id_in(text))
    own = frozenset(person.email for person in (*to, *([sender] if sender else ())))
    worst = worst_of(report)
    if worst is None:
        is_told = _is_told(fields, sender=sender, told=told)
        return _from_words(fields, told=told, own=own) if is_told else None
    return _from_report(worst, told=told, own=own) if worst.action != DONE else None


class _Told(NamedTuple):
    """What a report tells a person; `original` is the returned letter's Message-ID or ""."""

    subject: str
    text: str
    original: str


def _from_report(worst: Recipient, *, told: _Told, own: frozenset[str]) -> Bounce:
    """What the fields say; where one says nothing, what the words say."""
    return Bounce(
        _rule(_BY_REPORT, worst.action),
        worst.address or address_in(told.text, besides=own),
        worst.reason or reason_in(told.text),
        worst.status or status_in(told.text),
        worst.action,
        told.original,
    )


def _from_words(fields: Fields, *, told: _Told, own: frozenset[str]) -> Bounce:
    failed = mailboxes(fields.get("x-failed-recipients", []), problems=[])
    reason = reason_in(told.text)
    action = DELAYED if not failed and is_delay(told.subject, told.text) else FAILED
    return Bounce(
        _rule(_BY_WORDS, action),
        failed[0].email if failed else address_in(told.text, besides=own),
        reason,
        status_in(reason) or status_in(told.text),
        action,
        told.original,
    )


def _rule(rule: str, action: str) -> str:
    return _DELAYED[rule] if action == DELAYED else rule


def _is_told(fields: Fields, *, sender: Address | None, told: _Told) -> bool:
    """Whether the words are a mail server's; the less the sender says, the more they must."""
    if "x-failed-recipients" in fields:
        return True
    named, said = is_named_so(told.subject), says_so(told.text)
    name = sender.email.partition("@")[0] if sender else ""
    if name in _DAEMONS or name.startswith(_EXCHANGE):
        return named or said
    said_of_one = said and names_one_apart(told.text)
    if _has_no_return(fields):  # Automatic replies go out like that, too.
        return named or said_of_one
    return named and (said_of_one or bool(told.original))


def _has_no_return(fields: Fields) -> bool:
    """A report goes out so that nobody answers it: with an empty Return-Path, or the daemon's."""
    path = first(fields, "return-path").replace(" ", "").lower()
    return path == "<>" or path.startswith("<mailer-daemon")
