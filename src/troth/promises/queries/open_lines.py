"""What is open with a client, as a list shows it: a few narrow columns of many rows."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from troth.people.access import Viewer
from troth.promises.models import Matter
from troth.pure.ledger import Debt

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


_COLUMNS = ("pk", "kind", "what", "due_at", "due_on", "given_at", "contact__name")


def open_lines(viewer: Viewer, client: UUID) -> dict[Debt, list[OpenLine]]:
    """By kind, the earliest due first and the undated last; no more than `MOST` are told.

    Two queries. Raises NotFoundError.
    """
    rows = Matter.objects.filter(client=viewer.client(client), outcome="")
    ordered = rows.order_by(F("due_at").asc(nulls_last=True), "given_at", "pk")
    found: dict[Debt, list[OpenLine]] = {kind: [] for kind in Debt}
    for row in ordered.values_list(*_COLUMNS)[:MOST]:
        line = OpenLine(*row)
        found[Debt(line.kind)].append(line)
    return found
