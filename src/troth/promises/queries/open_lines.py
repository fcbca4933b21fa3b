"""What is open with a client, as a list shows it: a few narrow columns of many rows."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from troth.people.models import Client
from troth.promises.models import Matter
from troth.pure.ledger import Debt
from troth.web.prepared import Prepared

MOST = 500


class OpenLine(NamedTuple):
    """One open promise, ask or need; `who` is the contact's name, None where nobody is named."""

    pk: UUID
    kind: str
    what: str
    due_at: datetime | None
    due_on: date | None
    given_at: datetime
    who: str | None

    @property
    def outcome(self) -> str:
        return ""

    @property
    def closed_at(self) -> None:
        return None


def open_lines(client: Client) -> dict[Debt, list[OpenLine]]:
    """Of a client that a viewer may see, by kind; the earliest due first and the undated last.

    No more than `MOST` are told. One query.
    """
    found: dict[Debt, list[OpenLine]] = {kind: [] for kind in Debt}
    for row in _OPEN(client=client.pk):
        line = OpenLine(*row)
        found[Debt(line.kind)].append(line)
    return found


def _open(client: UUID) -> QuerySet[Any, Any]:
    rows = Matter.objects.filter(client=client, outcome="")
    ordered = rows.order_by(F("due_at").asc(nulls_last=True), "given_at", "pk")
    return ordered.values_list(*_COLUMNS)[:MOST]


_OPEN = Prepared(_open, client=UUID)
_COLUMNS = ("pk", "kind", "what", "due_at", "due_on", "given_at", "contact__name")
