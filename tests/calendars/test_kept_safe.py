"""Calendars and hours in a backup, in a move, and in an export."""

import json
from datetime import date

import pytest
from tests.calendars.kept_rows import FEED, WEEK_OFF, added, meeting
from tests.safekeeping.lived import opened, second_databases

from troth.calendars.actions.hours import set_hours
from troth.calendars.hours import hours_of
from troth.calendars.models import TABLE, Calendar
from troth.calendars.queries import occurrences
from troth.people.access import Viewer
from troth.people.sealing import unseal
from troth.safekeeping.actions.deleting import delete_client
from troth.safekeeping.leaving.export import export
from troth.safekeeping.leaving.scope import of_client, whole_practice
from troth.safekeeping.writing import write

__all__ = ["second_databases"]


@pytest.fixture
def kept(cast):
    added(cast, meeting(), WEEK_OFF, account="alice", password="s3cret")
    added(cast, address="/home-of/bob.ics", by=cast.bob)
    set_hours(hours_of(cast.alice)._replace(share=0.5), by=cast.alice, at=cast.at)
    return cast


def said(cast):
    return occurrences(Viewer(cast.alice), first=date(2026, 3, 1), end=date(2026, 4, 1))


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_calendars_with_their_passwords_and_hours(kept, second_databases, tmp_path):
    before = said(kept)
    write(tmp_path / "practice.troth", at=kept.at)
    with opened(tmp_path / "practice.troth", tmp_path):
        calendar = Calendar.objects.get(member=kept.alice)
        row = {"practice": kept.practice.pk, "table": TABLE, "row": calendar.pk}
        password = unseal(bytes(calendar.password), **row)
        after, hours = said(kept), hours_of(kept.alice)

    assert after == before != ()
    assert password == "s3cret"
    assert hours.share == 0.5


def exported(cast, scope, folder):
    export(Viewer(cast.alice), scope, path=folder / "out", at=cast.at)
    files = [it for it in (folder / "out").rglob("*") if it.is_file() and it.name != "verify.py"]
    return "".join(it.read_text(encoding="utf-8") for it in files)


@pytest.mark.django_db
def test_an_export_names_my_calendars_and_nobody_elses_nor_what_stands_in_them(kept, tmp_path):
    text = exported(kept, whole_practice(Viewer(kept.alice)), tmp_path)
    practice = json.loads((tmp_path / "out" / "practice.json").read_text("utf-8"))

    assert [it["address"] for it in practice["calendars"]] == [FEED]
    assert practice["hours"]["share"] == 0.5
    assert "Budget of Acme" not in text
    assert "s3cret" not in text


@pytest.mark.django_db
def test_a_clients_export_tells_nothing_of_calendars_and_hours(kept, tmp_path):
    text = exported(kept, of_client(Viewer(kept.alice), kept.acme), tmp_path)

    assert FEED not in text
    assert "Mo-Fr" not in text


@pytest.mark.django_db
def test_deleting_a_client_takes_nothing_out_of_a_members_own_calendar(kept):
    before = said(kept)
    delete_client(kept.acme, by=kept.alice, at=kept.at)

    assert said(kept) == before
