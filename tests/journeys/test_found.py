"""Found in mail, from the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person
from tests.journeys.post import NEXT_YEAR
from tests.journeys.reading import read_every_letter_again

pytestmark = pytest.mark.slow

MOST = 60


def test_every_answer_is_one_key_the_count_goes_down_and_what_was_put_aside_never_returns(
    robin: Person, sample_home
):
    robin.leads("g", "f")
    number, total = progress(robin)
    waiting = count_in_frame(robin)
    assert number == 1

    confirmed = answer(robin, "y", says="Confirmed: ")
    see(robin, progress=(2, total), waiting=waiting - 1)
    corrected = correct(robin, what="The corrected words", due=f"{NEXT_YEAR}-05-06")
    see(robin, progress=(3, total), waiting=waiting - 2)
    put_aside, sentence = asked(robin), reads(robin)
    answer(robin, "x", says="Put aside, and not asked again: ")
    see(robin, progress=(4, total), waiting=waiting - 3)
    done = answer(robin, "d", says="Done already: ")
    see(robin, progress=(5, total), waiting=waiting - 4)
    robin.leads("z")
    assert "Taken back. It is asked again." in robin.notice
    assert asked(robin) == done
    answer(robin, "d", says="Done already: ")
    see(robin, progress=(5, total), waiting=waiting - 4)

    robin.go(f"/found/{confirmed}")
    assert robin.path.startswith("/promises/")
    robin.go(f"/found/{corrected}")
    assert robin.heading == "The corrected words"
    assert f"6 May {NEXT_YEAR}" in robin.words()
    robin.go(f"/found/{done}")
    expect(robin.main).to_contain_text("Open it again")

    read_every_letter_again(sample_home)
    robin.go("/found")
    assert sentence not in everything_asked(robin)
    robin.go(f"/found/{put_aside}")
    expect(robin.main).to_contain_text("You have answered this.")
    assert robin.said == []


def test_the_sure_ones_and_the_older_ones_go_together_and_come_back_together(robin: Person):
    robin.leads("g", "f")
    waiting = count_in_frame(robin)
    sure = together(robin, "a")
    older = together(robin, "l")

    robin.press("a")
    expect(robin.page.locator("#notices")).to_contain_text(f"{sure} sentences confirmed.")
    assert count_in_frame(robin) == waiting - sure
    robin.press("l")
    expect(robin.page.locator("#notices")).to_contain_text("let go.")
    assert count_in_frame(robin) == waiting - sure - older
    robin.leads("z")
    assert count_in_frame(robin) == waiting - sure
    assert together(robin, "l") == older


def progress(robin: Person) -> tuple[int, int]:
    found = re.search(r"(\d+) of (\d+)", robin.page.inner_text(".page-head"))
    assert found, robin.page.inner_text(".page-head")
    return int(found[1]), int(found[2])


def count_in_frame(robin: Person) -> int:
    found = re.match(r"\d+", robin.page.inner_text("#count-2"))
    return int(found[0]) if found else 0


def see(robin: Person, *, progress: tuple[int, int], waiting: int) -> None:
    """The place in the queue and the count beside the page's name.

    What was put aside may have seemed to settle something: that is open again, and both grow by it.
    """
    number, total = progress
    either = re.compile(rf"{number} of ({total}|{total + 1})")
    expect(robin.page.locator(".page-head p")).to_have_text(either)
    grown = int(robin.page.inner_text(".page-head p").rpartition(" ")[2]) - total
    assert count_in_frame(robin) - waiting in {0, grown}


def asked(robin: Person) -> str:
    """The id of the question, which every answer leads to."""
    action = robin.page.get_attribute(
        "form[action$='/confirm'], form[action$='/dismiss']", "action"
    )
    return action.split("/")[2]


def reads(robin: Person) -> str:
    return robin.page.inner_text("#asked")


def answer(robin: Person, key: str, *, says: str) -> str:
    question = asked(robin)
    robin.press(key)
    expect(robin.page.locator("#notices")).to_contain_text(says)
    robin.settled()
    return question


def correct(robin: Person, *, what: str, due: str) -> str:
    """Who, what and when put right; the one who owes it is turned round."""
    question = asked(robin)
    robin.press("e")
    robin.page.wait_for_selector("#what:focus")
    directions = robin.page.locator("[name=direction]")
    before = robin.page.locator("[name=direction]:checked").get_attribute("value")
    directions.first.focus()
    robin.press("ArrowRight")
    assert robin.page.locator("[name=direction]:checked").get_attribute("value") != before
    robin.type_into("what", what)
    robin.type_into("due", due)
    robin.press("Enter")
    expect(robin.page.locator("#notices")).to_contain_text(f"Confirmed as you put it: “{what}”")
    robin.settled()
    return question


def together(robin: Person, key: str) -> int:
    found = re.search(r"\d+", robin.page.inner_text(f".bulk [data-key={key}]"))
    assert found
    return int(found[0])


def everything_asked(robin: Person) -> set[str]:
    """Whatever waits, put back one after the other until the first comes again."""
    seen: set[str] = set()
    for _ in range(MOST):
        question = reads(robin)
        if question in seen:
            return seen
        seen.add(question)
        robin.page.evaluate("document.getElementById('finding').dataset.old = 'yes'")
        robin.press("s")
        robin.page.wait_for_selector("#finding:not([data-old])")
        robin.settled()
    raise AssertionError("There is no end of it.")
