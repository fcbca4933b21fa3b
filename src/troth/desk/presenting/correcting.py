"""What a person puts right about a sentence: asked as a form, and read from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from troth.desk.presenting.moments import Moments, NoDayError
from troth.people.models import Contact
from troth.promises.actions.deciding import Correction
from troth.promises.actions.dues import as_said
from troth.promises.models import Finding
from troth.promises.queries.queue import Found
from troth.pure.ledger import Debt
from troth.pure.letter.shown_words import visible_line

DIRECTIONS = (
    (Debt.PROMISE, "I promised it"),
    (Debt.ASK, "They asked it of me"),
    (Debt.NEED, "They owe it to me"),
)
NOBODY = "Nobody in particular"
DAY_WHY = "A day such as Friday, 27 November or 2026-11-27. Leave it empty if no day was named."

LONGEST_WHAT = 2_000

Wrong = dict[str, str]


def correction_form(found: Found, *, moments: Moments, url: str, cancel_url: str) -> dict[str, Any]:
    """As desk/found/correct.html reads it, filled with what Troth read. One query."""
    finding = found.finding
    due = as_said(found.due)
    people = [{"value": "", "label": NOBODY}]
    people += [
        {"value": str(pk), "label": visible_line(name) or "Without a name"}
        for pk, name in finding.client.contacts.order_by("name", "pk").values_list("pk", "name")
    ]
    typed = {
        "direction": found.debt or "",
        "person": str(finding.contact_id or ""),
        "what": visible_line(finding.sentence),
        "due": _as_typed(due, moments),
    }
    return {
        "url": url,
        "cancel_url": cancel_url,
        "form": {"typed": typed, "wrong": {}},
        "directions": [{"value": debt.value, "label": label} for debt, label in DIRECTIONS],
        "people": people,
        "asks_what": True,
        "day_why": DAY_WHY,
    }


def day_form(typed: str, wrong: Wrong, *, url: str, cancel_url: str) -> dict[str, Any]:
    """The same, where only the day is asked for."""
    return {
        "url": url,
        "cancel_url": cancel_url,
        "form": {"typed": {"due": typed}, "wrong": wrong},
        "directions": [],
        "people": [],
        "asks_what": False,
        "day_why": "The letter names no day. One such as Friday, 27 November or 2026-11-27.",
    }


def corrected(said: Mapping[str, str], finding: Finding, *, moments: Moments) -> Correction | Wrong:
    """What was put right; where something is wrong with it, a sentence for each such field."""
    wrong: Wrong = {}
    directions = {debt.value: debt for debt, _ in DIRECTIONS}
    kind = directions.get(said.get("direction", ""))
    if kind is None:
        wrong["direction"] = "Choose who owes it."
    contact = _contact(said.get("person", ""), finding)
    if said.get("person") and contact is None:
        wrong["person"] = "That person does not work at this client. Choose again."
    what = said.get("what", "").replace("\0", "").strip()  # PostgreSQL takes no null byte
    if not what or len(what) > LONGEST_WHAT:
        wrong["what"] = "Say in a few words what it is about."
    due = None
    try:
        due = moments.typed_day(said.get("due", "").replace("\0", ""))
    except NoDayError as error:
        wrong["due"] = str(error)
    return wrong or Correction(what, contact=contact, kind=kind, due=due)


def _contact(wanted: str, finding: Finding) -> Contact | None:
    contacts = {str(it.pk): it for it in finding.client.contacts.all()} if wanted else {}
    return contacts.get(wanted)


def _as_typed(due: Any, moments: Moments) -> str:
    if due is None:
        return ""
    if isinstance(due, datetime):
        return f"{moments.local(due):%Y-%m-%d %H:%M}"
    return str(due.isoformat())
