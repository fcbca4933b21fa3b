"""Hours and days, as files of past work write them."""

import re
from datetime import date
from math import isfinite

MOST_HOURS = 10_000.0
"""Five years of work: more is a slip of the hand."""

CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,9})?", re.ASCII)
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}", re.ASCII)


class ValueRefusedError(Exception):
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


def day(text: str) -> date:
    """A day as 2026-03-02, also with a time behind it, or 2.3.2026. Raises ValueRefusedError."""
    try:
        if found := DOTTED.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text.partition("T")[0].partition(" ")[0])
    except ValueError:
        pass
    if SLASHED.fullmatch(text):
        raise ValueRefusedError(
            f"{text} is one day in Europe and another in America. Export days as 2026-03-02."
        )
    raise ValueRefusedError(f'"{text}" is no day. Write it like 2026-03-02.')
