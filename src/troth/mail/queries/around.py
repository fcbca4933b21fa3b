"""The letters around a letter: what it answers, and what came under its subject."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from troth.mail.models import Filing, Message
from troth.people.access import Viewer

NEAR = timedelta(days=60)
"""How far away a letter of the same subject may be and still belong to it."""

MOST = 20


def around(viewer: Viewer, message: Message) -> list[Message]:
    """Other letters of its clients that it refers to, or with its subject near its day, in order.

    No more than `MOST`. One statement. Behind the curtain none that is another client's too.
    """
    if message.sent_at is None:
        return []
    belongs = Q(message__key__in=message.references)
    if message.subject_key:
        belongs |= Q(message__subject_key=message.subject_key)
    same = Filing.objects.filter(message=message, client__in=viewer.clients())
    near = Filing.objects.filter(
        belongs,
        client__in=same.values("client"),
        sent_at__gte=message.sent_at - NEAR,
        sent_at__lt=message.sent_at + NEAR,
    ).exclude(message=message)
    if viewer.only is not None:
        others = Filing.objects.filter(message=OuterRef("message")).exclude(client=viewer.only)
        near = near.filter(~Exists(others))
    rows = near.select_related("message").order_by("sent_at", "pk")[:MOST]
    return list({it.message_id: it.message for it in rows}.values())
