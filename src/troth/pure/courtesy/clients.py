"""What all letters of a client tell: its name, its kind, and how often it hears from me."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from troth.pure.courtesy.case import Case, hear
from troth.pure.courtesy.heard import Heard
from troth.pure.courtesy.marks import words_of_any
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.name import name as name_of_contact
from troth.pure.courtesy.persons import compact
from troth.pure.letter import Letter

LONG = timedelta(days=90)
MONTHS = 3
"""Calendar months with letters that a running agreement shows at least."""

LEAST_CADENCE, MOST_CADENCE, USUAL_CADENCE = 3, 30, 14
LEAST_GAPS = 3
SAID, SEEN, SOLD, ASKED, COUNTED, ASSUMED = 0.85, 0.75, 0.6, 0.5, 0.8, 0.4
FROM_DOMAIN, FROM_SIGNATURES = 0.6, 0.9
_ALWAYS_LARGE = frozenset({"it", "ag", "kg", "tv", "hr", "uk", "eu", "ev", "sl", "sa", "edv"})
_SPELLED = {"gmbh": "GmbH", "sarl": "SARL", "ltd": "Ltd"}


def propose_client(
    theirs: Sequence[Letter], mine: Sequence[Letter], *, me: Collection[str]
) -> tuple[Proposal, ...]:
    """A client's name, its kind and its cadence, from the letters of all its contacts and mine.

    Both are newest first. Only what is proposed as a client gets a cadence in days.
    """
    case = hear(theirs, mine, me=me)
    if not case.theirs and not case.mine:
        return ()
    kind = _kind(case)
    cadence = [_cadence(case)] if kind.value == "client" else []
    return (*_name(case), kind, *cadence)


def _name(case: Case) -> Iterator[Proposal]:
    """The organisation most signatures name, else the domain's words; a person's own name."""
    lines = [(letter, signed.organisation) for letter, signed in case.signatures]
    known = [(letter, line) for letter, line in lines if line]
    newest = (case.theirs or case.mine)[0].letter.message_id
    if known:
        counts = Counter(compact(line.value) for _, line in known)
        most = max(known, key=lambda pair: (pair[1].certainty, counts[compact(pair[1].value)]))
        letter, (value, line, certainty) = most
        yield Proposal(Field.NAME, value, line, letter.message_id, certainty)
    elif "@" in case.domain:
        yield from name_of_contact(case)
    elif case.domain:
        reason = f"From the domain {case.domain}."
        value = name_of_domain(case.domain)
        yield Proposal(Field.NAME, value, "", newest, FROM_DOMAIN, reason=reason)


def name_of_domain(domain: str) -> str:
    """A domain's first label as a name is written.

    >>> name_of_domain("harbour-it.example")
    'Harbour IT'
    """
    words = domain.partition(".")[0].replace("_", "-").split("-")
    return " ".join(_written(word) for word in words if word)


def _kind(case: Case) -> Proposal:
    """A client by words of an agreement or by long traffic, a customer by those of one sale."""
    letters = _newest_first(case)
    agreed = _first_said(letters, "agreement")
    sold = _first_said(letters, "sale")
    sent = [heard.letter.sent_at for heard in letters if heard.letter.sent_at]
    if agreed:
        return _said_kind("client", *agreed, SAID)
    span = max(sent) - min(sent) if sent else timedelta()
    months = len({(at.year, at.month) for at in sent})
    if span > LONG and months >= MONTHS and case.theirs and case.mine:
        reason = f"{len(letters)} letters both ways over {span.days} days."
        return Proposal(Field.KIND, "client", "", letters[0].letter.message_id, SEEN, reason=reason)
    if sold:
        return _said_kind("customer", *sold, SOLD)
    reason = f"{len(letters)} letters over {span.days} days, and no word of an agreement or order."
    return Proposal(Field.KIND, "prospect", "", letters[0].letter.message_id, ASKED, reason=reason)


def _cadence(case: Case) -> Proposal:
    """The usual number of days between my letters, or fourteen where they are few."""
    newest = (case.mine or case.theirs)[0].letter.message_id
    days = sorted({heard.letter.sent_at.date() for heard in case.mine if heard.letter.sent_at})
    gaps = [(later - day).days for day, later in pairwise(days)]
    if len(gaps) < LEAST_GAPS:
        reason = f"I have written on {len(days)} days only: two weeks are assumed."
        return _days(USUAL_CADENCE, newest, ASSUMED, reason)
    usual = median(gaps)
    value = min(MOST_CADENCE, max(LEAST_CADENCE, round(usual)))
    reason = f"I have written on {len(days)} days, half of the gaps {usual:g} days or less."
    return _days(value, newest, COUNTED, reason)


def _days(value: int, message_id: str, certainty: float, reason: str) -> Proposal:
    return Proposal(Field.CADENCE_DAYS, str(value), "", message_id, certainty, reason=reason)


def _newest_first(case: Case) -> list[Heard]:
    def sent(heard: Heard) -> float:
        at: datetime | None = heard.letter.sent_at
        return at.timestamp() if at else float("-inf")

    return sorted([*case.theirs, *case.mine], key=sent, reverse=True)


def _first_said(letters: Sequence[Heard], kind: str) -> tuple[Heard, str] | None:
    return next(((heard, said) for heard in letters for _, said in heard.said(kind)), None)


def _said_kind(value: str, heard: Heard, sentence: str, certainty: float) -> Proposal:
    return Proposal(Field.KIND, value, sentence, heard.letter.message_id, certainty)


def _written(word: str) -> str:
    if word in _ALWAYS_LARGE:
        return word.upper()
    return _SPELLED.get(word) or (word if word in words_of_any("particle") else word.capitalize())
