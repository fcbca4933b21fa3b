"""The lines of Today as text: what `troth today` prints, and the letter that says the same.

Plain values in, plain values out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from troth.agenda.telling import TodayLine
from troth.pure.wording.text import one_line
from troth.web.days import count_words, full_day_words

INDENT = "    "

END = (
    "From Troth, to you alone. Do not forward it: it names your clients. It comes once a day, and "
    "only when somebody waits. You say when, or stop it, under You or with `troth digest`."
)


@dataclass(frozen=True, slots=True)
class Digest:
    """The letter of a day. Its subject names nobody: a locked telephone shows it."""

    subject: str
    text: str


def digest(lines: Sequence[TodayLine], *, today: date, desk: str) -> Digest:
    """The letter that says on `today` what these lines say.

    `desk` is the address of the pages with a slash at its end, "" where nobody has said it; then
    there is no link. Clients stand apart: indents alone are lost on a telephone.
    """
    parts = [full_day_words(today), *map(line_text, lines)]
    if desk:
        parts.append(f"Today: {desk}")
    return Digest(subject(lines), "\n\n".join([*parts, END]))


def subject(lines: Sequence[TodayLine]) -> str:
    """How much there is, without a name."""
    urgent = sum(line.is_urgent for line in lines)
    return f"Today: {urgent or 'nothing'} urgent, {count_words(len(lines), 'line')}"


def is_worth_a_letter(lines: Sequence[TodayLine]) -> bool:
    """Whether a word is due to anybody, or something that was found in mail waits."""
    return any(line.is_due or line.to_look_at for line in lines)


def line_text(line: TodayLine) -> str:
    """A client's name and below it what there is to say, the pressing sentences first."""
    found = f"{line.to_look_at} found in mail to decide." if line.to_look_at else ""
    said = (
        line.overdue,
        line.endangered,
        line.word,
        line.they_wait,
        line.we_wait,
        line.heard,
        found,
    )
    mark = "! " if line.is_urgent else "  "
    return "\n".join(
        [f"{mark}{one_line(line.name)}", *(f"{INDENT}{one_line(it)}" for it in said if it)]
    )
