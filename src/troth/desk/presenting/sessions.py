"""Where a member is signed in, in words."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from troth.desk.presenting.moments import Moments
from troth.desk.signing import SIGNED, key_of
from troth.people.accounts import Session
from troth.people.actions.sessions import mark_of

# Order matters: each of these says the names of those below it too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser that does not say its name"

WAYS = {
    "link": "by a link",
    "password": "by password",
    "passkey": "by passkey",
    "firm": "through the firm",
}


def rows(held: list[Session], request: HttpRequest, moments: Moments) -> list[dict[str, Any]]:
    """This one first, then the one that was seen last."""
    here = key_of(request)
    ordered = sorted(held, key=_seen, reverse=True)
    ordered.sort(key=lambda it: it.session_key != here)
    return [_row(it, moments, is_here=it.session_key == here) for it in ordered]


def browser_words(agent: str) -> str:
    """Browser and system as a person calls them.

    >>> browser_words("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Linux'
    """
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return " on ".join(filter(None, (browser, system))) or UNKNOWN


def _row(held: Session, moments: Moments, *, is_here: bool) -> dict[str, Any]:
    signed = held.said().get(SIGNED, {})
    mark = mark_of(held.session_key)
    return {
        "words": browser_words(signed.get("agent", "")),
        "detail": _detail(signed, held.seen_at, moments),
        "is_here": is_here,
        "end_url": "" if is_here else reverse("session_end", args=(mark,)),
    }


def _detail(signed: dict[str, str], seen_at: datetime | None, moments: Moments) -> str:
    if not signed:
        return ""
    since = moments.when(datetime.fromisoformat(signed["since"]), clock=True)["words"]
    seen = moments.when(seen_at, clock=True)["words"] if seen_at else since
    way = WAYS.get(signed["way"], "")
    return f"From {signed['address']}. Since {since} {way}, last seen {seen}."


def _seen(held: Session) -> float:
    return held.seen_at.timestamp() if held.seen_at else 0.0
