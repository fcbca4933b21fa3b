"""The backup that Troth makes by itself each day."""

from datetime import timedelta

import pytest

from tests.safekeeping.lived import mode_of
from troth.jobs.models import Job
from troth.record.models import Entry
from troth.safekeeping import backup_file
from troth.safekeeping.actions import daily
from troth.safekeeping.actions.daily import back_up_daily
from troth.safekeeping.kept import daily_files, latest
from troth.safekeeping.writing import NoBackupError
from troth.worker.loop import GiveUpError
from troth.worker.tasks import TASKS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


def test_there_is_one_for_each_of_the_last_seven_days(cast, tmp_path):
    for day in range(9):
        back_up_daily(tmp_path, at=cast.at + timedelta(days=day))
        again = back_up_daily(tmp_path, at=cast.at + timedelta(days=day, hours=3))
    kept = daily_files(tmp_path)

    assert again is None
    assert [it.name for it in kept] == [f"daily-2026-03-{day:02}.troth" for day in range(10, 3, -1)]
    assert latest(tmp_path) == kept[0]
    assert Entry.objects.filter(kind="backup.made", chain=cast.practice.pk).count() == 9
    assert mode_of(kept[0]) == 0o600
    assert mode_of(kept[0].parent) == 0o700
    for each in kept:
        backup_file.check(each, backup_file.read(each))


def test_a_disk_with_little_room_is_left_alone_and_a_person_hears_of_it(
    cast, tmp_path, settings, monkeypatch
):
    settings.HOME, settings.BACKUPS = tmp_path, True
    monkeypatch.setattr(daily, "ROOM", 10**12)
    with pytest.raises(NoBackupError, match="Make room"):
        back_up_daily(tmp_path, at=cast.at)
    with pytest.raises(GiveUpError, match="There is no backup of today"):
        TASKS["backup"](Job(name="backup"), cast.at)

    assert daily_files(tmp_path) == []


@pytest.mark.parametrize("switch", [{"BACKUPS": False}, {"IS_DEMO": True}])
def test_where_it_is_switched_off_and_in_the_sample_practice_none_is_made(
    cast, tmp_path, settings, switch
):
    settings.HOME, settings.BACKUPS = tmp_path, True
    for name, value in switch.items():
        setattr(settings, name, value)
    TASKS["backup"](Job(name="backup"), cast.at)

    assert list(tmp_path.iterdir()) == []
