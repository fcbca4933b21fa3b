"""A letter of ours that has just left is kept, before anybody finds it in a mailbox."""

import json
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from troth.mail.filing import Taken
from troth.mail.models import Filing, Message, Raw
from troth.people.models import Client, Practice


def file_own(letter: Taken, client: Client, *, at: datetime) -> Message:
    """The letter in its client's file, once: its copy in the Sent folder is found to be this one.

    In the transaction of whoever tells that it left; it appends nothing.
    """
    Practice.objects.select_for_update(no_key=True).get(pk=client.practice_id)
    message = _known(letter, client) or _stored(letter, client, at=at)
    filing = {"sent_at": letter.sent_at or at, "is_mine": True, "is_word": True}
    Filing.objects.get_or_create(message=message, client=client, defaults=filing)
    return message


def _known(letter: Taken, client: Client) -> Message | None:
    """As `mail.actions.filing` knows a letter: by its bytes, or its id, its sender and its time."""
    same = Q(digest=letter.digest) | Q(key=letter.key, sent_at=letter.sent_at)
    found = Message.objects.filter(same, practice_id=client.practice_id)
    return next((it for it in found if it.people[0] == letter.sender), None)


def _stored(letter: Taken, client: Client, *, at: datetime) -> Message:
    message = Message.objects.create(
        id=UUID(letter.pk),
        practice_id=client.practice_id,
        digest=letter.digest,
        message_id=letter.message_id,
        key=letter.key,
        references=json.loads(letter.references),
        subject_key=letter.subject_key,
        sent_at=letter.sent_at,
        sent_offset=letter.sent_offset,
        subject=letter.subject,
        sender_name=letter.sender_name,
        people=json.loads(letter.people),
        is_mine=True,
        is_quiet=letter.is_quiet,
        language=letter.language,
        problems=json.loads(letter.problems),
        taken_in_at=at,
    )
    Raw.objects.create(message=message, packed=letter.packed)
    return message
