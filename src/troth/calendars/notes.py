"""What is to be said about a calendar: each thing once, with the first event it is true of."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

MOST_ZONES = 3


class Notes:
    """What was left out and what was supposed, while a calendar is read."""

    def __init__(self) -> None:
        self._left_out: dict[str, list[str]] = {}
        self._supposed: dict[str, list[str]] = {}
        self._zones: dict[str, None] = {}

    def left_out(self, reason: str, who: str) -> None:
        """`reason` holds for one as for many, and what to do about it need not be said."""
        self._left_out.setdefault(reason, []).append(who)

    def supposed(self, reason: str, who: str) -> None:
        self._supposed.setdefault(reason, []).append(who)

    def unknown_zone(self, name: str) -> None:
        self._zones[" ".join(name.split())] = None

    def troubles(self) -> tuple[str, ...]:
        return tuple(
            f"{_first(who)}: {reason}. Correct it in the calendar, if it matters."
            for reason, who in self._left_out.items()
        )

    def remarks(self, zone: ZoneInfo) -> tuple[str, ...]:
        supposed = (f"{_first(who)}: {reason}." for reason, who in self._supposed.items())
        return (*self._of_zones(zone), *supposed)

    def _of_zones(self, zone: ZoneInfo) -> Iterator[str]:
        names = [f"“{name[:60]}”" for name in self._zones]
        if not names:
            return
        more = f" and {len(names) - MOST_ZONES} more" if len(names) > MOST_ZONES else ""
        said = ", ".join(names[:MOST_ZONES]) + more
        kind = "is no time zone that is" if len(names) == 1 else "are no time zones that are"
        yield (
            f"{said} {kind} known: such times were read as times in {zone.key}. "
            "Choose another zone with --zone, or correct the calendar."
        )


def _first(who: list[str]) -> str:
    return f"{who[0]} and {len(who) - 1:,} more" if len(who) > 1 else who[0]
