"""Mailboxes: when each was looked into, and what keeps it from being looked into."""

from collections.abc import Iterator
from datetime import timedelta

from troth.mail.models import Mailbox, MailboxState
from troth.safekeeping.doctor.answers import Answer, Asked, fine, note, to_do

ABOUT = "mailboxes"
LATE = timedelta(minutes=30)
"""After six looks that should have been."""


def mailboxes(asked: Asked) -> Iterator[Answer]:
    """One sentence for each of a member who is there."""
    boxes = list(Mailbox.objects.filter(member__is_active=True).order_by("added_at", "pk"))
    yield from (_told(box, asked) for box in boxes)
    if not boxes:
        yield note(ABOUT, "There is no mailbox yet.", do="Add one: `troth mailbox add PLACE`.")


def _told(box: Mailbox, asked: Asked) -> Answer:
    if box.trouble:
        said = " ".join(box.trouble.split()).rstrip(".")
        return to_do(ABOUT, f"{box.place} has trouble{_since(box, asked)}: {said}.", do=_mend(box))
    if box.state == MailboxState.PAUSED:
        return note(ABOUT, f"{box.place} is paused.", do="Let it go on at the desk, when you like.")
    if box.state == MailboxState.CHOOSING:
        return note(ABOUT, f"{box.place} waits for you to choose whose mail is read.")
    if box.looked_at is None:
        return _late(box, "was not looked into yet", is_late=asked.at - box.added_at > LATE)
    looked = f"was last looked into {asked.ago(box.looked_at)}"
    return _late(box, looked, is_late=asked.at - box.looked_at > LATE)


def _since(box: Mailbox, asked: Asked) -> str:
    return f" (first met {asked.ago(box.trouble_since)})" if box.trouble_since else ""


def _mend(box: Mailbox) -> str:
    if "://" not in box.place:
        return "See that the folder is there and yours to read, then `troth mailbox look`."
    if box.grant_id:
        return "Sign in again at the desk, under Mailboxes, if the sentence asks for it."
    return f"If the password is refused: `troth mailbox password {box.place}`."


def _late(box: Mailbox, said: str, *, is_late: bool) -> Answer:
    if not is_late:
        return fine(ABOUT, f"{box.place} {said}.")
    return to_do(ABOUT, f"{box.place} {said}.", do="See that Troth runs: `troth up`.")
