"""Whether they and I say Sie or du, vous or tu, usted or tú, Mr Hill or Robin."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.heard import Heard
from troth.pure.courtesy.marks import Mark
from troth.pure.courtesy.model import Field, Proposal

MOST_VOTES = 5
"""The newest letters that show a form: people change from Sie to du, and do not change back."""

AGREED, ALONE, DIVIDED, MINE = 0.95, 0.85, 0.6, 0.85
PRONOUN, GREETING = 3, 2
ONLY_GREETED = 0.1
"""What is taken off where a greeting shows the form and no pronoun does."""


class _Vote(NamedTuple):
    value: str
    heard: Heard
    mark: Mark
    is_greeting: bool


def address_form(case: Case) -> Iterator[Proposal]:
    """The form of their newest letters to me; of mine to them where theirs show none."""
    votes = _votes(_to_me_alone(case), case.my_names.given)
    share = 1.0
    if not votes:
        votes, share = _votes(_to_them_alone(case), case.their_names.given), MINE
    if votes:
        yield _decided(votes, share)


def _to_me_alone(case: Case) -> list[Heard]:
    """Their letters to me and nobody else, or all where there are none: "vous" may be several."""
    alone = [heard for heard in case.theirs if _only_to(heard, case.me)]
    return alone or list(case.theirs)


def _to_them_alone(case: Case) -> list[Heard]:
    return [heard for heard in case.mine if _only_to(heard, case.them)]


def _only_to(heard: Heard, addresses: frozenset[str]) -> bool:
    return bool(heard.letter.to) and all(to.email in addresses for to in heard.letter.to)


def _votes(letters: Iterable[Heard], names: frozenset[str]) -> list[_Vote]:
    votes: list[_Vote] = []
    for heard in letters:
        vote = _vote(heard, names)
        if vote:
            votes.append(vote)
        if len(votes) == MOST_VOTES:
            break
    return votes


def _vote(heard: Heard, names: frozenset[str]) -> _Vote | None:
    """What one letter shows; None where it shows nothing or both alike."""
    marks = heard.marks
    greeted = [mark for mark in marks.get("named-greeting", ()) if mark.name.lower() in names]
    formal = [*marks.get("formal", ()), *marks.get("formal-capital", ())]
    informal = [*marks.get("informal", ())]
    weights = {
        "formal": PRONOUN * len(formal) + GREETING * bool(marks.get("formal-greeting")),
        "informal": PRONOUN * len(informal) + GREETING * bool(greeted),
    }
    value = max(weights, key=lambda key: weights[key])
    if weights["formal"] == weights["informal"]:
        return None
    pronouns = formal if value == "formal" else informal
    greetings = marks.get("formal-greeting", []) if value == "formal" else greeted
    return _Vote(value, heard, (pronouns or greetings)[0], not pronouns)


def _decided(votes: Sequence[_Vote], share: float) -> Proposal:
    """The form of most votes; of as many for each, that of the newest letter."""
    values = [vote.value for vote in votes]
    value = max(values, key=values.count)
    shown = next(vote for vote in votes if vote.value == value)
    certainty = _certainty(votes)
    reason = f"{values.count(value)} of the newest {len(votes)} letters that show a form."
    return Proposal(
        Field.ADDRESS_FORM,
        value,
        shown.heard.sentence(shown.mark),
        shown.heard.letter.message_id,
        round(certainty * share, 2),
        reason=reason,
    )


def _certainty(votes: Sequence[_Vote]) -> float:
    if len({vote.value for vote in votes}) > 1:
        return DIVIDED
    certainty = AGREED if len(votes) > 1 else ALONE
    return certainty - ONLY_GREETED * all(vote.is_greeting for vote in votes)
