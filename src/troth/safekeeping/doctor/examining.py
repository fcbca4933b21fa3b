"""Asking every question, one after the other."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from troth.safekeeping.doctor.answers import Answer, Asked, Question, State, unknown
from troth.safekeeping.doctor.backups import backups
from troth.safekeeping.doctor.calendars import calendars
from troth.safekeeping.doctor.chains import chains
from troth.safekeeping.doctor.clock import clock, moments
from troth.safekeeping.doctor.database import is_up_to_date, reachable, whole
from troth.safekeeping.doctor.disk import disk
from troth.safekeeping.doctor.key import key_file, sealed
from troth.safekeeping.doctor.mailboxes import mailboxes
from troth.safekeeping.doctor.outgoing import outgoing
from troth.safekeeping.doctor.versions import versions
from troth.safekeeping.doctor.work import work, worker
from troth.safekeeping.doctor.zones import zones

OF_THE_MACHINE: tuple[tuple[str, Question], ...] = (
    ("disk", disk),
    ("clock", clock),
    ("key", key_file),
    ("versions", versions),
)
OF_THE_PRACTICE: tuple[tuple[str, Question], ...] = (
    ("database", whole),
    ("key", sealed),
    ("mailboxes", mailboxes),
    ("calendars", calendars),
    ("worker", worker),
    ("jobs", work),
    ("outbox", outgoing),
    ("record", chains),
    ("clock", moments),
    ("zones", zones),
    ("backup", backups),
)
"""These need a database that this version of Troth knows."""


def examine(asked: Asked) -> Iterator[Answer]:
    """Every answer, as soon as it is known. Nothing raises: what a question meets is an answer."""
    for about, question in OF_THE_MACHINE:
        yield from _answers(about, question, asked)
    first = [*_answers("database", reachable, asked)]
    if _are_good(first):
        first += _answers("database", is_up_to_date, asked)
    yield from first
    if _are_good(first):
        for about, question in OF_THE_PRACTICE:
            yield from _answers(about, question, asked)


def _are_good(answers: list[Answer]) -> bool:
    return all(it.state in {State.FINE, State.NOTE} for it in answers)


def _answers(about: str, question: Question, asked: Asked) -> Iterator[Answer]:
    try:
        yield from question(asked)
    except Exception as error:  # noqa: BLE001  # a question that fails is an answer too
        if isinstance(error, DatabaseError):
            connection.close()  # what is broken must not break the questions after it
        said = str(error).strip().partition("\n")[0] or "no more is known"
        yield unknown(
            about,
            f"This could not be looked at: {type(error).__name__}: {said.rstrip('.')}.",
            do="Look at it by hand; the sentence above is all that is known.",
        )
