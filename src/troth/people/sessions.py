"""Sessions that know their member: Django's, kept in a table of our own.

Named by SESSION_ENGINE. That the member stands beside the session is what lets a page list
somebody's sessions and end them at once.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from troth.people.accounts import Session


class SessionStore(DatabaseStore):
    """`seen_at` is when the session was last known to be used."""

    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        member = data.get(SESSION_KEY)
        row.member_id = UUID(member) if member else None
        row.seen_at = self.seen_at
        return row

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self.seen_at = row.seen_at if row else None
        return row
