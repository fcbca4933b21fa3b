"""Letters in which Alice asks Anna for something and Anna answers, taken in the real way."""

from tests.promises.letters import ALICE, ANNA, letter, taken_in
from troth.forecasts.queries.turnaround import Measured, turnaround
from troth.people.access import Viewer
from troth.promises.actions.settling import settle

LOGO = "Could you send me the logo, please?"
HERE = "The logo is attached."


def ask(cast, number=1, *, day=-20.0, words=LOGO, subject="Logo", **said):
    said = {"sender": ALICE, "to": ANNA} | said
    taken_in(
        cast, letter(f"Hello,\n\n{words}\n\nBest", day=day, number=number, subject=subject, **said)
    )
    settle(cast.acme, at=cast.at)


def reply(cast, number=1, *, day, words=HERE, subject="Logo", **said):
    said = {"sender": ANNA, "to": ALICE} | said
    raw = letter(
        f"Hello Alice,\n\n{words}\n\nBest", day=day, number=number + 500 + int(day * 10 + 5000),
        answers=number, subject=f"Re: {subject}", **said,
    )  # fmt: skip
    taken_in(cast, raw)
    settle(cast.acme, at=cast.at)


def measured(cast, **said) -> list[Measured]:
    return turnaround(Viewer(cast.alice), **({"at": cast.at} | said))
