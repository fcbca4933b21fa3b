"""Mailboxes in words: what they hold, how they are, and what to do where one is in trouble."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from troth.desk.presenting.leave import provider_of
from troth.desk.presenting.moments import Moments
from troth.mail.looking.state import NAME_BYTES, mbox_mark, name_of, names_mark, server_mark
from troth.mail.models import Mailbox, MailboxState
from troth.mail.queries.stored import Stored
from troth.mail.sources import IMAP_SCHEME
from troth.mail.utf7 import decoded
from troth.pure.letter.shown_words import visible_line
from troth.web.days import count_words

State = dict[str, str]

MOST_UNREADABLE = 100

DO = {
    MailboxState.PAUSED: "Troth has stopped, so that no account is locked. Put right what is "
    "wrong, or change the password, and let it go on.",
    MailboxState.LOOKING: "Troth tries again every five minutes. Nothing that was stored is lost.",
    MailboxState.CHOOSING: "Nothing was stored. Change the password, or remove the mailbox and "
    "connect it anew.",
}
SIGN_IN_AGAIN = (
    "Troth has stopped, so that no account is locked. Sign in again, and it goes on by itself."
)


def name_of_place(place: str) -> str:
    """A mailbox as its member calls it: an account and its host, or a path."""
    if not IMAP_SCHEME.match(place):
        return visible_line(place)
    parts = urlsplit(place)
    folder = f", {parts.path.strip('/')}" if parts.path.strip("/") else ""
    account, _, host = parts.netloc.rpartition("@")
    account = account.replace("%40", "@")
    return visible_line(f"{account if '@' in account else f'{account}@{host}'}{folder}")


def state_of(mailbox: Mailbox, moments: Moments, *, is_read: bool = False) -> State:
    """How it is, with its tone. `is_read` says that letters are being read just now."""
    exact = moments.exact(mailbox.looked_at) if mailbox.looked_at else ""
    if mailbox.state == MailboxState.CHOOSING:
        words, tone = _before_choice(mailbox)
    elif mailbox.state == MailboxState.PAUSED:
        words, tone = _stopped(mailbox, moments)
    elif mailbox.trouble:
        words, tone = f"In trouble since {_since(mailbox, moments)}", "late"
    elif is_read:
        words, tone = f"Being read: {count_words(mailbox.progress, 'letter')} so far", "quiet"
    elif mailbox.looked_at is None:
        words, tone = "Not looked at yet", "quiet"
    else:
        at = moments.when(mailbox.looked_at, clock=True)["words"]
        words, tone = f"Looked at {at}", "quiet"
    return {"words": words, "tone": tone, "exact": exact}


def holds(mailbox: Mailbox, stored: Stored | None, moments: Moments) -> str:
    """What of it is stored, and from when on it is looked at."""
    if mailbox.state == MailboxState.CHOOSING:
        return "Nothing is stored yet."
    letters = count_words(stored.letters if stored else 0, "letter")
    since = f" Looked at from {moments.due(mailbox.since_on)} on." if mailbox.since_on else ""
    return f"{letters} of your clients stored.{since}"


def row(mailbox: Mailbox, stored: Stored | None, moments: Moments, *, is_read: bool) -> Any:
    """As desk/mailboxes.html reads it; one that waits for a choice leads to it."""
    is_new = mailbox.state == MailboxState.CHOOSING and not mailbox.trouble
    return {
        "name": name_of_place(mailbox.place),
        "url": reverse("mailbox_choose" if is_new else "mailbox", args=(mailbox.pk,)),
        "state": state_of(mailbox, moments, is_read=is_read),
        "trouble": first_trouble(mailbox),
        "detail": holds(mailbox, stored, moments),
    }


def first_trouble(mailbox: Mailbox) -> str:
    """The first of its troubles; the others stand on its own page."""
    return visible_line(mailbox.trouble.partition("\n")[0])


def trouble(mailbox: Mailbox, moments: Moments) -> dict[str, Any] | None:
    """As desk/mailbox.html reads it."""
    if not mailbox.trouble:
        return None
    return {
        "words": visible_line(" ".join(mailbox.trouble.split("\n")[:5])),
        "do": _what_to_do(mailbox),
        "since": moments.when(mailbox.trouble_since or mailbox.added_at, clock=True),
    }


def answers(mailbox: Mailbox) -> list[dict[str, Any]]:
    """What can be done with it."""
    said = []
    if mailbox.state == MailboxState.LOOKING:
        said = [_answer(mailbox, "Look now", "l", "mailbox_look"),
                _answer(mailbox, "Pause", "p", "mailbox_pause")]  # fmt: skip
    elif mailbox.state == MailboxState.PAUSED:
        said = [_answer(mailbox, "Go on", "l", "mailbox_go_on", look="first")]
    elif mailbox.census and not mailbox.trouble:
        choosing = _answer(mailbox, "Choose clients", "l", "mailbox_choose", look="first")
        said = [choosing | {"is_open": True}]
    if (provider := provider_of(mailbox.place)) and provider.is_set_up:
        words = "Sign in again" if mailbox.grant_id else f"Sign in with {provider.words}"
        look = "first" if mailbox.grant_id and mailbox.trouble else ""
        said.append(_answer(mailbox, words, "s", "mailbox_sign_in", look=look))
    if IMAP_SCHEME.match(mailbox.place):
        words = "Use a password" if mailbox.grant_id else "Change password"
        said.append(_answer(mailbox, words, "e", "mailbox_password", is_open=True))
    said.append(_answer(mailbox, "Remove", "r", "mailbox_remove", is_open=True, look="plain"))
    return said


def folders(mailbox: Mailbox, states: Iterable[tuple[str, object]]) -> list[dict[str, str]]:
    """Its folders with their letters: as counted before the choice, as looked at after it."""
    if mailbox.state == MailboxState.CHOOSING:
        counted = (mailbox.census or {}).get("folders", [])
        return [{"name": visible_line(name), "letters": f"{n:,}"} for name, n, _ in counted]
    is_server = bool(IMAP_SCHEME.match(mailbox.place))
    return [
        {"name": _folder_name(key, is_server=is_server), "letters": f"{_letters(mark):,}"}
        for key, mark in sorted(states)
        if not key.startswith("!")
    ]


def unreadable(told: Iterable[Any], moments: Moments) -> list[dict[str, Any]]:
    """Letters that could not be read, as the record tells of them."""
    rows = []
    for entry in told:
        for line in (entry.text or "").splitlines() if entry.kind == "mail.unreadable" else ():
            place, _, why = line.partition(": ")
            rows.append(
                {
                    "words": visible_line(place),
                    "url": "",
                    "when": moments.when(entry.at),
                    "tone": "",
                    "detail": visible_line(why),
                }
            )
    return rows[:MOST_UNREADABLE]


def _what_to_do(mailbox: Mailbox) -> str:
    """One that is opened with leave goes on by itself once somebody has signed in again."""
    if mailbox.grant_id and mailbox.state == MailboxState.PAUSED:
        return SIGN_IN_AGAIN
    return DO[MailboxState(mailbox.state)]


def _answer(  # noqa: PLR0913  # what an answer is
    mailbox: Mailbox, label: str, key: str, name: str, *, look: str = "", is_open: bool = False
) -> dict[str, Any]:
    url = reverse(name, args=(mailbox.pk,))
    return {"label": label, "key": key, "url": url, "look": look, "is_open": is_open}


def _before_choice(mailbox: Mailbox) -> tuple[str, str]:
    if mailbox.trouble:
        return "Could not be counted", "late"
    return ("Waits for your choice", "soon") if mailbox.census else ("Being counted", "quiet")


def _stopped(mailbox: Mailbox, moments: Moments) -> tuple[str, str]:
    if mailbox.trouble:
        return f"Stopped, in trouble since {_since(mailbox, moments)}", "late"
    return "Paused", "quiet"


def _since(mailbox: Mailbox, moments: Moments) -> str:
    return moments.when(mailbox.trouble_since or mailbox.added_at, clock=True)["words"]


def _folder_name(key: str, *, is_server: bool) -> str:
    name = name_of(key)
    if is_server:
        return visible_line(decoded(name))
    return visible_line(name.decode("utf-8", "replace")) if name != b"." else "The mailbox itself"


def _letters(mark: object) -> int:
    """How many letters of a folder were looked at."""
    counted = server_mark(mark) or mbox_mark(mark)
    return counted.letters if counted else len(names_mark(mark).names) // NAME_BYTES
