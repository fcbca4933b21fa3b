"""What counting a mailbox gave, as the question which of it is to be stored."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from troth.desk.presenting.moments import Moments
from troth.mail.actions.mailboxes import Pick
from troth.mail.models import Mailbox
from troth.pure.letter.shown_words import visible_line
from troth.web.days import count_words

YEAR = timedelta(days=365)
WINDOWS = (("90", "The last 90 days"), ("365", "The last year"), ("all", "Everything"))
USUAL_WINDOW = "365"

OFTEN = 3
"""Letters each way from which on somebody is ticked as a client beforehand."""

Census = Mapping[str, Any]
Wrong = dict[str, str]


class Choice(NamedTuple):
    """Whose mail, since when (None for ever), and which addresses are one's own."""

    picks: list[Pick]
    me: list[str]
    since_on: date | None


class Ticked(NamedTuple):
    """What stands ticked on the page."""

    clients: frozenset[str]
    me: frozenset[str]
    window: str


def ticked_before(mailbox: Mailbox, mine: Iterable[str]) -> Ticked:
    """What is proposed: whom one writes with now and then of late."""
    census: Census = mailbox.census or {}
    latest = max((it["last_on"] for it in census["clients"]), default="")
    early = (date.fromisoformat(latest) - YEAR).isoformat() if latest else ""
    often = (it["key"] for it in census["clients"] if _is_often(it) and it["last_on"] >= early)
    me = {*census["me"], *mine}
    return Ticked(frozenset(often), frozenset(me), USUAL_WINDOW)


def as_ticked(said: Any) -> Ticked:
    """What was ticked on a page that comes back. `said` is a QueryDict."""
    return Ticked(
        frozenset(said.getlist("client")), frozenset(said.getlist("me")), said.get("window", "")
    )


def chosen(
    ticked: Ticked,
    mailbox: Mailbox,
    *,
    moments: Moments,
    known: Collection[str],
    mine: Iterable[str],
) -> Choice | Wrong:
    """The choice that was made; where something is missing, a sentence for each such field.

    Mail of those who are clients already (`known`) is stored in any case.
    """
    census: Census = mailbox.census or {}
    picks = [Pick(it["key"], it["name"]) for it in census["clients"] if it["key"] in ticked.clients]
    offered = _addresses(census, mine)
    me = [address for address in offered if address in ticked.me]
    wrong: Wrong = {}
    if offered and not me:
        wrong["me"] = "Tick the addresses that you write from, so that your letters are known."
    if ticked.window not in dict(WINDOWS):
        wrong["window"] = "Choose how far back Troth looks."
    if not picks and not known:
        wrong["client"] = "Tick at least one client; only ticked clients' mail is stored."
    if wrong:
        return wrong
    days = int(ticked.window) if ticked.window.isdecimal() else 0
    return Choice(picks, me, moments.today - timedelta(days=days) if days else None)


def choice_form(  # noqa: PLR0913  # a form: what is offered, ticked and wrong, and where it goes
    mailbox: Mailbox,
    ticked: Ticked,
    wrong: Wrong,
    *,
    moments: Moments,
    known: Collection[str],
    mine: Iterable[str],
    url: str,
    cancel_url: str,
) -> dict[str, Any]:
    """As desk/mailbox/choose.html reads it."""
    census: Census = mailbox.census or {}
    return {
        "words": _words(census),
        "unreadable": _unreadable(census),
        "url": url,
        "cancel_url": cancel_url,
        "windows": [{"value": value, "label": label} for value, label in WINDOWS],
        "form": {"typed": {"window": ticked.window}, "wrong": wrong},
        "me": [
            {"value": it, "label": _label(it, census), "is_chosen": it in ticked.me}
            for it in _addresses(census, mine)
        ],
        "clients": [
            _proposed(it, ticked, moments, is_known=it["key"] in known) for it in census["clients"]
        ],
    }


def _addresses(census: Census, mine: Iterable[str]) -> list[str]:
    """The addresses that may be one's own, the likeliest first."""
    owners = [address for address, _ in census["owners"]]
    return list(dict.fromkeys([*mine, *census["me"], *owners]))


def _label(address: str, census: Census) -> str:
    sent = dict(map(tuple, census["owners"])).get(address, 0)
    return f"{visible_line(address)}, {count_words(sent, 'letter')} sent" if sent else address


def _words(census: Census) -> str:
    folders, years = len(census["folders"]), sorted(census["by_year"])
    since = f", since {years[0]}" if years else ""
    letters = count_words(census["total"], "letter")
    return f"{letters} in {count_words(folders, 'folder')}{since}. Nothing is stored yet."


def _unreadable(census: Census) -> str:
    number = census["unreadable"]
    if not number:
        return ""
    return f"{count_words(number, 'letter')} could not be read, or name no sender or no date."


def _proposed(
    it: Mapping[str, Any], ticked: Ticked, moments: Moments, *, is_known: bool
) -> dict[str, Any]:
    addresses = visible_line(", ".join(it["addresses"]))
    return {
        "value": it["key"],
        "name": visible_line(it["name"]),
        "addresses": f"A client already. {addresses}" if is_known else addresses,
        "received": f"{it['received']:,}",
        "sent": f"{it['sent']:,}",
        "first_words": moments.due(date.fromisoformat(it["first_on"])),
        "last_words": moments.due(date.fromisoformat(it["last_on"])),
        "is_chosen": is_known or it["key"] in ticked.clients,
    }


def _is_often(it: Mapping[str, Any]) -> bool:
    return bool(it["is_two_way"]) and min(it["received"], it["sent"]) >= OFTEN
