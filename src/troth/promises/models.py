"""Findings, and what they became when a person said so: promises, asks and needs."""

from django.db import models
from django.db.models import Q

from troth.mail.models import Message
from troth.notes.models import Note
from troth.people.models import Client, Contact, Practice
from troth.promises.waiting import DUE_FIRST, IS_WAITING, ORDER, TENTHS, waiting
from troth.web.ids import uuid7


class FindingState(models.TextChoices):
    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    LET_GO = "let go"


class MatterKind(models.TextChoices):
    """Promise: we owe it. Ask: they want it and have no word yet. Need: they owe it to us."""

    PROMISE = "promise"
    ASK = "ask"
    NEED = "need"


class Outcome(models.TextChoices):
    """Kept and late are promises done; answered is an ask, received a need."""

    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    RELEASED = "released"
    ANSWERED = "answered"
    DECLINED = "declined"
    RECEIVED = "received"


class Matter(models.Model):
    """A promise, an ask or a need that a member confirmed or wrote down.

    `due_at` is when its due time ends: for a day the end of that day in the zone of whoever must
    act, open; None where none was named. `due_on` is that day, where it is due on a day: what was
    said, and what `due_at` follows from (Note [Days move with people]). `moved_from_at` and
    `moved_from_on` are what they were before it was moved. `given_at` is when it was said.
    `told_at` is when the other side last heard of it from us; a move that the client does not know
    of empties it. `outcome` is "" while it is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="matters")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True)
    kind = models.CharField(max_length=10)
    what = models.TextField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    message = models.ForeignKey(Message, models.SET_NULL, null=True)
    note = models.ForeignKey(Note, models.SET_NULL, null=True)
    sentence = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    moved_from_at = models.DateTimeField(null=True)
    moved_from_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("client", "due_at"), name="open_matters", condition=Q(outcome="")),
            models.Index(fields=("client", "-given_at"), name="matters_of_client"),
        )

    def __str__(self) -> str:
        return self.what


class Finding(models.Model):
    """What reading a letter or a note suggests, with its sentence, its rule and its certainty.

    `start` and `end` span the sentence in the `new` text (code points, end exclusive). `is_mine`
    says whether we wrote it; `counterpart` is the address of the other side. `standing` and
    `settled_by` are what pure.ledger says became of it. `is_settled` is true where nothing is left
    to ask. A dismissed span is never found again, whatever the rules. `certainty` is the rule's
    own, `likely` what it is by now, after what was decided about the rule's other findings; it is
    kept while the finding is open. See Note [The order is kept] for the last three.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="findings")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True)
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="findings")
    note = models.ForeignKey(Note, models.CASCADE, null=True, related_name="findings")
    matter = models.ForeignKey(Matter, models.SET_NULL, null=True, related_name="findings")
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=10)
    rule = models.CharField(max_length=100)
    words = models.TextField(blank=True)
    certainty = models.FloatField()
    likely = models.FloatField()
    sentence = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    is_mine = models.BooleanField()
    counterpart = models.CharField(max_length=320, blank=True)
    to = models.JSONField(default=list)
    actor = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=40, blank=True)
    """By when, as its sentence says: an ISO day, or an instant with its offset."""
    said_at = models.DateTimeField()
    standing = models.CharField(max_length=10, blank=True)
    deferred_to = models.CharField(max_length=40, blank=True)
    settled_by = models.ForeignKey("self", models.SET_NULL, null=True)
    settling_sentence = models.TextField(blank=True)
    is_repeated = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=FindingState.OPEN)
    decided_at = models.DateTimeField(null=True)
    is_waiting = models.GeneratedField(
        expression=IS_WAITING, output_field=models.BooleanField(), db_persist=True
    )
    tenths = models.GeneratedField(
        expression=TENTHS, output_field=models.FloatField(), db_persist=True
    )
    due_first = models.GeneratedField(
        expression=DUE_FIRST, output_field=models.CharField(max_length=10), db_persist=True
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(message__isnull=False, note__isnull=True)
                | Q(message__isnull=True, note__isnull=False),
                name="found_in_a_letter_or_a_note",
            ),
            models.UniqueConstraint(
                fields=("message", "start", "kind"), name="one_finding_per_place"
            ),
            models.UniqueConstraint(
                fields=("note", "start", "kind"), name="one_finding_per_place_in_a_note"
            ),
        )
        indexes = (
            models.Index(
                fields=("practice", "rule"), name="open_findings_of_rule", condition=Q(state="open")
            ),
            models.Index(
                fields=("client", "said_at"), name="waiting_of_client", condition=waiting()
            ),
            models.Index(
                fields=("practice", *ORDER, "client", "likely", "standing"),
                name="the_queue",
                condition=waiting(),
            ),
            models.Index(
                fields=("practice", "said_at", "client"), name="waiting_by_age", condition=waiting()
            ),
        )

    def __str__(self) -> str:
        return self.sentence


class ProposalState(models.TextChoices):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Proposal(models.Model):
    """A later letter suggests what became of a matter.

    `standing` is what pure.ledger says: met, deferred or withdrawn; `sentence` says so, in
    `message` or `note`. `due` is the day or instant it was deferred to, in ISO.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="proposals")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="proposals")
    standing = models.CharField(max_length=10)
    sentence = models.TextField()
    due = models.CharField(max_length=40, blank=True)
    message = models.ForeignKey(Message, models.CASCADE, null=True)
    note = models.ForeignKey(Note, models.CASCADE, null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ProposalState.OPEN)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("matter", "standing", "message"), name="proposed_once_per_letter"
            ),
            models.UniqueConstraint(
                fields=("matter", "standing", "note"), name="proposed_once_per_note"
            ),
        )
        indexes = (
            models.Index(
                fields=("client", "-at"), name="open_proposals", condition=Q(state="open")
            ),
            models.Index(
                fields=("practice", "-at"), name="newest_proposals", condition=Q(state="open")
            ),
        )

    def __str__(self) -> str:
        return self.sentence


class Tally(models.Model):
    """How often this practice confirmed and dismissed what a rule found."""

    practice = models.ForeignKey(Practice, models.CASCADE)
    language = models.CharField(max_length=10)
    rule = models.CharField(max_length=100)
    is_mine = models.BooleanField()
    confirmed = models.PositiveIntegerField(default=0)
    dismissed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "language", "rule", "is_mine"), name="one_tally_per_rule"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule}: {self.confirmed} of {self.confirmed + self.dismissed}"
