"""Who may see what. Every query starts from a viewer."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from troth.people.models import Client, Member, Practice

Row = TypeVar("Row", bound=Model)


class NotFoundError(Exception):
    """There is no such thing for this viewer: it does not exist, or is not theirs to see."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member, as far as they may see; behind the curtain one client alone.

    A member sees every client of their practice: colleagues stand in for each other.
    """

    member: Member
    only: UUID | None = None

    @property
    def practice(self) -> Practice:
        return self.member.practice

    @property
    def practice_id(self) -> UUID:
        return self.member.practice_id

    def clients(self) -> QuerySet[Client]:
        """The clients that may be seen, closed and merged ones included."""
        clients = Client.objects.filter(practice_id=self.practice_id)
        return clients if self.only is None else clients.filter(pk=self.only)

    def client(self, pk: UUID | str) -> Client:
        """Raises NotFoundError, alike for what is foreign and for what is nowhere."""
        return one(self.clients(), pk)

    def may_see(self, client_id: UUID) -> bool:
        return self.only in (None, client_id)


def one(rows: "QuerySet[Row]", pk: UUID | str) -> Row:
    """The row of `rows` with this id. Raises NotFoundError."""
    found = rows.filter(pk=_as_uuid(pk)).first()
    if found is None:
        raise NotFoundError
    return found


def _as_uuid(pk: UUID | str) -> UUID:
    if isinstance(pk, UUID):
        return pk
    try:
        return UUID(pk)
    except ValueError:
        raise NotFoundError from None
