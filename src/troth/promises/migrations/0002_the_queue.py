"""What the order of the queue rests on stands in columns, and indexes keep those that wait."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf, Substr

STRENGTH = 8
"""As in troth.pure.ledger.learning on the day of this migration."""


def learn_anew(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """How likely each open finding is, after what was decided before this migration."""
    finding, tally = (apps.get_model("promises", name) for name in ("Finding", "Tally"))
    finding.objects.update(likely=F("certainty"))
    for it in tally.objects.all():
        rows = finding.objects.filter(
            practice=it.practice_id, language=it.language, rule=it.rule, is_mine=it.is_mine
        )
        decided = it.confirmed + it.dismissed
        rows.filter(state="open").update(
            likely=(STRENGTH * F("certainty") + it.confirmed) / (STRENGTH + decided)
        )


IS_WAITING = models.ExpressionWrapper(
    Q(state="open", is_repeated=False, standing__in=["open", "deferred", "unclear"])
    & ~Q(is_mine=True, kind__in=["alarm", "inquiry"]),
    output_field=models.BooleanField(),
)
TENTHS = models.Func(F("likely") * 10 + 1e-9, function="ROUND", output_field=models.FloatField())
DUE_FIRST = Substr(
    Coalesce(NullIf("deferred_to", Value("")), NullIf("due", Value("")), Value("9999-12-31")),
    1,
    10,
)


class Migration(migrations.Migration):
    dependencies = (("promises", "0001_initial"),)

    operations = (
        migrations.AddField(
            "finding", "likely", models.FloatField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "finding",
            "is_waiting",
            models.GeneratedField(
                expression=IS_WAITING, output_field=models.BooleanField(), db_persist=True
            ),
        ),
        migrations.AddField(
            "finding",
            "tenths",
            models.GeneratedField(
                expression=TENTHS, output_field=models.FloatField(), db_persist=True
            ),
        ),
        migrations.AddField(
            "finding",
            "due_first",
            models.GeneratedField(
                expression=DUE_FIRST,
                output_field=models.CharField(max_length=10),
                db_persist=True,
            ),
        ),
        migrations.RunPython(learn_anew, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex("finding", "open_findings"),
        migrations.AddIndex(
            "finding",
            models.Index(
                fields=("client", "said_at"),
                name="waiting_of_client",
                condition=Q(is_waiting=True),
            ),
        ),
        migrations.AddIndex(
            "finding",
            models.Index(
                fields=("practice", "rule"), name="open_findings_of_rule", condition=Q(state="open")
            ),
        ),
        migrations.AddIndex(
            "finding",
            models.Index(
                fields=(
                    "practice",
                    "-tenths",
                    "due_first",
                    "-said_at",
                    "-id",
                    "client",
                    "likely",
                    "standing",
                ),
                name="the_queue",
                condition=Q(is_waiting=True),
            ),
        ),
        migrations.AddIndex(
            "finding",
            models.Index(
                fields=("practice", "said_at", "client"),
                name="waiting_by_age",
                condition=Q(is_waiting=True),
            ),
        ),
        migrations.AddIndex(
            "proposal",
            models.Index(
                fields=("practice", "-at"), name="newest_proposals", condition=Q(state="open")
            ),
        ),
    )
