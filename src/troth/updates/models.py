"""Letters that Troth drafted, and what became of them."""

from django.db import models
from django.db.models import Q

from troth.people.models import Client, Contact, Member, Practice
from troth.promises.models import Matter
from troth.web.ids import uuid7


class DraftKind(models.TextChoices):
    STATUS = "status"
    RECAP = "recap"
    MOVED = "moved"
    REMINDER = "reminder"


class DraftState(models.TextChoices):
    """Ready: not sent yet. Leaving: in the outbox. Returned: sent, and it came back.

    Told: said by phone. Dropped: not wanted.
    """

    READY = "ready"
    LEAVING = "leaving"
    SENT = "sent"
    RETURNED = "returned"
    TOLD = "told"
    DROPPED = "dropped"


class Draft(models.Model):
    """A letter as Troth drafted it, edited or not.

    `message_id` is fixed before it leaves. `sent_message` is the letter in which Troth recognised
    it, an opaque reference.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="drafts")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True)
    by = models.ForeignKey(Member, models.PROTECT)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=500)
    body = models.TextField()
    message_id = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=DraftState.READY)
    closed_at = models.DateTimeField(null=True)
    sent_message = models.UUIDField(null=True)
    tells = models.ManyToManyField(Matter)
    """The promises, asks and needs that the other side hears of in it."""
    wins = models.ManyToManyField("notes.Win")

    class Meta:
        indexes = (
            models.Index(
                fields=("client", "-made_at"), name="ready_drafts", condition=Q(state="ready")
            ),
        )

    def __str__(self) -> str:
        return self.subject
