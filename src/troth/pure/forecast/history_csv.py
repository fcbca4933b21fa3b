"""Finished work from a CSV file: what was estimated, and what it came to."""

from typing import NamedTuple

from troth.pure.forecast.effort import Done
from troth.pure.forecast.table_csv import CellError, LeftOut, Row, each_once

NEEDED = ("estimated_hours", "actual_hours", "estimated_on", "completed_on")
"""`id`, `person` and `kind` are read as well where the file has them."""

MOST_HOURS = 100_000
"""More than one working life: a slip of the unit, which would outweigh all else."""


class History(NamedTuple):
    """The pieces of work that can be counted, in the order of the file, and what was left out."""

    done: list[Done]
    left_out: list[LeftOut]


def read_history(raw: bytes) -> History:
    """Read the bytes of a CSV file; a row that cannot be counted is left out with its reason.

    Of two rows with one id the first counts. Raises TableError where a needed column is missing.
    """
    return History(*each_once(raw, _done, needed=NEEDED))


def _done(row: Row) -> Done:
    done = Done(
        estimated_hours=_hours(row, "estimated_hours"),
        actual_hours=_hours(row, "actual_hours"),
        estimated_on=row.day("estimated_on"),
        completed_on=row.day("completed_on"),
        person=row.text("person"),
        kind=row.text("kind"),
    )
    if done.completed_on < done.estimated_on:
        raise CellError(
            f"It was completed on {done.completed_on}, before it was estimated "
            f"on {done.estimated_on}. Put the days right."
        )
    return done


def _hours(row: Row, column: str) -> float:
    hours = row.number(column)
    if not 0 < hours <= MOST_HOURS:
        raise CellError(f"{column} must be more than 0 and at most {MOST_HOURS}, not {hours:g}.")
    return hours
