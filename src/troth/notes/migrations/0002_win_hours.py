"""A win says, where the member wants it, what the work took and what was thought before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="win",
            name="hours",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="win",
            name="estimated_hours",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="win",
            name="kind",
            field=models.CharField(blank=True, max_length=100),
        ),
    ]
