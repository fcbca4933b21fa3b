"""Reports of mail servers that a letter of ours did not arrive."""

import logging
from datetime import datetime
from typing import NamedTuple

from troth.mail.looking.letters import Envelope
from troth.mail.places import Place
from troth.pure.letter import parse
from troth.pure.letter.bounce import speaks_for_a_server
from troth.pure.letter.shown_words import visible_line

log = logging.getLogger("troth.mail")

MOST_BYTES = 4 << 20
"""Of a report: it is a few lines, and at most the letter that came back."""

MOST_SAID = 500


class Returned(NamedTuple):
    """A letter that came back.

    `email` is the address that it did not reach and `original` its Message-ID, each "" where the
    report does not say. `said` is why, in the server's words with its code. `at` is None where the
    report has no date.
    """

    email: str
    original: str
    said: str
    at: datetime | None


def may_tell(envelope: Envelope) -> bool:
    """Whether a mail server may have written it: such a letter names no client among its people."""
    return envelope.sender is not None and speaks_for_a_server({}, envelope.sender)


def returned(place: Place) -> Returned | None:
    """What the report there says; None for a mere delay and for what is no report. Never raises."""
    try:
        letter = parse(place.read(MOST_BYTES))
    except Exception:
        log.exception("A letter of a mail server could not be read: %s", place.name)
        return None
    bounce = letter.bounce
    if bounce is None or bounce.action == "delayed":
        return None
    return Returned(
        email=bounce.address.lower(),
        original=bounce.original,
        said=_said(bounce.reason, bounce.status),
        at=letter.sent_at,
    )


def _said(reason: str, status: str) -> str:
    """The server's words on one line, with the code of RFC 3463 where they do not hold it."""
    words = visible_line(reason).strip().rstrip(".")
    code = f" ({status})" if status and status not in words else ""
    return f"{words or 'the server does not say why'}{code}"[:MOST_SAID]
