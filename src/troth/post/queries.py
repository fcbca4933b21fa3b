"""What is in the outbox, and by which way it leaves."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from troth.people.access import Viewer, one
from troth.people.models import Member
from troth.post.models import Outgoing, OutgoingState, Sender

LEFT_AFTER = timedelta(minutes=1)
"""How long after its time a letter may lie before somebody asks for it once more."""


def outbox(viewer: Viewer) -> QuerySet[Outgoing]:
    """Every letter that may be seen, the latest first: of clients, and the viewer's own others."""
    seen = Q(client__in=viewer.clients())
    if viewer.only is None:
        seen |= Q(client=None, by=viewer.member)
    rows = Outgoing.objects.filter(seen, practice_id=viewer.practice_id)
    return rows.select_related("client", "contact", "by").order_by("-made_at", "-pk")


def outgoing(viewer: Viewer, pk: UUID | str) -> Outgoing:
    """Raises NotFoundError, alike for what is foreign and for what is nowhere."""
    return one(outbox(viewer), pk)


def outgoing_about(viewer: Viewer, about: UUID, *, kind: str) -> Outgoing | None:
    """The letter that was made of something, one that was withdrawn left out."""
    rows = outbox(viewer).filter(about=about, kind=kind)
    return rows.exclude(state=OutgoingState.WITHDRAWN).first()


def sender_of(member: Member) -> Sender | None:
    """How the member's letters leave; None where they have not said."""
    rows = Sender.objects.filter(practice_id=member.practice_id, member=member)
    return rows.select_related("member", "grant").first()


def waiting_of(member: Member, *, at: datetime) -> QuerySet[Outgoing]:
    """The member's letters that may leave at `at`, the oldest first."""
    rows = Outgoing.objects.filter(by=member, state=OutgoingState.HELD, send_at__lte=at)
    return rows.order_by("send_at", "pk")


def left_over(*, at: datetime) -> QuerySet[Outgoing]:
    """Letters whose time came a while ago and that nobody has in hand, where they could leave."""
    late = Q(state=OutgoingState.HELD, send_at__lte=at - LEFT_AFTER)
    left = Q(state=OutgoingState.SENDING, lease_until__lte=at)
    able = Sender.objects.filter(member=OuterRef("by"), trouble="")
    return Outgoing.objects.filter(late | left).filter(Exists(able)).order_by("send_at")
