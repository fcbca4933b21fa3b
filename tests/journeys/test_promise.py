"""A promise from its first line to its end."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person
from tests.journeys.post import NEXT_YEAR

pytestmark = pytest.mark.slow

CLIENT = "Fernley Tools"
NOT_TOLD = "the new date is not told yet"
DUE = date(NEXT_YEAR, 6, 4)
LATER = date(NEXT_YEAR, 6, 11)
LINE = f"send Clara the stock report by {DUE.day} June {DUE.year}"


def test_a_promise_is_written_in_one_line_moved_told_kept_opened_again_and_broken(robin: Person):
    robin.go("/")
    robin.leads("p")
    robin.page.wait_for_selector("#words:focus")
    robin.page.keyboard.type(LINE)
    with robin.page.expect_navigation():
        robin.press("Enter")
    assert "As Troth understands it" in robin.words()
    expect(robin.page.locator("[aria-labelledby=understood]")).to_contain_text(
        f"You promise Clara ({CLIENT}): “send Clara the stock report”, "
        f"by {DUE:%A}, {DUE.day} June {DUE.year}."
    )
    robin.send("Yes, write it down")
    promise = robin.path
    assert promise.startswith("/promises/")

    robin.leads("m")
    robin.type_into("due", LATER.isoformat())
    robin.send("Move it")
    assert "Nothing was saved yet" in robin.words()
    assert robin.page.input_value("#due") == LATER.isoformat()
    robin.type_into("why", "The audit comes first")
    robin.send("Move it")
    assert "Moved:" in robin.notice
    assert f"{LATER:%A}, {LATER.day} June" in robin.words()
    assert "The audit comes first" in robin.words()
    assert NOT_TOLD in line_of(robin, CLIENT)

    robin.go(promise)
    robin.leads("h")
    assert NOT_TOLD not in line_of(robin, CLIENT)

    robin.go(promise)
    robin.leads("k")
    assert "Kept" in robin.words(".asked")
    robin.leads("u")
    assert robin.notice == "It is open again."
    robin.leads("b")
    robin.type_into("why", "The stock system is gone")
    robin.send("Close it as not kept")
    assert "The stock system is gone" in robin.words()
    robin.leads("z")
    robin.leads("r")
    robin.type_into("why", "They count by hand now")
    robin.send("Let it go")
    assert "They count by hand now" in robin.words()
    expect(robin.page.locator("[data-key=u]")).to_be_visible()
    assert robin.said == []


def line_of(robin: Person, client: str) -> str:
    robin.go("/")
    return robin.page.locator(".line", has_text=client).inner_text()
