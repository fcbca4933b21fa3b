"""Until when somebody is away who let a machine say so."""

from datetime import date, datetime

from troth.pure.letter import Letter
from troth.pure.reading import Kind, languages, read

_READ = 4_000
"""Code points in which a note of absence has said until when."""


def back_on(letter: Letter) -> date | datetime | None:
    """The day that an automatic note of absence ends on, as its words have it, or None.

    "Until Friday" gives the Friday and "back on Monday" the Monday; of several days the last. It is
    what the letter's *away* findings say.
    """
    if letter.auto_reply is None or letter.sent_at is None:
        return None
    found = read(letter.new[:_READ], mine=False, at=letter.sent_at, languages=languages())
    days = [it.due for it in found if it.kind is Kind.AWAY and it.due is not None]
    return max(days, key=lambda due: due.isoformat(), default=None)
