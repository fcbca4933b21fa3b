"""Which of 3/4 is the month, as a text's other dates say."""

import re

MONTHS, DAYS = 12, 31

_ORDER = re.compile(
    r"(?<![\w./:-])(?!24/7(?!/))([0-9]{1,2})/([0-9]{1,2})(?:/(?:[0-9]{4}|[0-9]{2}))?(?![\w/])(?!\.\d)",
    re.ASCII,
)


def writes_month_first(text: str) -> bool | None:
    """Whether 3/4 is the 4th of March, as the text's unmistakable dates say; None where none does.

    A date is unmistakable where one of its numbers is no month: 25/3/2026, 3/25. "24/7" is none.
    """
    if "/" not in text:
        return None
    votes = 0
    for first, second in _ORDER.findall(text):
        if DAYS >= int(first) > MONTHS >= int(second) > 0:
            votes -= 1
        elif DAYS >= int(second) > MONTHS >= int(first) > 0:
            votes += 1
    return votes > 0 if votes else None
