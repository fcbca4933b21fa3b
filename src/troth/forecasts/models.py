"""Work that is over, as other programs kept it: how long it was to take, and how long it took."""

from django.db import models
from django.db.models import Q

from troth.people.models import Client, Member, Practice
from troth.web.ids import uuid7


class PastWork(models.Model):
    """A piece of work that a file told of. `source` is the program, `source_id` its name there.

    `estimated_hours` is None where nobody said before how long it would take. Where the file holds
    single stretches of work, `actual_hours` is the sum of its `stints`. What a member's work took
    is told to that member alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    member = models.ForeignKey(Member, models.PROTECT, related_name="past_work")
    client = models.ForeignKey(Client, models.CASCADE, null=True, related_name="past_work")
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=100, blank=True)
    estimated_hours = models.FloatField(null=True)
    actual_hours = models.FloatField()
    started_on = models.DateField(null=True)
    estimated_on = models.DateField(null=True)
    completed_on = models.DateField()
    source = models.CharField(max_length=20)
    source_id = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "source", "source_id"), name="past_work_comes_in_once"
            ),
            models.CheckConstraint(condition=Q(actual_hours__gt=0), name="past_work_took_time"),
        )
        indexes = (
            models.Index(fields=("practice", "member", "completed_on"), name="past_work_of_member"),
        )

    def __str__(self) -> str:
        return self.title


class Stint(models.Model):
    """One stretch of a piece of work, on one day, as a time tracker kept it."""

    practice = models.ForeignKey(Practice, models.CASCADE)
    work = models.ForeignKey(PastWork, models.CASCADE, related_name="stints")
    member = models.ForeignKey(Member, models.PROTECT, related_name="stints")
    on = models.DateField()
    minutes = models.FloatField()
    source = models.CharField(max_length=20)
    source_id = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "source", "source_id"), name="stint_comes_in_once"
            ),
        )
        indexes = (models.Index(fields=("member", "on"), name="stints_of_member"),)

    def __str__(self) -> str:
        return f"{self.minutes:g} minutes on {self.on}"
