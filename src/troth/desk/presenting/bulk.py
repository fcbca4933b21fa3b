"""What of the queue can be answered together."""

from datetime import datetime

from troth.desk.presenting.found import Asking
from troth.promises.queries.queue import MOST_COUNTED, WINDOW, Next

FEW = 2
"""From so many on, answering together is quicker than one by one."""


def bulk(waiting: Next, asking: Asking, *, at: datetime) -> list[dict[str, str]]:
    """As desk/found/bulk.html reads it."""
    together = []
    if waiting.sure >= FEW:
        together.append(_sure(waiting, asking))
    if waiting.older:
        together.append(_older(waiting.older, asking, at=at))
    return together


def _sure(waiting: Next, asking: Asking) -> dict[str, str]:
    number, url = waiting.sure, asking.url("confirm_sure")
    every = "the first" if waiting.waiting >= MOST_COUNTED else "all"
    return {
        "label": f"Confirm {every} {number:,} sure ones",
        "why": "Troth is sure of these. One undo takes all of them back.",
        "url": f"{url}{'&' if '?' in url else '?'}expected={number}",
        "key": "a",
    }


def _older(number: int, asking: Asking, *, at: datetime) -> dict[str, str]:
    more = " or more" if number >= MOST_COUNTED else ""
    one = number == 1
    return {
        "label": f"Let {number:,}{more} older {'one' if one else 'ones'} go",
        "why": f"{'It is' if one else 'They are'} from before "
        f"{asking.moments.due((at - WINDOW).astimezone(asking.moments.zone).date())}. "
        "Nothing is learned from it, and one undo brings them back.",
        "url": asking.url("let_go"),
        "key": "l",
    }
