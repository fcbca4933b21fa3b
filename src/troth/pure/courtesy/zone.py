"""The zone whose clocks they live by."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.marks import FOLDER
from troth.pure.courtesy.model import Field, Proposal

BOTH_SEASONS, ONE_SEASON = 0.9, 0.7
RECENT = timedelta(days=400)
"""People move: older letters than this before the newest are not asked."""

MOST = 200
_PREFIX = re.compile(r"(?:\+|00|\(\+)(\d{1,3})")


class _Country(NamedTuple):
    code: str
    prefix: str
    zones: tuple[str, ...]


def zone_under(ending: str) -> str:
    """The zone with most people of the country whose domain ends so (`de`); "" for no country's.

    `ending` is in lower case.
    """
    return next((country.zones[0] for country in _table() if country.code == ending), "")


def zone(case: Case) -> Iterator[Proposal]:
    """The one zone of their country that fits the offsets of all their dates, if one does.

    The country is that of their domain, else that of their telephone numbers. Letters at +0000 are
    left out where others say more: some mail programs write all dates so.
    """
    instants = _instants(case)
    countries, because = _countries(case)
    names = [name for country in countries for name in country.zones]
    fitting = [name for name in dict.fromkeys(names) if _fits(name, instants)]
    if instants and len(fitting) == 1:
        yield _proposal(case, fitting[0], instants, because)


def _instants(case: Case) -> list[datetime]:
    """When their letters of the latest year were sent, newest first, at the offsets they wrote."""
    sent = [heard.letter.sent_at for heard in case.theirs[:MOST]]
    known = [at for at in sent if at]
    recent = [at for at in known if at > max(known) - RECENT]
    told = [at for at in recent if at.utcoffset()]
    return told or recent


def _countries(case: Case) -> tuple[Sequence[_Country], str]:
    """The countries of their domain, else of their numbers, and the words that say why."""
    ending = case.domain.rpartition(".")[2]
    found = [country for country in _table() if country.code == ending]
    if found:
        return found, f"a domain under .{ending}"
    for _, signed in case.signatures:
        for line in signed.phones:
            found = _called(line.value)
            if found:
                return found, f"a number that begins +{found[0].prefix}"
    return (), ""


def _called(number: str) -> list[_Country]:
    match = _PREFIX.match(number)
    digits = match[1] if match else ""
    prefixes = {digits[:length] for length in (1, 2, 3) if digits[:length]}
    return [country for country in _table() if country.prefix in prefixes]


def _fits(name: str, instants: Sequence[datetime]) -> bool:
    try:
        place = ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        return False
    return all(at.astimezone(place).utcoffset() == at.utcoffset() for at in instants)


def _proposal(case: Case, name: str, instants: Sequence[datetime], because: str) -> Proposal:
    offsets = sorted({f"{at:%z}" for at in instants})
    is_sure = len(offsets) > 1 or _never_changes(name, instants[0])
    many = "1 letter" if len(instants) == 1 else f"{len(instants)} letters"
    return Proposal(
        Field.ZONE,
        name,
        "",
        case.theirs[0].letter.message_id,
        BOTH_SEASONS if is_sure else ONE_SEASON,
        reason=f"{many} at {' and '.join(offsets)}, and {because}.",
    )


def _never_changes(name: str, at: datetime) -> bool:
    """Whether the clocks there are the same in summer and in winter."""
    place = ZoneInfo(name)
    return len({at.replace(month=month, day=1, tzinfo=place).utcoffset() for month in (1, 7)}) == 1


@cache
def _table() -> tuple[_Country, ...]:
    lines = (FOLDER / "zones.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return tuple(_Country(code, prefix, tuple(zones)) for code, prefix, *zones in rows)
