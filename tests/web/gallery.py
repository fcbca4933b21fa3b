"""The gallery: every page in every state, served under the desk's own policy and looked at.

`bin/screenshots FOLDER` saves a picture of each (tests/web/gallery_pictures.py).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.web.gallery_states import states

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}
THEMES = ("light", "dark")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--font-render-hinting=none",
]


def looked_at(
    chromium: Browser, base: str, *, size: str, theme: str, names: Sequence[str] = ()
) -> Iterator[tuple[str, Page, list[str]]]:
    """Each state (all, or those named), opened, with what is wrong with it."""
    with opened(chromium, size=size, theme=theme) as (page, said):
        for name, _, _ in states():
            if names and name not in names:
                continue
            page.goto(f"{base}/{name}")
            yield name, page, [*said, *faults(page)]
            said.clear()


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def opened(
    chromium: Browser, *, size: str, theme: str, session: StorageState | None = None
) -> Iterator[tuple[Page, list[str]]]:
    """A page of that size and theme, and what its console says against what it shows."""
    is_phone = size == "phone"
    context = chromium.new_context(
        viewport=SIZES[size],
        color_scheme=theme,
        has_touch=is_phone,
        is_mobile=is_phone,
        storage_state=session,
    )
    page = context.new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


def faults(page: Page) -> list[str]:
    """What axe finds, and whether anything runs over the side."""
    violations = Axe().run(page).response["violations"]
    found = [
        f"{each['id']}: {node['html'][:120]}" for each in violations for node in each["nodes"][:2]
    ]
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*found, *([f"{over} px over the side"] if over > 0 else [])]
