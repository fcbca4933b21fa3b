"""All folders of a server, and what it tells of each, in one command where it can.

Source: RFC 5819 (LIST-STATUS), RFC 7162 (HIGHESTMODSEQ), RFC 8474 (MAILBOXID).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from troth.mail.imap.answers import Status

ITEMS = {
    b"MESSAGES": "letters",
    b"UIDVALIDITY": "validity",
    b"UIDNEXT": "uid_next",
    b"HIGHESTMODSEQ": "modseq",
    b"MAILBOXID": "identity",
}
STATUS_LINE = re.compile(
    rb"""
    (?: "(?P<quoted> (?: [^"\\] | \\. )* )" | (?P<atom> [^\s(){"]+ ) ) \s+
    \( (?P<items> .* ) \) \s*
    """,
    re.VERBOSE | re.DOTALL,
)
STATUS_REST = re.compile(rb"\s*\((?P<items>.*)\)\s*", re.DOTALL)
ITEM = re.compile(rb"([A-Z]+) \s+ (?: (\d{1,20}) | \( ([^()\s]*) \) )", re.VERBOSE)


def returned(client: Any) -> str:
    """What to ask a LIST to return of each folder."""
    items = ["MESSAGES", "UIDNEXT", "UIDVALIDITY"]
    items += ["HIGHESTMODSEQ"] if client.has_capability("CONDSTORE") else []
    items += ["MAILBOXID"] if client.has_capability("OBJECTID") else []
    uses = "SPECIAL-USE " if client.has_capability("SPECIAL-USE") else ""
    return f"RETURN ({uses}STATUS ({' '.join(items)}))"


def listed_with_statuses(client: Any) -> tuple[list[Any], dict[bytes, Status]]:
    """The lines of a LIST, and each folder's status by its raw name, where it was told."""
    imap = client._imap  # the library has no command for it
    imap.untagged_responses.clear()
    kind, replied = imap._simple_command("LIST", '""', '"*"', returned(client))
    client._checkok("LIST", kind, replied)
    _, lines = imap._untagged_response(kind, replied, "LIST")
    _, told = imap._untagged_response(kind, replied, "STATUS")
    return client._proc_folder_list(lines), statuses(told)


def statuses(told: Iterable[object]) -> dict[bytes, Status]:
    """What STATUS lines say, by the raw names of their folders; what is garbled is left out."""
    found: dict[bytes, Status] = {}
    name: bytes | None = None
    for line in told:
        if isinstance(line, tuple):  # a name that was sent as a literal; the rest follows
            name = line[1]
            continue
        if not isinstance(line, bytes):
            continue
        match = (STATUS_REST if name is not None else STATUS_LINE).fullmatch(line)
        if match:
            found[_name(match) if name is None else name] = status(match["items"])
        name = None
    return found


def status(items: bytes) -> Status:
    """What the items of one STATUS say."""
    values = {
        ITEMS[key]: identity.decode("ascii", "replace") if identity else int(number or 0)
        for key, number, identity in ITEM.findall(items)
        if key in ITEMS
    }
    return _status(values)


def _status(values: Mapping[str, Any]) -> Status:
    numbers = {key: value for key, value in values.items() if isinstance(value, int)}
    identity = values.get("identity")
    return Status(
        numbers.get("letters", 0),
        numbers.get("validity", 0),
        numbers.get("uid_next", 0),
        numbers.get("modseq", 0),
        identity if isinstance(identity, str) else "",
    )


def _name(match: re.Match[bytes]) -> bytes:
    if match["atom"] is not None:
        return match["atom"]
    return re.sub(rb"\\(.)", rb"\1", match["quoted"])
