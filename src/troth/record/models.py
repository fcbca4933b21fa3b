"""The append-only record. It knows what it is about by opaque references only."""

from django.db import models
from django.db.models import Q


class Head(models.Model):
    """The end of a chain: what the next entry is appended to.

    `chain` is the client's id, or the practice's for the practice's own chain. `latest` is the id
    of its last entry, so that the chains with the latest news are found first.
    """

    chain = models.UUIDField(primary_key=True)
    practice = models.UUIDField()
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
    latest = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("practice", "-latest"), name="latest_news"),)

    def __str__(self) -> str:
        return f"{self.chain} at {self.seq}"


class Entry(models.Model):
    """One line of the record.

    `seq` counts from 1 in its chain. `by` is the member's id, None for Troth itself. `about` is the
    row it is about. `facts` holds references, dates and numbers as canonical JSON, never text.
    `text_digest` is the salted digest of the text that lies beside it. `hash` covers all of it and
    `previous`.
    """

    id = models.BigAutoField(primary_key=True)
    practice = models.UUIDField()
    chain = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    about = models.UUIDField(null=True)
    facts = models.TextField(default="{}")
    text_digest = models.BinaryField(max_length=32, null=True)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="one_entry_per_seq"),)
        indexes = (
            models.Index(
                fields=("about", "id"), name="entries_about", condition=Q(about__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"


class Words(models.Model):
    """The text of an entry, beside the record so that it can be erased.

    The salt goes with the text: without it the digest tells nothing of a short text.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="words")
    salt = models.BinaryField(max_length=16, null=True)
    text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text
