"""Which column of a file of past work is what: of Kimai, of Toggl Track, and one's own."""

from collections.abc import Mapping, Sequence

KIMAI, TOGGL, OWN = "kimai", "toggl", "troth"

WHOLE = (
    *("id", "title", "client", "person", "kind"),
    *("estimated_hours", "actual_hours", "started_on", "estimated_on", "completed_on"),
)
"""What a line that is a whole piece of work may say."""

STRETCH = (
    *("id", "title", "task", "project", "client", "person", "kind"),
    *("estimated_hours", "on", "begins", "ends", "hours"),
)
"""What a line that is a stretch of work may say."""

Named = Mapping[str, tuple[str, ...]]

NAMES: Mapping[str, Named] = {
    KIMAI: {
        "id": ("id",),
        "on": ("date",),
        "begins": ("from", "begin"),
        "ends": ("to", "end"),
        "hours": ("duration",),
        "person": ("email", "e-mail", "user", "username", "name", "alias"),
        "client": ("customer",),
        "project": ("project",),
        "title": ("description",),
        "kind": ("activity",),
    },
    TOGGL: {
        "id": ("time entry id",),
        "on": ("start date",),
        "begins": ("start time",),
        "ends": ("end time",),
        "hours": ("duration",),
        "person": ("email", "user", "member"),
        "client": ("client",),
        "project": ("project",),
        "task": ("task",),
        "title": ("description",),
    },
    OWN: {name: (name,) for name in (*WHOLE, *STRETCH)},
}
"""Our name -> how the head of a column may read, the best first, in lower case.

Source: the English heads of the CSV exports of Kimai 2, and of the detailed report of Toggl Track.
"""

Places = dict[str, int]
"""Our name -> the place of its column."""


class FileRefusedError(Exception):
    """Nothing was taken in. The message is for the person."""


def known_by(head: Sequence[str]) -> str:
    """The program that writes such a head. Raises FileRefusedError."""
    names = set(head)
    if {"start date", "duration"} <= names:
        return TOGGL
    if {"date", "duration"} <= names and names & {"customer", "project", "activity"}:
        return KIMAI
    if "actual_hours" in names or {"on", "hours"} <= names:
        return OWN
    raise FileRefusedError(
        f"Nothing here says which column is which: {_listed(head)}. Name them, such as "
        "--columns id=Ticket,actual_hours=Hours,completed_on=Closed."
    )


def placed(head: Sequence[str], *, source: str, columns: Mapping[str, str]) -> Places:
    """Where each column stands; `columns` are the person's own names. Raises FileRefusedError."""
    places: Places = {}
    for ours, names in NAMES[source].items():
        found = [head.index(name) for name in names if name in head]
        if found:
            places[ours] = found[0]
    for ours, own in columns.items():
        places[ours] = _own(head, ours, own)
    _must_suffice(places, head)
    return places


def is_whole(places: Places) -> bool:
    """Whether a line is a whole piece of work, and not one stretch of it."""
    return "actual_hours" in places


def _own(head: Sequence[str], ours: str, own: str) -> int:
    if ours not in NAMES[OWN]:
        raise FileRefusedError(f'"{ours}" is nothing Troth keeps. It keeps {_listed(NAMES[OWN])}.')
    if own.strip().casefold() not in head:
        raise FileRefusedError(f'There is no column "{own}". There is {_listed(head)}.')
    return head.index(own.strip().casefold())


def _must_suffice(places: Places, head: Sequence[str]) -> None:
    wanted = ("id", "actual_hours", "completed_on") if is_whole(places) else ("on", "hours")
    missing = [name for name in wanted if name not in places]
    if missing:
        named = ",".join(f"{name}=COLUMN" for name in missing)
        raise FileRefusedError(
            f"No column says {_listed(missing)}. There is {_listed(head)}. "
            f"Say which it is: --columns {named}."
        )


def _listed(names: Sequence[str] | Mapping[str, object]) -> str:
    return ", ".join(name for name in names if name) or "nothing"
