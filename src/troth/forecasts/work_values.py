"""Hours, as files of past work write them."""

import re
from math import isfinite

from troth.pure.forecast.table_csv import CellError

MOST_HOURS = 10_000.0
"""Five years of work: more is a slip of the hand."""

CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,9})?", re.ASCII)


class ValueRefusedError(CellError):
    """A value that cannot be what its column should hold; the words say what to write."""


def hours(text: str) -> float:
    """Hours as 3.5, 3,5, 3:30 or 03:30:00; 0 is given back too. Raises ValueRefusedError."""
    if found := CLOCK.fullmatch(text):
        value = int(found[1]) + int(found[2]) / 60 + int(found[3] or 0) / 3600
    elif NUMBER.fullmatch(text):
        value = float(text.replace(",", "."))
    else:
        raise ValueRefusedError(f'"{text}" are no hours. Write them like 3.5 or 3:30.')
    if not isfinite(value) or value > MOST_HOURS:
        raise ValueRefusedError(f"{text} hours are more than anybody works. Mend the line.")
    return value
