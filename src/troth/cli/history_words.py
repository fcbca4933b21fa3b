"""What Troth knows so far, in sentences, and as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from troth.forecasts.queries.learned import FEW, Estimates, Kept, Learned, Waits
from troth.forecasts.queries.shares import Share
from troth.web.days import count_words

HOUR, DAY = 60, 8 * 60
"""Minutes of working time."""


def sentences(known: Learned) -> Iterator[str]:
    """What is known, a sentence or two each; where there is little, that there is little."""
    for waits in known.waits:
        yield _waits(waits)
    yield _all_waits(known.all_waits)
    for kept in known.kept:
        yield _kept(kept)
    yield _all_kept(known.all_kept)
    yield _estimates(known.estimates)
    yield _share(known.share)


def as_json(known: Learned) -> str:
    """One line: what the sentences say, the numbers unrounded enough."""
    said: dict[str, Any] = {
        "answers": [_plain(it) for it in known.waits],
        "all_answers": _plain(known.all_waits),
        "promises": [_plain(it) for it in known.kept],
        "all_promises": _plain(known.all_kept),
        "estimates": _plain(known.estimates),
        "share": _plain(known.share),
    }
    return json.dumps(said, ensure_ascii=False)


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in row._asdict().items()
    }


def _waits(it: Waits) -> str:
    if it.answers < FEW:
        few = f"{it.client}: so far {_of(it)}; until there are {FEW}"
        return f"{few}, what others took counts for more: {_within(it)}."
    return f"{it.client} answers: {_within(it)} ({_of(it)})."


def _all_waits(it: Waits) -> str:
    if not (it.answers or it.still_open):
        return (
            f"No client was asked for anything in the letters here yet. Assumed is: {_within(it)}."
        )
    if it.answers < FEW:
        few = f"All clients together: so far {_of(it)}"
        return f"{few}; until there are {FEW}, what Troth assumes decides: {_within(it)}."
    return f"All clients together: {_within(it)} ({_of(it)})."


def _of(it: Waits) -> str:
    said = count_words(it.answers, "answer") if it.answers else "no answer"
    return f"{said}, {count_words(it.still_open, 'ask')} still open" if it.still_open else said


def _within(it: Waits) -> str:
    usual, mostly = _working(it.usual_minutes), _working(it.mostly_minutes)
    return f"half within {usual}, 4 of 5 within {mostly} of their working time"


def _working(minutes: float) -> str:
    if minutes < HOUR:
        return "an hour"
    if minutes < DAY:
        return count_words(-(-int(minutes) // HOUR), "hour")
    days = round(minutes / DAY, 1)
    return "1 day" if days == 1 else f"{days:g} days"


def _kept(it: Kept) -> str:
    if it.usual_days is None or it.mostly_days is None:
        return f"{it.client}: {count_words(it.promises, 'promise')} kept so far{_late(it)}."
    within = f"half within {_days(it.usual_days)}, 4 of 5 within {_days(it.mostly_days)}"
    return f"Promises to {it.client}: {within} ({it.promises:,} kept{_late(it)})."


def _all_kept(it: Kept) -> str:
    if not it.promises:
        return "No promise was kept here yet, so how long yours take is not known."
    if it.usual_days is None or it.mostly_days is None:
        few = f"{count_words(it.promises, 'promise')} kept so far{_late(it)}"
        return f"{few}: too few to tell how long yours take."
    within = f"half within {_days(it.usual_days)}, 4 of 5 within {_days(it.mostly_days)}"
    return f"All your promises: {within} ({it.promises:,} kept{_late(it)})."


def _late(it: Kept) -> str:
    return f", {it.late:,} of them late" if it.late else ""


def _days(days: float) -> str:
    return "a day" if days <= 1 else f"{days:.0f} days" if days >= 10 else f"{days:.1f} days"


def _estimates(it: Estimates) -> str:
    if it.usual_ratio is None or it.mostly_ratio is None:
        pieces = count_words(it.pieces, "finished piece") if it.pieces else "No finished piece"
        return (
            f"{pieces} of your work had an estimate: too few to tell how yours turn out. "
            "`troth did --hours 3.5 --estimated 3` adds one, `troth history import` many."
        )
    usual, mostly = f"{it.usual_ratio:.2g}", f"{it.mostly_ratio:.2g}"
    return (
        f"Your estimates: half of {it.pieces:,} pieces of work took at most {usual} times what you "
        f"had said, 4 of 5 at most {mostly} times. Nobody but you is told this."
    )


def _share(it: Share) -> str:
    if it.is_said:
        return (
            f"Of your free time {it.share:.0%} goes into such work: you set that (`troth hours`)."
        )
    if not it.weeks:
        return (
            f"How much of your working time goes into such work is not known yet. Assumed is "
            f"{it.share:.0%}."
        )
    return (
        f"Of your free time {it.share:.0%} goes into work that was logged, "
        f"by {count_words(it.weeks, 'week')}. Free are your hours (`troth hours`) less what stands "
        f"in your calendars."
    )
