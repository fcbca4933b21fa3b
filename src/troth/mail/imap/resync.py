"""Opening a folder for looking only; where it can, with what has happened there since.

Source: RFC 7162 section 3.2.5 (the QRESYNC parameter) and 3.2.10 (VANISHED).
"""

import re
from typing import Any

from imapclient.exceptions import IMAPClientError

from troth.mail.imap.answers import HIGHEST_UID, Examined, Known
from troth.mail.imap.folders import ImapFolder

PASSED_OVER = frozenset((b"\\deleted", b"\\draft"))
MOST_NEWS = 50_000
"""Letters that are accounted for one by one; where more are new, they are searched for."""
UID = re.compile(rb"\bUID (\d{1,10})\b")
FLAGS = re.compile(rb"\bFLAGS \(([^()]*)\)")
RANGE = re.compile(rb"(\d{1,10})(?::(\d{1,10}))?")


def examined(client: Any, folder: ImapFolder, known: Known | None) -> Examined:
    """EXAMINE, with QRESYNC where something is known of the folder."""
    if known is None:
        return _as_examined(client.select_folder(folder.raw, readonly=True))
    imap = client._imap  # the library has no command for it
    name = client._normalise_folder(folder.raw)
    since = f"(QRESYNC ({known.validity} {known.modseq} {known.above + 1}:{HIGHEST_UID}))"
    imap.untagged_responses, imap.is_readonly = {}, True
    kind, replied = imap._simple_command("EXAMINE", name, since)
    imap.state = "SELECTED" if kind == "OK" else "AUTH"
    if kind != "OK":
        raise IMAPClientError(f"select failed: {replied}")
    reply = client._process_select_response(imap.untagged_responses)
    opened = _as_examined(reply)
    news = _news(reply, opened, known, is_draft_wanted=folder.unwanted)
    return opened._replace(news=news)


def _as_examined(reply: dict[bytes, Any]) -> Examined:
    identity = reply.get(b"MAILBOXID")
    return Examined(
        int(reply[b"EXISTS"]),
        int(reply.get(b"UIDVALIDITY", 0)),
        int(reply.get(b"UIDNEXT", 0)),
        int(reply.get(b"HIGHESTMODSEQ", 0)),
        identity[0].decode("ascii", "replace").strip("()") if identity else "",
    )


def _news(
    reply: dict[bytes, Any], opened: Examined, known: Known, *, is_draft_wanted: bool
) -> tuple[int, ...] | None:
    """The new letters, if each UID that was given out since was told or said to have vanished."""
    expected = opened.uid_next - 1 - known.above
    if opened.validity != known.validity or not 0 <= expected <= MOST_NEWS:
        return None
    told = _told(reply.get(b"FETCH", ()))
    vanished = [
        (int(first), int(last or first))
        for line in reply.get(b"VANISHED", ())
        for first, last in RANGE.findall(line)
    ]
    gone = (
        uid
        for first, last in vanished
        for uid in range(max(first, known.above + 1), min(last, opened.uid_next - 1) + 1)
    )
    accounted = told.keys() | set(gone)
    if not accounted >= set(range(known.above + 1, opened.uid_next)):
        return None
    passed_over = frozenset[bytes]() if is_draft_wanted else PASSED_OVER
    return tuple(
        uid
        for uid, flags in sorted(told.items())
        if uid > known.above and flags.isdisjoint(passed_over)
    )


def _told(lines: Any) -> dict[int, frozenset[bytes]]:
    """The flags of each letter that was told of; one that is garbled is not accounted for."""
    told: dict[int, frozenset[bytes]] = {}
    for line in lines:
        if isinstance(line, bytes) and (uid := UID.search(line)) and (flags := FLAGS.search(line)):
            told[int(uid[1])] = frozenset(flags[1].lower().split())
    return told
