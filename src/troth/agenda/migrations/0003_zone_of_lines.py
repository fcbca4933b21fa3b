"""A line knows in which zone it was made, and tells days as days.

Each is found to be of no zone and made again, and with it the ends of what is due on a day: some
ended where a member had been before they moved. Until then it says what it said.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations, models


def tell_days(apps: Any, _schema: Any) -> None:
    for line, words, zone in _lines(apps):
        words["word_on"] = _day(words.pop("word_at"), zone).isoformat()
        for owed in _owed(words):
            owed["due_on"] = ""
        line.save(update_fields=("words",))


def tell_instants(apps: Any, _schema: Any) -> None:
    for line, words, zone in _lines(apps):
        begins = datetime.fromisoformat(words.pop("word_on")).replace(tzinfo=zone)
        words["word_at"] = int(begins.timestamp())
        for owed in _owed(words):
            del owed["due_on"]
        line.save(update_fields=("words",))


def _day(seconds: int, zone: ZoneInfo) -> date:
    """At the very ends of the calendar, where the zone has no day, that of UTC."""
    at = datetime.fromtimestamp(seconds, UTC)
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return at.date()


def _lines(apps: Any) -> Iterator[tuple[Any, dict[str, Any], ZoneInfo]]:
    for line in apps.get_model("agenda", "Line").objects.select_related("owner").order_by("pk"):
        yield line, line.words, ZoneInfo(line.owner.zone)


def _owed(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    one = (words[name] for name in ("about", "they_wait", "we_wait", "endangered"))
    yield from (it for it in (*one, *words["late_ours"], *words["late_theirs"]) if it)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_digest_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="line",
            name="zone",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(tell_days, tell_instants),
    ]
