"""The key: whether it is there, hidden from others, and the one that sealed the passwords."""

import os
import stat
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from troth.calendars.models import TABLE as CALENDAR
from troth.calendars.models import Calendar
from troth.calendars.naming import shown
from troth.mail.actions.rows import TABLE as MAILBOX
from troth.mail.models import Mailbox
from troth.people.actions.grants import TABLE as GRANT
from troth.people.models import Grant
from troth.people.sealing import SealBrokenError, unseal
from troth.post.actions.senders import TABLE as SENDER
from troth.post.models import Sender
from troth.safekeeping.doctor.answers import Answer, Asked, fine, to_do
from troth.web.days import count_words

ABOUT = "key"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Sealed(NamedTuple):
    """Something sealed, and of what a person would say that it is the password."""

    name: str
    practice: UUID
    table: str
    row: UUID
    held: bytes


def key_file(asked: Asked) -> Iterator[Answer]:
    """Whether it is there, and nobody else can read it. It may be in TROTH_KEY instead."""
    if os.environ.get("TROTH_KEY"):
        yield fine(ABOUT, "The key is in TROTH_KEY.")
        return
    path = asked.home / "key"
    if not path.exists():
        yield to_do(
            ABOUT,
            f"{path} is gone.",
            do="Put back the one from your backup before Troth starts again and makes another.",
        )
    elif path.stat().st_mode & OTHERS:
        yield to_do(ABOUT, f"Others can read {path}.", do=f"Run `chmod 600 {path}`.")
    else:
        yield fine(ABOUT, "The key file is there, and nobody else can read it.")


def sealed(_asked: Asked) -> Iterator[Answer]:
    """Whether every sealed password and token can be read."""
    number = broken = 0
    for it in _everything_sealed():
        number += 1
        try:
            unseal(it.held, practice=it.practice, table=it.table, row=it.row)
        except SealBrokenError as error:
            broken += 1
            yield to_do(ABOUT, f"The password of {it.name} cannot be read.", do=str(error))
    if number and not broken:
        yield fine(ABOUT, f"It opens {count_words(number, 'sealed password')}.")


def _everything_sealed() -> Iterator[Sealed]:
    for box in Mailbox.objects.exclude(password=None).order_by("place"):
        yield Sealed(box.place, box.practice_id, MAILBOX, box.pk, bytes(box.password or b""))
    for each in Calendar.objects.exclude(password=None).order_by("address"):
        name = shown(each.address)
        yield Sealed(name, each.practice_id, CALENDAR, each.pk, bytes(each.password or b""))
    for way in Sender.objects.exclude(password=None).order_by("place"):
        yield Sealed(way.place, way.practice_id, SENDER, way.pk, bytes(way.password or b""))
    for leave in Grant.objects.exclude(refresh_token=None).order_by("account"):
        held = bytes(leave.refresh_token or b"")
        yield Sealed(str(leave), leave.practice_id, GRANT, leave.pk, held)
