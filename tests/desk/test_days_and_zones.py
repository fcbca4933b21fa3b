"""Every page says the day that was said, whatever the zone that a member says they are in."""

import re
from datetime import date

import pytest

from tests.desk.rows import by_hand

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 10)
DUE = re.compile(r"due (?:on )?(\w{3} \d+ \w{3})")


@pytest.fixture
def desk(client, cast, monkeypatch):
    monkeypatch.setattr("troth.desk.viewing.now", lambda: cast.at)
    client.force_login(cast.alice)
    return client


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "America/New_York", "Pacific/Kiritimati"])
def test_the_line_the_list_and_the_promise_itself_say_one_day(desk, cast, zone):
    matter = by_hand(cast, "the plan", due=TUESDAY)
    desk.get("/")
    said = {"name": "Alice", "email": cast.alice.email, "zone": zone}
    assert desk.post("/you", said).status_code == 302

    for viewer in (cast.alice, cast.bob):  # Bob has stayed
        desk.force_login(viewer)
        pages = ["/?of=everyone", "/clients", f"/clients/{cast.acme.pk}", f"/promises/{matter.pk}"]
        days = [set(DUE.findall(desk.get(page).content.decode())) for page in pages]
        assert days == [{"Tue 10 Mar"}] * len(pages)
