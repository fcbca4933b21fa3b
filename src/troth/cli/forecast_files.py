"""The calendars and histories that a plan names, read for the forecast."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from troth.calendars.occurrence import CalendarError, Read, Window, busy_of
from troth.calendars.reading import STANDARD_INPUT, is_address, named, read
from troth.cli.calendar import PASSWORD, asked_password
from troth.pure.forecast.effort import Done
from troth.pure.forecast.history_csv import read_history
from troth.pure.forecast.plan import PastEffort, Person, Plan
from troth.pure.worktime import Away, Busy

LONGEST_REST = timedelta(days=4)
"""So long before the plan's moment a meeting may have ended whose rest goes on."""

LOOKED_AHEAD = timedelta(days=732)
"""So far calendars are read: whoever has a meeting later has no date yet either."""


class Gathered(NamedTuple):
    """The plan with what its files hold, what could not be read of them, and what was supposed."""

    plan: Plan
    left_out: list[str]
    supposed: list[str]


def gathered(plan: Plan, *, folder: Path) -> Gathered:
    """Read the files and addresses that a plan names; names of files are those in `folder`."""
    calendars = _Calendars(plan, folder)
    people = tuple(calendars.filled(person) for person in plan.people)
    past = _Histories(folder)
    history = tuple(past.of(plan.people))
    left_out = [*calendars.left_out, *past.left_out]
    return Gathered(replace(plan, people=people, history=history), left_out, calendars.supposed)


class _Calendars:
    def __init__(self, plan: Plan, folder: Path) -> None:
        self._at = plan.at
        self._folder = folder
        sources = (source for person in plan.people for source in person.calendars)
        self._servers = {named(source) for source in sources if is_address(source)}
        self.left_out: list[str] = []
        self.supposed: list[str] = []

    def filled(self, person: Person) -> Person:
        """The person with the times that their calendars hold."""
        busy, away = set(person.busy), set(person.place.away)
        for source in person.calendars:
            more_busy, more_away = self._calendar(source, person)
            busy |= set(more_busy)
            away |= set(more_away)
        place = person.place._replace(away=tuple(sorted(away)))
        return replace(person, busy=tuple(sorted(busy)), place=place)

    def _calendar(self, source: str, person: Person) -> tuple[Iterable[Busy], Iterable[Away]]:
        """When the calendar says that the person cannot work."""
        whose = f"{person.id}'s calendar {named(source)}"
        zone = person.place.zone
        window = Window(self._at - LONGEST_REST, self._at + LOOKED_AHEAD, zone)
        try:
            found = self._read(source, window=window, me=person.addresses)
        except CalendarError as error:
            self.left_out.append(f"{whose}: {error} Until then their dates may be too early.")
            return (), ()
        self.left_out += [f"{whose}: {sentence}" for sentence in found.troubles]
        self.supposed += [f"{whose}: {sentence}" for sentence in found.remarks]
        return busy_of(found.occurrences, zone)

    def _read(self, source: str, *, window: Window, me: Iterable[str]) -> Read:
        if source == STANDARD_INPUT:
            raise CalendarError("Standard input cannot be a calendar of a plan. Name a file.")
        if not is_address(source):
            source = str(self._folder / source)
        return read(source, window=window, password=self._password, me=me)

    def _password(self, account: str) -> str:
        # One server must not be shown the password of another.
        if len(self._servers) > 1 and PASSWORD in os.environ:
            raise CalendarError(
                f"{PASSWORD} is for one server, and the plan names {len(self._servers)}. "
                "Put the calendars of the others into files."
            )
        return asked_password(account)


class _Histories:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.left_out: list[str] = []

    def of(self, people: Sequence[Person]) -> Iterator[PastEffort]:
        """What the files hold, each read once; a row that names nobody is of who names the file."""
        whose: dict[str, list[str]] = {}
        for person in people:
            for name in dict.fromkeys(person.histories):
                whose.setdefault(name, []).append(person.id)
        for name, ids in whose.items():
            alone = ids[0] if len(ids) == 1 else ""
            for done in self._rows(name):
                yield PastEffort(
                    done.person or alone,
                    done.estimated_hours,
                    done.actual_hours,
                    done.estimated_on,
                    done.completed_on,
                    done.kind,
                )

    def _rows(self, name: str) -> Sequence[Done]:
        try:
            history = read_history((self._folder / name).read_bytes())
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.left_out.append(f"The history {name}: {why.rstrip('.')}. It counts for nothing.")
            return ()
        self.left_out += [f"The history {name}: {each}" for each in history.left_out]
        return history.done
