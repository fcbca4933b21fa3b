"""Promises, asks and needs in sentences."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from troth.desk.presenting.moments import Moments, long_day
from troth.promises.models import Matter, MatterKind, Outcome
from troth.promises.queries.open_lines import OpenLine
from troth.web.addresses import address
from troth.web.days import on_day_words

ERASED = "Its words were erased."
MOMENT = timedelta(microseconds=1)

SAID = {
    MatterKind.PROMISE: "You promised this",
    MatterKind.ASK: "They asked for this",
    MatterKind.NEED: "You wait for this",
}

ENDED = {
    (MatterKind.PROMISE, Outcome.RELEASED): "They let you off",
    (MatterKind.ASK, Outcome.RELEASED): "They want it no more",
    (MatterKind.NEED, Outcome.RELEASED): "You need it no more",
    (MatterKind.PROMISE, Outcome.LATE): "Kept, but late",
    (MatterKind.PROMISE, Outcome.BROKEN): "Not kept",
}

Row = dict[str, Any]
Owed = Matter | OpenLine


def rows(matters: Iterable[Matter], *, moments: Moments) -> list[Row]:
    """Lines of a list, as list_row in web/macros.html reads them."""
    return [_row(it, it.contact.name if it.contact else "", moments) for it in matters]


def open_rows(lines: Iterable[OpenLine], *, moments: Moments) -> list[Row]:
    """As `rows`."""
    return [_row(it, it.who or "", moments) for it in lines]


def _row(owed: Owed, who: str, moments: Moments) -> Row:
    return {
        "words": what_of(owed),
        "url": address("matter", owed.pk),
        "when": due_when(owed, moments=moments),
        "tone": tone_of(owed, moments=moments),
        "detail": who,
    }


def what_of(matter: Owed) -> str:
    """What is owed, on one line."""
    return " ".join(matter.what.split()) or ERASED


def tone_of(matter: Owed, *, moments: Moments) -> str:
    """Late once its due time has ended, soon on its last day and the day before."""
    if matter.outcome:
        return "quiet"
    if matter.due_at is None:
        return ""
    if matter.due_at <= moments.now:
        return "late"
    return "soon" if (due_day(matter, zone=moments.zone) - moments.today).days <= 1 else ""


def due_when(matter: Owed, *, moments: Moments) -> dict[str, str]:
    """By when, with its date behind the words; where no day was named, since when it is open."""
    if matter.outcome and matter.closed_at:
        said = moments.when(matter.closed_at)
        return {**said, "words": f"{ended(matter).lower()} {moments.on(matter.closed_at)}"}
    if matter.due_at is None:
        said = moments.when(matter.given_at)
        return {**said, "words": f"since {said['words']}"}
    day = due_day(matter, zone=moments.zone)
    if matter.due_on is None:
        clock = f"{matter.due_at.astimezone(moments.zone):%H:%M}"
        words = f"due {on_day_words(day, today=moments.today)} at {clock}"
        return {**moments.when(matter.due_at), "words": words}
    return {
        "words": f"due {on_day_words(day, today=moments.today)}",
        "iso": day.isoformat(),
        "exact": f"{long_day(day)} {day.year}",
    }


def due_day(matter: Owed, *, zone: ZoneInfo) -> date:
    """The last day on which it is still in time."""
    assert matter.due_at is not None
    return matter.due_on or (matter.due_at - MOMENT).astimezone(zone).date()


def standing(matter: Matter, *, moments: Moments) -> dict[str, str]:
    """What became of it, in one or two sentences."""
    tone = tone_of(matter, moments=moments)
    if matter.outcome:
        on = f" {moments.on(matter.closed_at)}" if matter.closed_at else ""
        return {"words": f"{ended(matter)}{on}.", "tone": tone}
    return {"words": " ".join(_open(matter, moments=moments)), "tone": tone}


def ended(matter: Owed) -> str:
    """How it ended, in a word or two."""
    kind, outcome = MatterKind(matter.kind), Outcome(matter.outcome)
    return ENDED.get((kind, outcome), outcome.value.capitalize())


def _open(matter: Matter, *, moments: Moments) -> Iterable[str]:
    kind = MatterKind(matter.kind)
    answer = " and have no answer yet" if kind is MatterKind.ASK else ""
    since = "since" if kind is MatterKind.NEED else ""
    given = moments.when(matter.given_at)["words"] if since else moments.on(matter.given_at)
    yield f"{SAID[kind]} {since} {given}{answer}.".replace("  ", " ")
    if matter.due_at is None:
        yield "No day was named."
    elif matter.due_at <= moments.now:
        yield f"It was {due_when(matter, moments=moments)['words']}."
    else:
        yield f"It is {due_when(matter, moments=moments)['words']}."
    if matter.moved_from_at is not None and matter.told_at is None:
        yield "They have not heard of the new date yet."


def day_of(iso: str, *, moments: Moments) -> str:
    """A day or an instant that the record holds, in words; "" for none."""
    if not iso:
        return ""
    if "T" not in iso:
        return long_day(date.fromisoformat(iso))
    local = datetime.fromisoformat(iso).astimezone(moments.zone)
    return f"{long_day(local.date())} at {local:%H:%M}"
