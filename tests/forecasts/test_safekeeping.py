"""Past work leaves with its practice, goes with its client, and is told to no client."""

import json

import pytest

from tests.forecasts.past import KIMAI, OWN, imported
from troth.forecasts.models import PastWork, Stint
from troth.notes.actions import Took, did
from troth.people.access import Viewer
from troth.safekeeping.actions.deleting import delete_client
from troth.safekeeping.leaving.export import export
from troth.safekeeping.leaving.scope import of_client, whole_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(cast):
    imported(cast, KIMAI)
    imported(cast, OWN)
    took = Took(hours=3.5, estimated_hours=3, kind="shop")
    did(cast.acme, text="checkout faster", by=cast.alice, at=cast.at, took=took)
    return cast


def lines(path):
    return [json.loads(it) for it in path.read_text(encoding="utf-8").splitlines()]


def test_with_a_client_goes_their_past_work_and_nobody_elses(worked):
    delete_client(worked.acme, by=worked.alice, at=worked.at)

    assert set(PastWork.objects.values_list("title", flat=True)) == {
        "Site: Support",
        "Certificate",
        "Meeting",
    }
    assert Stint.objects.count() == 1


def test_an_export_of_the_practice_holds_all_of_it(worked, tmp_path):
    viewer = Viewer(worked.alice)
    export(viewer, whole_practice(viewer), path=tmp_path / "out", at=worked.at)
    work = {it["title"]: it for it in lines(tmp_path / "out" / "work.jsonl")}
    (win,) = lines(tmp_path / "out" / "clients" / str(worked.acme.pk) / "wins.jsonl")

    assert len(work) == 5
    assert work["Checkout"]["estimated_hours"] == 3
    assert work["Shop: Move the checkout"]["stints"] == [["2026-02-10", 150], ["2026-02-11", 60]]
    assert (win["hours"], win["estimated_hours"], win["kind"]) == (3.5, 3, "shop")


def test_an_export_of_a_client_tells_nothing_of_what_work_took(worked, tmp_path):
    viewer = Viewer(worked.alice)
    export(viewer, of_client(viewer, worked.acme), path=tmp_path / "out", at=worked.at)
    (win,) = lines(tmp_path / "out" / "clients" / str(worked.acme.pk) / "wins.jsonl")

    assert not (tmp_path / "out" / "work.jsonl").exists()
    assert {"hours", "estimated_hours", "kind"}.isdisjoint(win)
