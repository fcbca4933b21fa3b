"""A member's calendars in words: what they hold, how they are, and what to do where one fails."""

from typing import Any

from django.urls import reverse

from troth.calendars.address import NAME_THE_USER
from troth.calendars.models import Calendar
from troth.calendars.naming import shown
from troth.desk.presenting.moments import Moments
from troth.pure.letter.shown_words import visible_line
from troth.web.days import count_words

State = dict[str, str]
Opened = dict[str, Any]

REMOVE = (
    "Troth forgets its address, its password and all that it said, and does not look there again. "
    "The calendar itself stays as it is."
)
STILL = "It is not tried again by itself, so that no account is locked."
EACH_HOUR = "Troth tries again each hour."
COUNTS = "What was read {} still counts."
IN_ITS_FIELD = "Write the user below."
ANEW = "Remove it here, and add it again with the user."


def name_of(calendar: Calendar) -> str:
    """As its member may show it to others: what stands behind the server may be a secret."""
    return visible_line(shown(calendar.address))


def row(calendar: Calendar, count: int, moments: Moments, *, is_read: bool) -> dict[str, Any]:
    """As desk/calendars.html reads it."""
    things = len(calendar.left_out.splitlines())
    left_out = f" {count_words(things, 'thing')} could not be understood." if things else ""
    return {
        "name": name_of(calendar),
        "url": reverse("calendar", args=(calendar.pk,)),
        "state": state_of(calendar, moments, is_read=is_read),
        "trouble": "" if is_read else _trouble_words(calendar),
        "detail": f"{holds(calendar, count, moments)}{left_out}",
    }


def described(calendar: Calendar, count: int, moments: Moments, *, is_read: bool) -> dict[str, Any]:
    """As desk/calendar.html reads it, but for what is asked."""
    return {
        "name": name_of(calendar),
        "says": holds(calendar, count, moments),
        "state": state_of(calendar, moments, is_read=is_read),
        "trouble": None if is_read else _trouble(calendar, moments),
        "looking": looking(calendar) if is_read else None,
        "left_out": [visible_line(it) for it in calendar.left_out.splitlines()],
        "answers": _answers(calendar, is_read=is_read),
    }


def holds(calendar: Calendar, count: int, moments: Moments) -> str:
    """How much it tells of, as whom it is read, and since when it is kept."""
    added = f"Added {moments.when(calendar.added_at)['words']}"
    as_whom = f" as {visible_line(calendar.account)}" if calendar.account else ""
    if calendar.read_at is None:
        return f"{added}{as_whom}. Nothing of it was read yet."
    return f"{count_words(count, 'occurrence')}, read{as_whom} each hour. {added}."


def state_of(calendar: Calendar, moments: Moments, *, is_read: bool) -> State:
    """How it is, with its tone. `is_read` says that it is read just now."""
    exact = moments.exact(calendar.read_at) if calendar.read_at else ""
    if is_read:
        words, tone = "Being read", "quiet"
    elif calendar.trouble:
        stopped = "Stopped, in" if calendar.is_paused else "In"
        words, tone = f"{stopped} trouble since {_since(calendar, moments)['words']}", "late"
    elif calendar.read_at:
        words, tone = f"Read {moments.when(calendar.read_at, clock=True)['words']}", "quiet"
    else:
        words, tone = "Not read yet", "quiet"
    return {"words": words, "tone": tone, "exact": exact}


def looking(calendar: Calendar) -> dict[str, Any]:
    """As desk/mailbox/looking.html reads it."""
    return {
        "words": "The calendar is being read.",
        "more": "You can leave this page; the reading goes on.",
        "done": 0,
        "of": 0,
        "again_url": reverse("calendar_reading", args=(calendar.pk,)),
        "next": {"label": "See all calendars", "url": reverse("calendars")},
    }


def is_to_put_right(calendar: Calendar) -> bool:
    """Whether it could never be read: what was typed is likely to be wrong."""
    return calendar.read_at is None and bool(calendar.trouble) and "://" in calendar.address


def asks_place(
    calendar: Calendar, *, typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None
) -> Opened:
    """Where it is, once more; with the password that is kept unless another is typed."""
    held = {"address": calendar.address, "user": calendar.account}
    opened = _opened(calendar, "put_right", "Is this right?", "Read it again")
    removal = reverse("calendar_remove", args=(calendar.pk,))
    form = {"typed": typed or held, "wrong": wrong or {}}
    return opened | {
        "form": form,
        "cancel_url": removal,
        "cancel": "Remove it",
        "has_password": calendar.password is not None,
    }


def asks_password(calendar: Calendar, *, wrong: str = "") -> Opened:
    opened = _opened(calendar, "password", "Change the password", "Keep it")
    return opened | {"form": {"typed": {}, "wrong": {"password": wrong} if wrong else {}}}


def asks_removal(calendar: Calendar) -> Opened:
    return _opened(calendar, "remove", "Remove this calendar?", "Remove it", says=REMOVE)


def _opened(calendar: Calendar, asks: str, title: str, label: str, *, says: str = "") -> Opened:
    return {
        "asks": asks,
        "title": title,
        "says": says,
        "label": label,
        "url": reverse(f"calendar_{asks}", args=(calendar.pk,)),
        "cancel_url": reverse("calendar", args=(calendar.pk,)),
        "cancel": "Leave it",
        "form": {"typed": {}, "wrong": {}},
        "has_password": False,
    }


def _trouble(calendar: Calendar, moments: Moments) -> dict[str, Any] | None:
    if not calendar.trouble:
        return None
    do = STILL if calendar.is_paused else EACH_HOUR
    if calendar.read_at:
        do += " " + COUNTS.format(moments.when(calendar.read_at, clock=True)["words"])
    return {
        "words": _trouble_words(calendar),
        "do": do,
        "since": _since(calendar, moments),
    }


def _trouble_words(calendar: Calendar) -> str:
    """The words of the command, but for its options: here are fields."""
    instead = ANEW if calendar.read_at else IN_ITS_FIELD
    return visible_line(calendar.trouble.replace(NAME_THE_USER, instead))


def _answers(calendar: Calendar, *, is_read: bool) -> list[dict[str, Any]]:
    """What can be done with it."""
    said = [] if is_read else [_answer(calendar, "Look now", "l", "calendar_look")]
    if calendar.account:
        said.append(_answer(calendar, "Change password", "e", "calendar_password", is_open=True))
    removal = _answer(calendar, "Remove", "r", "calendar_remove", is_open=True)
    return [*said, removal | {"look": "plain"}]


def _answer(
    calendar: Calendar, label: str, key: str, name: str, *, is_open: bool = False
) -> dict[str, Any]:
    url = reverse(name, args=(calendar.pk,))
    return {"label": label, "key": key, "url": url, "look": "", "is_open": is_open}


def _since(calendar: Calendar, moments: Moments) -> dict[str, str]:
    return moments.when(calendar.trouble_since or calendar.added_at, clock=True)
