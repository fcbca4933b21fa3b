"""The outbox: how mail leaves, and every letter that leaves or has left."""

from django.db import models
from django.db.models import Q

from troth.people.models import Client, Contact, Grant, Member, Practice
from troth.web.ids import uuid7

AUTOMATIC = frozenset(("digest",))
"""Kinds of letters that nobody wrote: no program answers them. Source: RFC 3834, section 5."""


class Sender(models.Model):
    """How a member's letters leave.

    `place` is an SMTP address without its password: smtps://user@host, or smtp:// where the
    connection is encrypted after its first words. The password is sealed; a `grant` stands in its
    place where the provider gives none. `copies_to` is the mailbox whose Sent folder gets a copy,
    an opaque reference; None where none is wanted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    member = models.ForeignKey(Member, models.CASCADE, related_name="senders")
    email = models.CharField(max_length=320)
    place = models.CharField(max_length=1000)
    password = models.BinaryField(null=True)
    grant = models.ForeignKey(Grant, models.SET_NULL, null=True)
    copies_to = models.UUIDField(null=True)
    added_at = models.DateTimeField()
    trouble = models.TextField(blank=True)
    trouble_since = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "member"), name="one_sender_per_member"),
        )

    def __str__(self) -> str:
        return self.place


class OutgoingState(models.TextChoices):
    """Held: it waits for its minute or for the next try. Sending: somebody has claimed it.

    Unsure: the server had the whole letter and its answer was lost too often. Failed: the server
    will not take it. Withdrawn: taken back in its minute.
    """

    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Outgoing(models.Model):
    """A letter that leaves: its Message-ID is fixed before the first try and never changes.

    `kind` and `about` say what it came from, opaque: a draft, a day's digest. `send_at` is when it
    may leave. `handed_over_at` is set before the last line of the letter goes to the server: from
    then until its answer is kept, it may have arrived. `may_be_twice` says that it was sent again
    after such a moment. `refused` holds the addresses that the server would not take, with its
    words. `said` is the server's last answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    by = models.ForeignKey(Member, models.PROTECT, related_name="outgoing")
    client = models.ForeignKey(Client, models.CASCADE, null=True, related_name="outgoing")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True)
    kind = models.CharField(max_length=20)
    about = models.UUIDField(null=True)
    message_id = models.CharField(max_length=200)
    in_reply_to = models.CharField(max_length=1000, blank=True)
    references = models.JSONField(default=list)
    to = models.JSONField(default=list)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField()
    send_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=OutgoingState.HELD)
    attempt = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    may_be_twice = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    copied_at = models.DateTimeField(null=True)
    refused = models.JSONField(default=dict)
    said = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "message_id"), name="one_outgoing_per_message_id"
            ),
            models.UniqueConstraint(
                fields=("practice", "by", "kind", "about"),
                name="one_outgoing_about",
                condition=Q(about__isnull=False) & ~Q(state="withdrawn"),
            ),
        )
        indexes = (
            models.Index(
                fields=("send_at",),
                name="outgoing_to_send",
                condition=Q(state__in=("held", "sending")),
            ),
            models.Index(fields=("practice", "-made_at"), name="outgoing_latest"),
        )

    def __str__(self) -> str:
        return self.subject
