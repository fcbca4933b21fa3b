"""What one line says, for the page to show while it is typed and for the action to write down."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from troth.people.access import Viewer
from troth.people.models import Client, Contact
from troth.promises.one_line import debt_in, said_in
from troth.promises.queries.naming import named
from troth.promises.refusals import RefusedError
from troth.promises.zones import zone_or_utc
from troth.pure.ledger import Debt

LONGEST = 500


class EmptyLineError(RefusedError):
    """Nothing was written."""

    def __init__(self) -> None:
        super().__init__('Write what is owed, such as "send Anna the migration plan by Friday".')


class LongLineError(RefusedError):
    """More than a line was written."""

    def __init__(self) -> None:
        super().__init__(f"One line holds {LONGEST} characters. Make a note of what is longer.")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a line says: who owes what, to or from whom, by which day or aware instant."""

    kind: Debt
    client: Client
    contact: Contact | None
    what: str
    due: date | datetime | None

    def turned(self, kind: Debt) -> "Parsed":
        """The same, going the way the person says."""
        return replace(self, kind=kind)


def parse(viewer: Viewer, line: str, *, at: datetime, client: UUID | str | None = None) -> Parsed:
    """Read a line such as "send Anna the plan by Friday", in any of the four languages.

    Dates are read in the viewer's own zone. `client` is the one whose page it was written on, where
    nobody needs to be named. At most five queries. Raises EmptyLineError, LongLineError,
    UnknownContactError, AmbiguousContactError; NotFoundError for a client that is not theirs.
    """
    line = line.strip()
    if not line:
        raise EmptyLineError
    if len(line) > LONGEST:
        raise LongLineError
    here = viewer.client(client) if client else None
    who = named(viewer, line, client=here)
    said = said_in(line, at=at.astimezone(zone_or_utc(viewer.member.zone)))
    kind = debt_in(line, name=who.place, language=said.language)
    return Parsed(kind, who.client, who.contact, said.what, said.due)
