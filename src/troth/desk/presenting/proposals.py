"""What a later letter suggests about a promise, an ask or a need, as a question."""

from typing import Any

from django.urls import reverse

from troth.desk.presenting.found import Asking, Question, answer
from troth.desk.presenting.letters import Place, paper_of_letter, paper_of_note, writer_of
from troth.promises.actions.dues import as_said
from troth.promises.models import Matter, Proposal
from troth.pure.ledger import Debt, Standing
from troth.pure.letter.shown_words import visible_line

ASKED = {
    Standing.MET: "Is this settled?",
    Standing.DEFERRED: "Was this put off?",
    Standing.WITHDRAWN: "Was this called off?",
}
MET = {
    Debt.PROMISE: "seems to bring what you promised.",
    Debt.ASK: "seems to answer what they asked.",
    Debt.NEED: "seems to bring what you were waiting for.",
}
ABOUT = {
    Debt.PROMISE: "You promised this:",
    Debt.ASK: "They asked for this:",
    Debt.NEED: "You have been waiting for this:",
}
YES = {Debt.PROMISE: "Yes, kept", Debt.ASK: "Yes, answered", Debt.NEED: "Yes, it is here"}
OTHER_YES = {Standing.DEFERRED: "Yes, move it", Standing.WITHDRAWN: "Yes, let it go"}


def proposal_question(proposal: Proposal, asking: Asking) -> Question:
    """A proposal as desk/found/finding.html reads it."""
    standing = Standing(proposal.standing)
    return {
        "progress": asking.progress,
        "kind_words": ASKED[standing],
        "reads": f"{_source(proposal, asking)} {_seems(proposal, standing, asking)}",
        "certainty_words": "Why Troth asks",
        "rule_words": "A later sentence seems to change what you confirmed. It is lit here.",
        "rule_name": standing.value,
        "about": [_about(proposal.matter, asking)],
        "letter": _paper(proposal, asking),
        "answers": _answers(proposal, standing, asking),
        "correction": None,
    }


def _source(proposal: Proposal, asking: Asking) -> str:
    """Whose letter of when it was."""
    if proposal.message is None:
        return f"Your note {asking.moments.on(proposal.note.at)}" if proposal.note else "Your note"
    day = asking.moments.on(proposal.message.sent_at or proposal.at)
    writer = writer_of(proposal.message)
    return f"Your letter {day}" if writer == "You" else f"{writer}'s letter {day}"


def _seems(proposal: Proposal, standing: Standing, asking: Asking) -> str:
    if standing is Standing.MET:
        return MET[Debt(proposal.matter.kind)]
    if standing is Standing.WITHDRAWN:
        return "seems to call this off."
    due = as_said(proposal.due)
    until = f" until {asking.moments.due(due)}" if due else " and names no day"
    return f"seems to put this off{until}."


def _about(matter: Matter, asking: Asking) -> dict[str, Any]:
    who = matter.contact.name if matter.contact else ""
    is_ours = matter.kind == Debt.PROMISE
    said = {
        "words": visible_line(matter.what),
        "from_words": "You" if is_ours else visible_line(who) or "They",
        "when": asking.moments.when(matter.given_at),
        "url": reverse("matter", args=(matter.pk,)),
    }
    return {"title": ABOUT[Debt(matter.kind)], "said": said}


def _paper(proposal: Proposal, asking: Asking) -> dict[str, Any]:
    place = Place(proposal.sentence)
    if proposal.note is not None:
        return paper_of_note(proposal.note, place, moments=asking.moments)
    assert proposal.message is not None  # a letter or a note proposes
    return paper_of_letter(asking.viewer, proposal.message, place, moments=asking.moments)


def _answers(proposal: Proposal, standing: Standing, asking: Asking) -> list[dict[str, Any]]:
    accept = asking.url("proposal_accept", proposal.pk)
    asks_day = standing is Standing.DEFERRED and not proposal.due
    yes = OTHER_YES.get(standing) or YES[Debt(proposal.matter.kind)]
    return [
        answer(yes, "y", accept, look="first", swap=not asks_day),
        answer("No, still open", "x", asking.url("proposal_decline", proposal.pk)),
        answer("Later", "s", asking.url("found_later", proposal.pk), look="plain"),
    ]
