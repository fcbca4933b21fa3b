"""Members whose letters have a way to leave, and clients who wait."""

from datetime import timedelta

from django.db import transaction

from tests.cast import Cast
from troth.people.models import Client, Member
from troth.post.actions import senders
from troth.post.models import Outgoing, Sender
from troth.promises.models import Matter
from troth.record.appending import append

DAY = timedelta(days=1)
DESK = "https://desk.example/"


def sender_of(member: Member, cast: Cast, *, place: str = "", **more) -> Sender:
    """A way to leave that was said long ago."""
    return senders.add(
        place or f"smtp://{member.name.lower()}@127.0.0.1:9",
        email=more.pop("email", member.email),
        by=member,
        at=cast.at - 30 * DAY,
        **more,
    )


def promised(client: Client, cast: Cast, *, due: timedelta = -DAY, what: str = "the plan") -> None:
    with transaction.atomic():
        Matter.objects.create(
            practice_id=client.practice_id,
            client=client,
            kind="promise",
            what=what,
            given_at=cast.at - 5 * DAY,
            due_at=cast.at + due,
        )
        news(client, cast)


def news(client: Client, cast: Cast) -> None:
    with transaction.atomic():
        append("client.added", practice=client.practice_id, client=client.pk, by=None, at=cast.at)


def digests() -> list[Outgoing]:
    return list(Outgoing.objects.filter(kind="digest").order_by("made_at", "pk"))
