"""Findings for tests, as reading a letter would store them."""

from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count

from troth.mail.models import Filing, Message
from troth.people.models import Client
from troth.promises.learning import learned, likely_by
from troth.promises.models import Finding

_number = count(1)


def letter(client: Client, *, is_mine: bool = True, at: datetime, subject: str = "") -> Message:
    number = next(_number)
    digest = sha256(str(number).encode()).digest()
    people = ["alice@harbour-it.example", ["anna@acme.example"], []]
    message = Message.objects.create(
        practice=client.practice,
        digest=digest,
        key=number,
        subject_key=number,
        sent_at=at,
        subject=subject,
        people=people,
        is_mine=is_mine,
        taken_in_at=at,
    )
    Filing.objects.create(message=message, client=client, sent_at=at, is_mine=is_mine)
    return message


def finding(client: Client, *, at: datetime, days_ago: int = 3, **said) -> Finding:
    """A promise of ours three days before `at`, unless told otherwise."""
    said_at = at - timedelta(days=days_ago)
    is_mine = said.setdefault("is_mine", True)
    message = letter(client, is_mine=is_mine, at=said_at)
    columns = {
        "kind": "promise",
        "language": "en",
        "rule": "en/promise/will-do",
        "certainty": 0.9,
        "sentence": "I'll send the plan by Friday.",
        "start": 0,
        "end": 29,
        "standing": "open",
        "contact": client.contacts.first(),
    }
    found = Finding(
        practice=client.practice,
        client=client,
        message=message,
        said_at=said_at,
        **(columns | said),
    )
    found.likely = likely_by(learned(client.practice_id), found)
    found.save(force_insert=True)
    return found
