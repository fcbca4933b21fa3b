"""Mailboxes that are looked into, and the letters of clients that were taken in."""

from django.db import models
from django.db.models import Q

from troth.people.models import Client, Grant, Member, Practice
from troth.web.ids import uuid7


class MailboxState(models.TextChoices):
    """Choosing: nothing is stored yet. Looking: it is read again and again."""

    CHOOSING = "choosing"
    LOOKING = "looking"
    PAUSED = "paused"


class Mailbox(models.Model):
    """A place where a member's mail is, read and never changed.

    `place` is an IMAP address without its password, or a path. `password` is sealed; a `grant`
    stands in its place where the provider gives none. `since_on` is the first day of the window the
    member chose. `progress` counts letters of the run under way.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    member = models.ForeignKey(Member, models.CASCADE, related_name="mailboxes")
    place = models.CharField(max_length=1000)
    password = models.BinaryField(null=True)
    grant = models.ForeignKey(Grant, models.SET_NULL, null=True)
    state = models.CharField(max_length=10, default=MailboxState.CHOOSING)
    since_on = models.DateField(null=True)
    census = models.JSONField(null=True)
    added_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    trouble_since = models.DateTimeField(null=True)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "member", "place"), name="one_mailbox"),
        )

    def __str__(self) -> str:
        return self.place


class Folder(models.Model):
    """How far a folder of a mailbox was looked into; `state` is what `mail.looking` keeps of it."""

    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="folders")
    name = models.CharField(max_length=1000)
    state = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("mailbox", "name"), name="one_folder_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """A letter of a client, ours or theirs.

    `digest` is the SHA-256 of its bytes, which stand in `Raw` and never change. `key`,
    `references` and `subject_key` are what threads are joined by (pure.ledger.Posted). `people` is
    the sender, the recipients and the copies: [from, [to], [cc]], in lower case. `is_quiet` is
    true for what says nothing by itself. `problems` says what was wrong with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    mailbox = models.ForeignKey(Mailbox, models.SET_NULL, null=True)
    digest = models.BinaryField(max_length=32)
    message_id = models.CharField(max_length=1000, blank=True)
    key = models.BigIntegerField()
    references = models.JSONField(default=list)
    subject_key = models.BigIntegerField()
    sent_at = models.DateTimeField(null=True)
    sent_offset = models.SmallIntegerField(default=0)
    subject = models.CharField(max_length=1000, blank=True)
    sender_name = models.CharField(max_length=320, blank=True)
    people = models.JSONField()
    is_mine = models.BooleanField()
    is_quiet = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    problems = models.JSONField(default=list)
    taken_in_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "digest"), name="one_message_per_digest"),
        )
        indexes = (models.Index(fields=("practice", "key"), name="messages_by_key"),)

    def __str__(self) -> str:
        return self.subject


class Raw(models.Model):
    """A letter's bytes as they came, `packed` as `mail.packing` does it."""

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="raw")
    packed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.message_id)


class Filing(models.Model):
    """A letter in a client's file. One that went to two clients is filed with both."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="filings")
    client = models.ForeignKey(Client, models.CASCADE, related_name="filings")
    sent_at = models.DateTimeField()
    is_mine = models.BooleanField()
    is_word = models.BooleanField(default=True)
    """Whether the client was told something by it: false for what a machine sent."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("message", "client"), name="filed_once"),)
        indexes = (
            models.Index(fields=("client", "-sent_at"), name="letters_of_client"),
            models.Index(
                fields=("client", "-sent_at"),
                name="words_to_client",
                condition=Q(is_mine=True, is_word=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.message_id} of {self.client_id}"


class Watch(models.Model):
    """A mailbox on a server that a process watches for letters as they come, until its lease ends.

    `is_live` is true while the server has agreed to tell of them.
    """

    mailbox = models.OneToOneField(Mailbox, models.CASCADE, primary_key=True, related_name="watch")
    owner = models.CharField(max_length=100)
    lease_until = models.DateTimeField()
    is_live = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.mailbox_id} by {self.owner}"
