"""A person at the desk: a running practice, a page of Chromium, and hands on the keyboard."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.cli.processes import Up, troth

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}
PATIENT_MS = 30_000
"""How long a page may take on a machine under load; nothing here waits without watching."""

MOVING = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"

expect.set_options(timeout=PATIENT_MS)


class Person:
    """Who sits before the desk, by `page`; `said` is what the console had against it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.said: list[str] = []
        self.answers: list[Response] = []
        page.set_default_timeout(PATIENT_MS)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("response", self._keep)

    def go(self, path: str) -> Response | None:
        return self.page.goto(path if path.startswith("http") else self.address + path)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def leads(self, *keys: str) -> None:
        """Press keys, the last of which leads to another page."""
        self.press(*keys[:-1])
        with self.page.expect_navigation():
            self.press(keys[-1])

    def type_into(self, field: str, words: str) -> None:
        """Write into the field of that name, in place of what stands there."""
        self.page.focus(f"[name={field}]")
        self.press("Control+a")
        self.page.keyboard.type(words)

    def send(self, label: str) -> None:
        """Press the button of that name by keyboard, and come to the page it leads to."""
        self.page.get_by_role("button", name=label, exact=True).focus()
        with self.page.expect_navigation():
            self.press("Enter")

    def tick(self, label: str) -> None:
        """Turn the box of that name by keyboard."""
        self.page.get_by_label(label).focus()
        self.press("Space")

    def settled(self) -> None:
        """What htmx swapped in is in its place."""
        expect(self.page.locator(MOVING)).to_have_count(0)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    @property
    def heading(self) -> str:
        return self.page.inner_text("h1")

    @property
    def notice(self) -> str:
        return self.page.inner_text("#notices").strip()

    @property
    def main(self) -> Locator:
        return self.page.locator("#main")

    def words(self, of: str = "#main") -> str:
        """What is to be read, on one line."""
        return " ".join(self.page.inner_text(of).split())

    def again_until(self, is_there: Callable[[], bool]) -> None:
        """Load the page again until it is so: the worker is another process, and takes its time."""
        end = time.monotonic() + PATIENT_MS / 1000
        while not is_there():
            assert time.monotonic() < end, self.words()
            self.page.reload()

    def _note(self, line: object) -> None:
        # A page that is not found is answered as such on purpose; the tests look at its status.
        if line.type == "error" and "the server responded with a status of 4" not in line.text:
            self.said.append(line.text)

    def _keep(self, answer: Response) -> None:
        if answer.url.startswith(self.address):
            self.answers.append(answer)


@contextmanager
def person_at(
    browser: Browser, running: Up, *, size: str = "desk", theme: str = "light"
) -> Iterator[Person]:
    """Somebody signed in by the printed link."""
    with somebody(browser, running, size=size, theme=theme) as person:
        person.go(running.link)
        person.send("Sign in")
        yield person


@contextmanager
def somebody(
    browser: Browser, running: Up, *, size: str = "desk", theme: str = "light"
) -> Iterator[Person]:
    """Somebody who is not signed in."""
    context = browser.new_context(
        viewport=SIZES[size],
        color_scheme=theme,
        is_mobile=size == "phone",
        has_touch=size == "phone",
    )
    try:
        yield Person(context.new_page(), f"http://127.0.0.1:{running.port}")
    finally:
        context.close()


def new_link(home: Path, *, demo: bool = False) -> str:
    """Another link, as `troth link` prints it."""
    said = troth(home, "link", *(["--demo"] if demo else [])).stdout
    found = re.search(r"http://\S+", said)
    assert found, said
    return found[0]
