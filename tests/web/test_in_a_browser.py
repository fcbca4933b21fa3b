"""The desk in a real browser: what axe says, and the keys."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.gallery import browser, faults, looked_at, opened
from tests.web.gallery_server import serve
from tests.web.gallery_states import states

LOOKED_AT = [name for name, _, _ in states() if name not in ("client-300", "mailbox-choose-300")]
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="no Chromium here"
    ),
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with opened(chromium, size="desk", theme="light") as (opened_page, _):
        yield opened_page


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_every_page_is_accessible_and_fits_and_needs_nothing_forbidden(chromium, base, size, theme):
    faulty = [
        (name, found)
        for name, _, found in looked_at(chromium, base, size=size, theme=theme, names=LOOKED_AT)
        if found
    ]

    assert faulty == []


def test_the_look_for_faults_can_fail(page, base):
    page.goto(f"{base}/today")
    page.evaluate("document.querySelector('h1').replaceWith(document.createElement('img'))")

    assert [each for each in faults(page) if each.startswith("image-alt")]


def test_j_and_k_move_along_the_clients_and_stop_at_the_ends(page, base):
    page.goto(f"{base}/today")

    assert [_after(page, key) for key in "jjjkk"] == [
        "Hotel Lindenhof",
        "Boulangerie Morel",
        "Northgate Clinic",
        "Boulangerie Morel",
        "Hotel Lindenhof",
    ]
    assert _after(page, "k") == "Hotel Lindenhof"


def test_arrows_scroll_the_page_until_the_focus_is_in_the_list(page, base):
    page.goto(f"{base}/today")

    assert _after(page, "ArrowDown") != "Hotel Lindenhof"
    page.keyboard.press("j")
    assert _after(page, "ArrowDown") == "Boulangerie Morel"


@pytest.mark.parametrize(
    ("keys", "leads_to"),
    [
        ("jj Enter", "/client/1"),
        ("jj t", "/write/1"),
        ("t", "/write/0"),
        ("g f", "/found"),
        ("g c", "/clients"),
        ("n", "/note"),
    ],
)
def test_a_key_opens_what_it_stands_beside(page, base, keys, leads_to):
    page.goto(f"{base}/today")

    with page.expect_navigation():
        for each in keys.split():
            for key in [each] if each == "Enter" else each:
                page.keyboard.press(key)

    assert page.url == f"{base}{leads_to}"


def test_a_page_goes_before_the_frame_and_may_use_k_where_nothing_is_listed(page, base):
    page.goto(f"{base}/matter")
    with page.expect_request(f"{base}/m/1/keep"):
        page.keyboard.press("k")


@pytest.mark.parametrize("keys", ["Control+t", "Alt+n", "Meta+g", "Shift+N", "q"])
def test_keys_of_the_browser_and_of_nobody_are_left_alone(page, base, keys):
    page.goto(f"{base}/today")
    page.evaluate(
        "window.taken = null; addEventListener('keydown', e => { window.taken = e.defaultPrevented })"
    )
    page.keyboard.press(keys)

    assert page.evaluate("window.taken") is False
    assert page.url == f"{base}/today"


def test_no_key_acts_while_a_person_types_and_escape_leaves_the_field(page, base):
    page.goto(f"{base}/clients")
    page.keyboard.press("/")
    page.keyboard.type("ntgf?")

    assert page.input_value("#q") == "ntgf?"
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == ""


def test_the_question_mark_lists_the_keys_of_the_page_and_escape_closes(page, base):
    page.goto(f"{base}/found")
    page.keyboard.press("?")
    listed = page.inner_text("#keys [data-keys-here]")

    assert page.is_visible("#keys")
    assert "Already done" in listed
    assert "\nx" in listed
    assert "Go to Found in mail" in listed
    page.keyboard.press("y")
    assert page.is_visible("#keys")
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys")


def test_single_keys_can_be_switched_off_and_on_again(page, base):
    page.goto(f"{base}/today")
    page.keyboard.press("?")
    page.check("[data-keys-off]")
    page.keyboard.press("Escape")

    assert _after(page, "j") != "Hotel Lindenhof"
    page.keyboard.press("?")
    page.uncheck("[data-keys-off]")
    page.keyboard.press("Escape")
    assert _after(page, "j") == "Hotel Lindenhof"


def test_an_answer_brings_the_next_finding_its_undo_and_the_new_count(page, base):
    page.goto(f"{base}/found")
    page.keyboard.press("y")
    page.wait_for_selector("text=8 of 23")

    assert page.evaluate("document.activeElement.id") == "asked"
    assert page.inner_text("#notices p").startswith("Confirmed:")
    assert page.inner_text("#count-2").startswith("22")
    assert page.evaluate("document.querySelector('#notices [data-key=z]').checkVisibility()")


def test_keys_hold_after_a_swap(page, base):
    page.goto(f"{base}/found")
    page.keyboard.press("y")
    page.wait_for_selector("text=8 of 23")
    page.keyboard.press("e")
    page.wait_for_selector("#what:focus")

    assert page.input_value("#what") == "the migration plan"
    with page.expect_navigation():
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("z")
    assert page.url.endswith("/undo/1")


def test_a_wrong_correction_comes_back_with_its_reason_and_all_that_was_typed(page, base):
    page.goto(f"{base}/found")
    page.keyboard.press("e")
    page.fill("#due", "Fryday")
    page.keyboard.press("Enter")
    page.wait_for_selector("#due-wrong")

    assert page.input_value("#due") == "Fryday"
    assert page.input_value("#what") == "the migration plan"
    assert page.evaluate("document.activeElement.className") == "problems"
    assert page.get_attribute("#due", "aria-describedby").split() == ["due-wrong", "due-why"]


def test_an_answer_that_fails_says_so_and_leaves_the_finding(page, base):
    page.goto(f"{base}/found")
    page.keyboard.press("x")
    page.wait_for_selector("#notices p")

    assert "nothing was changed" in page.inner_text("#notices p")
    assert "7 of 23" in page.inner_text("h1 + p")


def test_a_long_letter_opens_where_its_sentence_is(page, base):
    page.goto(f"{base}/found-long")
    top = page.evaluate("document.querySelector('[data-lit]').getBoundingClientRect().top")

    assert 0 < top < 900


def test_every_line_of_six_clients_is_on_one_screen_of_the_desk(page, base):
    page.goto(f"{base}/today")
    ends = page.evaluate(
        "Array.from(document.querySelectorAll('.line'), e => e.getBoundingClientRect().bottom)"
    )

    assert len(ends) == 6
    assert max(ends) <= 900


def test_the_chosen_theme_overrules_the_machine(page, base):
    page.goto(f"{base}/today")
    by_machine = _paper(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    by_choice = _paper(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.documentElement.dataset.theme = 'light'")

    assert _paper(page) == by_machine != by_choice


def _after(page: Page, key: str) -> str:
    page.keyboard.press(key)
    return str(page.evaluate("document.activeElement.textContent")).strip()


def _paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
