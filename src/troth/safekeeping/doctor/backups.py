"""The last backup."""

from collections.abc import Iterator
from datetime import timedelta

from troth.people.models import Practice
from troth.record.models import Entry
from troth.safekeeping.doctor.answers import Answer, Asked, fine, note, to_do

ABOUT = "backup"
KIND = "backup.made"
OLD = timedelta(days=7)
NEW = timedelta(days=1)
"""A practice younger than this need not have one: the first is made with its first day's work."""

DO = "Make one: `troth backup FILE`, on another disk than this one."


def backups(asked: Asked) -> Iterator[Answer]:
    """How long ago one was made, for each practice but the sample one."""
    for practice in Practice.objects.filter(is_demo=False).order_by("founded_at"):
        made = Entry.objects.filter(chain=practice.pk, kind=KIND).order_by("-seq").first()
        if made is None and asked.at - practice.founded_at < NEW:
            yield note(ABOUT, f"No backup of {practice.name} was made yet.", do=DO)
        elif made is None:
            yield to_do(ABOUT, f"No backup of {practice.name} was ever made.", do=DO)
        elif asked.at - made.at > OLD:
            said = f"The last backup of {practice.name} was made {asked.ago(made.at)}."
            yield to_do(ABOUT, said, do=DO)
        else:
            yield fine(ABOUT, f"The last backup of {practice.name} was made {asked.ago(made.at)}.")
