"""A member's own calendars with what they say, and the hours that the member works."""

from django.db import models
from django.db.models import Q

from troth.people.models import Member, Practice
from troth.web.ids import uuid7

TABLE = "calendar"
"""What a calendar's sealed password is bound to, besides its row."""


class Calendar(models.Model):
    """A calendar of a member's: an absolute path, or an address without user and password.

    `password` is sealed. `read_at` is when it was last read, `looked_at` when that was last tried.
    `trouble` says why that failed, "" where it did not; `left_out` what of it could not be
    understood, a sentence a line. `is_paused` is true where it must not be tried again by itself: a
    server that refused a password may close the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    member = models.ForeignKey(Member, models.CASCADE, related_name="calendars")
    address = models.CharField(max_length=1000)
    account = models.CharField(max_length=320, blank=True)
    password = models.BinaryField(null=True)
    added_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    trouble_since = models.DateTimeField(null=True)
    left_out = models.TextField(blank=True)
    is_paused = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "member", "address"), name="one_calendar_per_address"
            ),
        )

    def __str__(self) -> str:
        return self.address


class Occasion(models.Model):
    """One time that a calendar tells of, within the window that is kept.

    It has its moments or, where it takes whole days, its days in the zone of the member; `ends_at`
    and `end_on` are no part of it. All of a calendar's are replaced at each look, and what a
    calendar says is kept nowhere else.
    """

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="occasions")
    uid = models.CharField(max_length=1000, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    first_on = models.DateField(null=True)
    end_on = models.DateField(null=True)
    is_busy = models.BooleanField()
    summary = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                    first_on__isnull=True,
                    end_on__isnull=True,
                )
                | Q(
                    starts_at__isnull=True,
                    ends_at__isnull=True,
                    first_on__isnull=False,
                    end_on__isnull=False,
                ),
                name="moments_or_days",
            ),
        )

    def __str__(self) -> str:
        return self.summary


class WorkingHours(models.Model):
    """When a member works, in their zone and where nothing else stands in their calendars.

    `hours` is as `pure.worktime.week` reads it; `country` and `region` are whose public holidays
    they keep, "" for none and for the whole country. `share` is how much of a free hour
    really is work, None where it is learned. `rest_hours` is how long nothing is worked after a
    meeting in hours off, None where that is no rule of theirs.
    """

    member = models.OneToOneField(
        Member, models.CASCADE, primary_key=True, related_name="working_hours"
    )
    hours = models.CharField(max_length=500)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=10, blank=True)
    share = models.FloatField(null=True)
    rest_hours = models.FloatField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
                name="share_is_a_part",
            ),
        )

    def __str__(self) -> str:
        return self.hours
