"""A calendar is added at the desk, put right, read by the worker, and seen in the days it takes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.calendars.feeds import Feed, event, feed_on_loopback, ics
from tests.journeys.person import Person
from troth.cli.options import now

pytestmark = pytest.mark.slow

IN_A_WEEK = f"{now() + timedelta(days=7):%Y%m%d}"
FAIR = event("1", f"DTSTART;VALUE=DATE:{IN_A_WEEK}", "SUMMARY:Winter fair")


@pytest.fixture
def feed() -> Iterator[Feed]:
    with feed_on_loopback() as feed:
        feed.body, feed.account = ics(FAIR), "robin:s3cret"
        yield feed


def test_hours_are_said_and_a_calendar_takes_a_day_of_them_until_it_is_removed(robin: Person, feed):
    robin.go("/you")
    robin.page.get_by_role("link", name="When you work").focus()
    robin.leads("Enter")
    for day in ("saturday", "sunday"):
        robin.type_into(day, "10-12")
    robin.type_into("country", "none")
    robin.send("Keep it")
    assert robin.notice == "Kept. Forecasts count these hours from now on."

    robin.page.get_by_role("link", name="What your calendars leave free").focus()
    robin.leads("Enter")
    assert "No calendar is kept yet" in robin.words()
    robin.leads("a")
    robin.type_into("address", feed.address)
    robin.send("Read it")
    expect(robin.main).to_contain_text("wants to know who asks. Write the user below.")
    assert robin.page.input_value("[name=address]") == feed.address

    robin.type_into("user", "robin")
    robin.type_into("password", "s3cret")
    robin.send("Read it again")
    expect(robin.main).to_contain_text("1 occurrence, read as robin each hour.")
    robin.go("/calendars")
    full = robin.page.locator(".day", has_text="Winter fair")
    expect(full).to_contain_text("Nothing free of")
    expect(full.locator("details")).to_have_attribute("open", "")

    robin.leads("j", "Enter")
    robin.leads("r")
    robin.send("Remove it")

    assert "is no calendar of yours any more" in robin.notice
    assert "Winter fair" not in robin.words()
    assert robin.said == []
