"""Today's lines, kept ready, and who wants them as a letter.

A line can always be made again from what lies below.
"""

from django.db import models
from django.db.models import Q

from troth.agenda.digest_time import USUAL_HOUR
from troth.people.models import Client, Member, Practice


class Line(models.Model):
    """One client on Today.

    `band` and `moment` are its place in the one order (docs/order.md): smaller bands first, in a
    band earlier moments first. `seen` is the number of the client's latest entry that it knows of.
    `stale_at` is when time alone changes it: a due time ends, a word falls due. `zone` is where its
    owner's days ended when it was made: once they end elsewhere, it is stale. `to_look_at` counts
    what was found in mail and waits. `words` holds what the page says, as plain values.
    """

    client = models.OneToOneField(Client, models.CASCADE, primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE)
    owner = models.ForeignKey(Member, models.CASCADE)
    band = models.PositiveSmallIntegerField()
    moment = models.DateTimeField()
    seen = models.PositiveBigIntegerField(default=0)
    stale_at = models.DateTimeField(null=True)
    zone = models.CharField(max_length=64)
    to_look_at = models.PositiveIntegerField(default=0)
    words = models.JSONField()

    class Meta:
        indexes = (
            models.Index(fields=("practice", "band", "moment", "client"), name="the_order"),
            models.Index(fields=("owner", "band", "moment", "client"), name="the_order_of_one"),
            models.Index(fields=("practice", "stale_at"), name="stale_lines"),
            models.Index(
                fields=("owner", "to_look_at"),
                name="lines_to_look_at",
                condition=Q(to_look_at__gt=0),
            ),
        )

    def __str__(self) -> str:
        return str(self.client_id)


class DigestChoice(models.Model):
    """Whether a member wants the letter of the day, and at which hour of their zone.

    Where there is no row it is wanted, at the usual hour. `chosen_at` is when the member last said
    so, None where they never did. `decided_on` is the latest day for which it was decided whether a
    letter goes.
    """

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE)
    is_wanted = models.BooleanField(default=True)
    hour = models.PositiveSmallIntegerField(default=USUAL_HOUR)
    chosen_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(hour__lte=23), name="digest_hour_is_of_a_day"),
        )

    def __str__(self) -> str:
        return str(self.member_id)
