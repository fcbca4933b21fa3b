"""The pages of the sample practice, met as a person meets them: started, signed in to, walked through.

Where the gallery makes up what stands on a page, here all of it was read, confirmed and written by
the product itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Browser, Page, StorageState

from tests.cli.processes import Up
from tests.web.gallery import faults, opened

MOST = 3
"""Pages of one kind that are looked at: three clients say what three hundred would."""

ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
FIRST = ("/", "/curtain", "/nowhere")
IN_A_FRAME = "/letters/ID/html"
STRICT = "default-src 'none'"
FAIL_ON_PURPOSE = ("nowhere", "note-wrong")
"""The browser's console speaks of their status."""


class Demo(NamedTuple):
    """A sample practice that runs: its address, who is signed in, its pages by name."""

    base: str
    session: StorageState
    paths: dict[str, str]


@contextmanager
def sample_practice() -> Iterator[str]:
    """The link that signs in once to a fresh sample practice, gone afterwards."""
    with TemporaryDirectory(prefix="troth-gallery-") as home:
        up = Up(Path(home), "--demo", "--port", "8431").until_up()
        try:
            yield up.link
        finally:
            up.stop()
            up.kill()


def enter(page: Page, link: str) -> str:
    """Signed in, with Today on the screen; the address of the desk."""
    page.goto(link)
    page.click("main .button.first")
    page.wait_for_selector(".lines")
    return "{0.scheme}://{0.netloc}".format(urlsplit(link))


@contextmanager
def signed_in(chromium: Browser, link: str) -> Iterator[Demo]:
    """The member's session, and every page that links lead to. One letter lies ready, to be looked at."""
    with opened(chromium, size="desk", theme="light") as (page, _):
        base = enter(page, link)
        _keep_a_letter(page)
        yield Demo(base, page.context.storage_state(), _walk(page, base))


def looked_at(
    chromium: Browser, demo: Demo, *, size: str, theme: str
) -> Iterator[tuple[str, Page, list[str]]]:
    """Each page of the sample practice, opened, with what is wrong with it."""
    with opened(chromium, size=size, theme=theme, session=demo.session) as (page, said):
        for name in chain(_visited(page, demo, said), _scenes(page, demo.base)):
            wrong = [each for each in said if name not in FAIL_ON_PURPOSE]
            yield name, page, [*wrong, *faults(page)]
            said.clear()


def _keep_a_letter(page: Page) -> None:
    page.click(".line .do a")
    page.click("button[value=stay]")
    page.wait_for_url("**/drafts/*")


def _visited(page: Page, demo: Demo, said: list[str]) -> Iterator[str]:
    for name, path in demo.paths.items():
        response = page.goto(demo.base + path)
        policy = response.headers.get("content-security-policy", "")
        if STRICT not in policy:
            said.append(f"its policy is not strict: {policy!r}")
        yield name


def _walk(page: Page, base: str) -> dict[str, str]:
    """Every page that links lead to from Today, at most so many of one kind: name to path."""
    waiting, seen, kinds, named = [*FIRST], set(FIRST), Counter[str](), dict[str, str]()
    while waiting:
        path = waiting.pop(0)
        kind = ONE.sub("ID", path)
        most = 1 if "?" in kind else MOST
        if kind == IN_A_FRAME or kinds[kind] == most:
            continue
        kinds[kind] += 1
        named[_called(kind) + (f"-{kinds[kind]}" if "ID" in kind else "")] = path
        page.goto(base + path)
        fresh = [link for link in _links(page, base) if link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return named


def _scenes(page: Page, base: str) -> Iterator[str]:
    """What no link leads to: each is on the screen while its name is out, and taken back after."""
    page.goto(f"{base}/")
    page.keyboard.press("?")
    yield "keys"
    page.goto(f"{base}/notes/new")
    page.click("main form:not([action='']) .button.first")
    page.wait_for_selector(".problems")
    yield "note-wrong"
    page.goto(f"{base}/found")
    page.keyboard.press("y")
    page.wait_for_selector("#notices [data-key=z]")
    yield "found-answered"
    page.keyboard.press("z")
    page.wait_for_selector("#notices p:not(:has-text('Confirmed'))")
    yield "found-undone"
    page.goto(f"{base}/curtain")
    page.click("[data-open] >> nth=0")
    page.wait_for_selector(".curtain-strip")
    yield "curtain-drawn"
    page.goto(f"{base}/found")
    yield "curtain-found"
    page.keyboard.press("c")
    page.wait_for_selector(".curtain-strip", state="detached")


def _links(page: Page, base: str) -> list[str]:
    found = page.evaluate("Array.from(document.querySelectorAll('a[href]'), each => each.href)")
    inside = [urldefrag(each).url for each in found if each.startswith(f"{base}/")]
    return list(dict.fromkeys(each.removeprefix(base) for each in inside))


def _called(kind: str) -> str:
    words = [word for word in re.split(r"\W+", kind.replace("ID", "one")) if word]
    return "-".join(words) or "today"
