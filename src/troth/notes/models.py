"""What is not mail: calls, meetings, chats and wins."""

from django.db import models

from troth.people.models import Client, Contact, Member, Practice
from troth.web.ids import uuid7


class NoteKind(models.TextChoices):
    CALL = "call"
    MEETING = "meeting"
    CHAT = "chat"


class Note(models.Model):
    """A call, a meeting or a chat in a line or a pasted text. `at` is when it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="notes")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True)
    by = models.ForeignKey(Member, models.PROTECT)
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    text = models.TextField()
    is_word = models.BooleanField(default=True)
    """Whether the client heard from us in it."""
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("client", "-at"), name="notes_of_client"),)

    def __str__(self) -> str:
        return self.text


class Win(models.Model):
    """Finished work or good news in one line. `told_at` is when the client heard of it.

    `hours` is what the work took, `estimated_hours` what was thought before, `kind` the member's
    own word for work of its sort; None and "" where nobody said. They are for whoever did it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="wins")
    by = models.ForeignKey(Member, models.PROTECT)
    at = models.DateTimeField()
    text = models.TextField()
    hours = models.FloatField(null=True)
    estimated_hours = models.FloatField(null=True)
    kind = models.CharField(max_length=100, blank=True)
    told_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("client", "-at"), name="wins_of_client"),)

    def __str__(self) -> str:
        return self.text
