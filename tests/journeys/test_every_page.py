"""Every page of the sample practice: to be read by everybody, and to be used by keyboard."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.crawling import Fetched, crawled, shape
from tests.journeys.person import SIZES, Person

pytestmark = pytest.mark.slow

COLOURS_ALONE = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
LOOKS = {
    ("desk", "light"): {},
    ("phone", "light"): {},
    ("phone", "dark"): COLOURS_ALONE,
    ("desk", "dark"): COLOURS_ALONE,
}
"""What axe is asked in each look: where only the colours differ, it looks at them alone."""

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
}
INSIDE_A_FRAME = "/html"

LANDMARKS = """() => ({
  h1: document.querySelectorAll('h1').length,
  main: document.querySelectorAll('main').length,
  title: document.title,
})"""

FAULTS = """async asked => {
  const found = await axe.run(asked);
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const axes = found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`);
  return over > 0 ? [...axes, `${over} px over the side`] : axes;
}"""

WATCH_CLICKS = """() => {
  document.activeElement?.blur();
  window.pressed = [];
  document.addEventListener('click', event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    window.pressed.push(event.target.closest('[data-key]')?.dataset.key);
  }, true);
  document.addEventListener('focusin', event => {
    if (event.target.matches('input[data-key]')) window.pressed.push(event.target.dataset.key);
  });
}"""

KEYS = """() => {
  const shown = [...document.querySelectorAll('[data-key]')].filter(e => e.getClientRects().length);
  const free = shown.filter(e => e.matches('a[href]') || !e.closest('[data-item]'));
  return [[...new Set(shown.map(e => e.dataset.key))], [...new Set(free.map(e => e.dataset.key))]];
}"""


@pytest.fixture(scope="module")
def every(robin: Person) -> list[Fetched]:
    return list(crawled(robin, "/", "/nothing-here"))


@pytest.fixture(scope="module")
def one_of_each(every: list[Fetched]) -> list[str]:
    """The first page of each shape."""
    first: dict[str, str] = {}
    for page in every:
        if is_page(page) and "client=" not in page.path:
            first.setdefault(shape(page.path), page.path)
    return list(first.values())


def test_every_answer_has_a_strict_policy_and_no_page_fails(every: list[Fetched]):
    assert len(every) > 100
    assert {page.path for page in every if page.status != 200} == {"/nothing-here"}
    loose = [page.path for page in every if not is_strict(page)]
    assert loose == []


def test_every_page_has_one_heading_a_title_and_keys_that_work(robin: Person, one_of_each):
    wrong = []
    for path in one_of_each:
        robin.go(path)
        found: dict[str, Any] = robin.page.evaluate(LANDMARKS)
        if (found["h1"], found["main"]) != (1, 1) or not found["title"].endswith(" · Troth"):
            wrong.append((path, found))
        wrong += [(path, it) for it in silent_keys(robin)]
    assert wrong == []
    assert robin.said == []


def test_every_page_is_accessible_and_fits_on_a_phone_and_a_desk(robin: Person, one_of_each):
    robin.page.add_init_script(Axe().axe_script)  # every page knows axe from now on
    wrong = []
    for path in one_of_each:
        robin.go(path)
        for (size, theme), asked in LOOKS.items():
            robin.page.set_viewport_size(SIZES[size])
            robin.page.emulate_media(color_scheme=theme)
            wrong += [(path, size, theme, it) for it in robin.page.evaluate(FAULTS, asked)]
    assert wrong == []


def is_page(page: Fetched) -> bool:
    is_html = page.headers["content-type"].startswith("text/html")
    return is_html and not page.path.endswith(INSIDE_A_FRAME)


def is_strict(page: Fetched) -> bool:
    policy = {it.strip() for it in page.headers.get("content-security-policy", "").split(";")}
    if page.path.endswith(INSIDE_A_FRAME):
        return "default-src 'none'" in policy and not any("script-src" in it for it in policy)
    return policy >= STRICT and not any("unsafe" in it for it in policy)


def silent_keys(robin: Person) -> list[str]:
    """Keys that stand on the page, and are not listed by `?` or do nothing."""
    shown, free = robin.page.evaluate(KEYS)
    robin.page.evaluate(WATCH_CLICKS)
    robin.press("?")
    listed = robin.page.locator("#keys [data-keys-here] dd").all_inner_texts()
    robin.press("Escape")
    said = {" ".join(it.replace("then", " ").split()).replace("Esc", "Escape") for it in listed}
    return [f"{it} is not listed" for it in shown if it not in said] + [
        f"{it} does nothing" for it in free if not does_something(robin, it)
    ]


def does_something(robin: Person, keys: str) -> bool:
    robin.page.evaluate("() => { window.pressed = []; document.activeElement?.blur(); }")
    robin.press(*keys.split())
    return keys in robin.page.evaluate("window.pressed")
