"""What was found in mail, as a question with its answers."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from troth.desk.presenting.letters import Place, paper_of_letter, paper_of_note
from troth.desk.presenting.moments import Moments
from troth.people.access import Viewer
from troth.promises.actions.dues import as_said
from troth.promises.models import Finding, FindingState
from troth.promises.queries.queue import Found
from troth.pure.ledger import Debt, Standing
from troth.pure.letter.shown_words import visible_line
from troth.web.addresses import address

LONGEST = 140
"""Characters of a sentence in a question; the whole of it is lit in its letter."""

QUITE, RATHER, PERHAPS = 0.9, 0.8, 0.6

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}

ASKED = {
    Debt.PROMISE: "Did you promise this?",
    Debt.ASK: "Do they ask this of you?",
    Debt.NEED: "Do you wait for this?",
    None: "Does anybody owe something by this?",
}
NOT_ONE = {
    Debt.PROMISE: "Not a promise",
    Debt.ASK: "Not an ask",
    Debt.NEED: "Not a need",
    None: "Nothing",
}
DONE = {
    Debt.PROMISE: "Already done",
    Debt.ASK: "Already answered",
    Debt.NEED: "Already here",
    None: "",
}

SAYS = {
    ("promise", True): "You promised {who}",
    ("promise", False): "{Who} promised you",
    ("ask", True): "You asked {who}",
    ("ask", False): "{Who} asked you",
    ("need", True): "You asked {who}",
    ("need", False): "{Who} promised you",
    ("deferral", True): "You told {who} that it will be later",
    ("deferral", False): "{Who} told you that it will be later",
    ("alarm", False): "{Who} told you that something is down",
    ("inquiry", False): "{Who} told you of an idea",
}
"""Who says what to whom, by the finding's kind and whether it is ours."""

LATER_LETTERS = {
    Standing.UNCLEAR: "This came later, and may have settled it:",
    Standing.DEFERRED: "This came later, and put it off:",
}

Question = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked, when, where in the queue, and of which client alone ("" for every one)."""

    viewer: Viewer
    moments: Moments
    progress: str = ""
    client: str = ""

    def url(self, name: str, *args: object) -> str:
        """An address that stays with the client that was asked for."""
        match args:
            case (UUID() as row,):
                to = address(name, row)
            case _:
                to = reverse(name, args=args)
        return f"{to}?{urlencode({'client': self.client})}" if self.client else to


def question(found: Found, asking: Asking) -> Question:
    """A finding as desk/found/finding.html reads it."""
    finding = found.finding
    is_open = finding.state == FindingState.OPEN
    return {
        "progress": asking.progress if is_open else "",
        "kind_words": ASKED[found.debt] if is_open else "You have answered this.",
        "reads": _reads(found, asking.moments),
        "certainty_words": certainty_words(found.certainty),
        "rule_words": _rule_words(finding),
        "rule_name": finding.rule,
        "about": _later(finding, asking),
        "letter": _paper(finding, asking),
        "answers": _answers(found, asking) if is_open else [_again(finding, asking)],
        "correction": None,
    }


def certainty_words(certainty: float) -> str:
    """How sure Troth is, in words."""
    if certainty >= QUITE:
        return "Quite sure"
    if certainty >= RATHER:
        return "Rather sure"
    return "Not so sure" if certainty >= PERHAPS else "A guess"


def answer(label: str, key: str, url: str, *, look: str = "", swap: bool = True) -> dict[str, Any]:
    """One answer as the template reads it; without `swap` it leads to a form."""
    return {"label": label, "key": key, "url": url, "look": look, "swap": swap}


def quoted(sentence: str) -> str:
    """A sentence on one line, in quotation marks, cut where it is long."""
    line = visible_line(sentence)
    return f"“{line}”" if len(line) <= LONGEST else f"“{line[:LONGEST].rstrip()} …”"


def who_of(finding: Finding) -> str:
    """The other side, as one would call them; "" where nobody is known."""
    name = finding.contact.name if finding.contact else ""
    return visible_line(name) or finding.counterpart


def _reads(found: Found, moments: Moments) -> str:
    """Who owes what to whom by when."""
    finding, who = found.finding, who_of(found.finding)
    says = SAYS.get((finding.kind, finding.is_mine), "{Who} said")
    told = says.format(who=who or "them", Who=who or "They")
    due = _due(finding, moments)
    actor = f" {visible_line(finding.actor)} is to do it." if finding.actor else ""
    return f"{told}: {quoted(finding.sentence)} {due}{actor}"


def _due(finding: Finding, moments: Moments) -> str:
    due = as_said(finding.deferred_to) or as_said(finding.due)
    if due is None:
        return "No day was named."
    if finding.deferred_to:
        return f"Put off until {moments.due(due)}."
    return f"{'Was due' if moments.is_over(due) else 'Due'} {moments.due(due)}."


def _rule_words(finding: Finding) -> str:
    words = f"“{visible_line(finding.words)}” reads so" if finding.words else "It reads so"
    language = LANGUAGES.get(finding.language, finding.language)
    dated = " The day is read at the time of writing." if finding.due else ""
    return f"{words} in {language}.{dated}"


def _later(finding: Finding, asking: Asking) -> list[dict[str, Any]]:
    """The later sentence that seems to have changed it."""
    settler = finding.settled_by
    title = LATER_LETTERS.get(Standing(finding.standing)) if finding.standing else None
    if settler is None or title is None:
        return []
    sentence = visible_line(finding.settling_sentence or settler.sentence)
    from_words = "You" if settler.is_mine else who_of(finding) or "They"
    url = address("letter", settler.message_id) if settler.message_id else ""
    said = {"words": sentence, "from_words": from_words, "url": url}
    return [{"title": title, "said": said | {"when": asking.moments.when(settler.said_at)}}]


def _paper(finding: Finding, asking: Asking) -> dict[str, Any]:
    place = Place(finding.sentence, finding.start, finding.end)
    if finding.note is not None:
        return paper_of_note(finding.note, place, moments=asking.moments)
    assert finding.message is not None  # it was found in a letter or in a note
    return paper_of_letter(asking.viewer, finding.message, place, moments=asking.moments)


def _answers(found: Found, asking: Asking) -> list[dict[str, Any]]:
    pk, debt = found.finding.pk, found.debt
    said = [
        answer("Yes", "y", asking.url("confirm", pk), look="first"),
        answer("Correct it", "e", asking.url("correct", pk), swap=False),
        answer(NOT_ONE[debt], "x", asking.url("dismiss", pk)),
        answer(DONE[debt], "d", asking.url("done_already", pk)),
        answer("Later", "s", asking.url("found_later", pk), look="plain"),
    ]
    return said if debt is not None else [it for it in said if it["key"] not in "yd"]


def _again(finding: Finding, asking: Asking) -> dict[str, Any]:
    return answer("Ask me again", "u", asking.url("undo", "finding", finding.pk))
