"""How it goes with a mailbox, in sentences."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.mail.models import Mailbox, MailboxState
from troth.web.days import clock_words, day_words


def told(box: Mailbox, *, at: datetime, zone: str) -> str:
    """Its place, its state, when it was looked into, and what trouble it has since when."""
    here = ZoneInfo(zone)
    lines = [box.place, f"    {_state(box)}"]
    if box.looked_at and box.state != MailboxState.CHOOSING:
        lines[1] += f" Last looked into {_when(box.looked_at, at=at, zone=here)}."
    if box.trouble and box.trouble_since:
        since = _when(box.trouble_since, at=at, zone=here)
        lines += [f"    Trouble since {since}:", *(f"    {it}" for it in box.trouble.splitlines())]
    return "\n".join(lines)


def _state(box: Mailbox) -> str:
    window = f" for letters since {box.since_on.isoformat()}" if box.since_on else ""
    return {
        MailboxState.CHOOSING: "Waits for you to choose whose mail is read; nothing is stored.",
        MailboxState.LOOKING: f"Looked into every five minutes{window}.",
        MailboxState.PAUSED: "Paused.",
    }[MailboxState(box.state)]


def _when(moment: datetime, *, at: datetime, zone: ZoneInfo) -> str:
    today = at.astimezone(zone).date()
    return (
        f"{day_words(moment.astimezone(zone).date(), today=today)} {clock_words(moment, zone=zone)}"
    )
