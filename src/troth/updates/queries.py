"""Drafts, and where a recap is worth sending."""

from uuid import UUID

from django.db.models import QuerySet

from troth.mail.models import Filing
from troth.people.access import Viewer, one
from troth.people.models import Client, Fluency
from troth.updates.models import Draft, DraftState


def drafts(viewer: Viewer) -> QuerySet[Draft]:
    """Every draft that may be seen."""
    return Draft.objects.filter(client__in=viewer.clients())


def draft(viewer: Viewer, pk: UUID | str) -> Draft:
    """Raises NotFoundError."""
    return one(drafts(viewer).select_related("client", "contact", "by"), pk)


def ready_of(viewer: Viewer, client: Client) -> list[Draft]:
    """The client's drafts that were not sent yet, the latest first."""
    return list(drafts(viewer).filter(client=client, state=DraftState.READY).order_by("-made_at"))


def leaving_of(viewer: Viewer, client: Client) -> list[Draft]:
    """The client's drafts that lie in the outbox, the latest first."""
    rows = drafts(viewer).filter(client=client, state=DraftState.LEAVING)
    return list(rows.select_related("client", "contact", "by").order_by("-made_at"))


def only_said_ok(client: Client) -> Filing | None:
    """The latest letter, where a lay contact only said OK to it and nothing was said since.

    A recap is worth sending then: whoever does not know the field says yes to be polite.
    """
    rows = Filing.objects.filter(client=client, is_word=True).select_related("message")
    latest = rows.order_by("-sent_at").first()
    if latest is None or latest.is_mine or not latest.message.is_quiet:
        return None
    sender = latest.message.people[0]
    is_lay = client.contacts.filter(addresses__email=sender, fluency=Fluency.LAY).exists()
    return latest if is_lay else None
