"""The facts that the golden letters tell, on one Sunday in November."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from troth.pure.wording import Draft, Facts, Item, Sender

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")

SUNDAY = date(2026, 11, 22)
ROBIN = Sender("Robin Hale", BERLIN)


class Words(NamedTuple):
    """What the items of the scene are called in one language."""

    plan: str
    password: str
    switch: str
    report: str
    photos: str
    texts: str
    search: str
    checkout: str
    win: str


def busy(words: Words) -> Facts:
    """Something in every section: late, moved, without a date, with an hour, in sentences."""
    return Facts(
        on=SUNDAY,
        zone=BERLIN,
        we_owe=(
            Item(words.plan, date(2026, 11, 18), due=date(2026, 11, 27)),
            Item(words.password, date(2026, 11, 13), due=date(2026, 11, 17), is_late=True),
            Item(words.switch, SUNDAY, due=datetime(2026, 11, 23, 14, 30, tzinfo=BERLIN)),
            Item(
                words.report,
                date(2026, 11, 2),
                due=date(2027, 1, 8),
                moved_from=date(2026, 12, 1),
            ),
        ),
        they_owe=(
            Item(words.photos, date(2026, 11, 9), due=date(2026, 11, 18), is_late=True),
            Item(words.texts, date(2026, 11, 9)),
        ),
        asks=(Item(words.search, date(2026, 11, 21)),),
        done=(Item(words.checkout, date(2026, 11, 2), done_on=date(2026, 11, 17)),),
        wins=(words.win,),
    )


def waiting(words: Words) -> Facts:
    """Nothing was finished, and one thing is open on each side."""
    return Facts(
        on=SUNDAY,
        zone=BERLIN,
        we_owe=(Item(words.report, date(2026, 11, 2)),),
        they_owe=(Item(words.texts, date(2026, 11, 9), due=date(2026, 11, 23)),),
    )


def nothing() -> Facts:
    return Facts(on=SUNDAY, zone=BERLIN)


def said(words: Words) -> Facts:
    """What was said in a call on the Friday before."""
    friday = date(2026, 11, 20)
    return Facts(
        on=SUNDAY,
        zone=BERLIN,
        we_owe=(Item(words.plan, friday, due=date(2026, 11, 27)),),
        they_owe=(Item(words.texts, friday),),
        asks=(Item(words.search, friday),),
    )


def shown(draft: Draft) -> str:
    """The letter as it is read: unbreakable spaces look like spaces."""
    return f"\n{draft.subject}\n\n{draft.body}\n".replace("\u00a0", " ")
