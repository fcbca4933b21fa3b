"""Finished work from a CSV file: when it came, and when it was finished."""

from datetime import date
from functools import partial
from typing import NamedTuple

from troth.pure.forecast.delivery import Finished
from troth.pure.forecast.table_csv import CellError, LeftOut, Row, each_once

NEEDED = ("completed_on",)
"""`id`, `created_on` and `started_on` are read as well where the file has them."""


class Deliveries(NamedTuple):
    """The pieces of work that can be counted, in the order of the file, and what was left out."""

    work: list[Finished]
    left_out: list[LeftOut]


def read_deliveries(raw: bytes, *, today: date) -> Deliveries:
    """Read the bytes of a CSV file; a row that cannot be counted is left out with its reason.

    A row without `completed_on` waits still: it came and is not finished. Of two rows with one id
    the first counts; what is completed after `today` is no history. Raises TableError where the
    column `completed_on` is missing.
    """
    return Deliveries(*each_once(raw, partial(_finished, today=today), needed=NEEDED))


def _finished(row: Row, *, today: date) -> Finished:
    completed = _day(row, "completed_on")
    began = {column: _day(row, column) for column in ("created_on", "started_on")}
    for column, day in began.items():
        if completed and day and completed < day:
            raise CellError(
                f"It was completed on {completed}, before its {column}, {day}. Put the days right."
            )
    if completed and completed > today:
        raise CellError(f"It was completed on {completed}, still to come. Put the day right.")
    came = [day for day in began.values() if day]
    if not completed and not came:
        raise CellError("It has no day at all. Write completed_on like 2026-03-31.")
    return Finished(completed, min(came) if came else None)


def _day(row: Row, column: str) -> date | None:
    return row.day(column) if row.text(column) not in EMPTY else None


EMPTY = {"", "NA", "N/A", "NULL", "null", "None", "-"}
"""What programs write where there is nothing."""
