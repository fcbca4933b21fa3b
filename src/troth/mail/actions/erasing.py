"""A letter's text is erased; that it was there stays known."""

from datetime import datetime

from troth.mail.models import Message, Raw


def empty(message: Message, *, at: datetime) -> Message:
    """Erase a letter's bytes, subject, sender's name and problems; its digest and people stay.

    By its digest it is not taken in again. It is a part of `promises.actions.erasing.erase`, which
    also erases what was found in it, and whose transaction it needs.
    """
    held = Message.objects.select_for_update(no_key=True).get(pk=message.pk)
    Raw.objects.filter(message=held).delete()
    held.subject, held.sender_name, held.problems = "", "", []
    held.erased_at = held.erased_at or at
    held.save(update_fields=("subject", "sender_name", "problems", "erased_at"))
    return held
