"""What was due on a day before it was moved keeps that day, as what is due on one does.

Of what was moved already, the day is known where it ended at a midnight of whoever must act.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import migrations, models


def name_days(apps: Any, _schema: Any) -> None:
    rows = apps.get_model("promises", "Matter").objects.filter(moved_from_at__isnull=False)
    for matter in rows.select_related("client__owner", "client__practice", "contact"):
        matter.moved_from_on = _day_before(matter.moved_from_at, _zone(matter))
        matter.save(update_fields=("moved_from_on",))


def _zone(matter: Any) -> str:
    if matter.kind != "need":
        return str(matter.client.owner.zone)
    return str((matter.contact and matter.contact.zone) or matter.client.practice.zone)


def _day_before(end: datetime, zone: str) -> date | None:
    try:
        local = end.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return None
    return local.date() - timedelta(days=1) if local.time() == time() else None


class Migration(migrations.Migration):
    dependencies = [
        ("promises", "0002_the_queue"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="moved_from_on",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(name_days, migrations.RunPython.noop),
    ]
