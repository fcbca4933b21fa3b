"""Searching from the keyboard, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.slow


def test_a_slash_from_any_page_and_some_letters_find_what_was_written(robin: Person):
    until_indexed(robin)
    robin.go("/mailboxes")
    robin.leads("/")
    page = robin.page

    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("host")
    lit = page.locator("#hits mark")
    expect(lit.first).to_have_text(re.compile("^host", re.IGNORECASE))
    assert page.url.endswith("/search?q=host&kind=")
    assert page.evaluate("document.activeElement.id") == "q"
    robin.press("Escape", "j")
    robin.leads("Enter")
    assert robin.path.partition("/")[0] == ""
    assert "/search" not in robin.path
    assert robin.said == []


def test_without_a_script_the_button_answers_the_same(robin: Person):
    until_indexed(robin)
    robin.go("/search?q=host")

    assert robin.page.locator("#hits mark").count() > 0
    assert robin.page.input_value("#q") == "host"


def until_indexed(robin: Person) -> None:
    """The worker lets letters be found soon after they were taken in."""
    robin.go("/search?q=host")
    robin.again_until(lambda: robin.page.locator("#hits mark").count() > 0)
