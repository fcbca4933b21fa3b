"""A visit to a letter in Chromium, and what could be seen to happen."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Frame

SETTLED_MS = 120
"""What a page does by itself it does at once; pictures of this machine take a few milliseconds."""

_FACTS = """() => ({
  forbidden: document.querySelectorAll(
    `form,input,button,select,textarea,script,style,iframe,object,embed,svg,math,base,video,
     audio,meta[http-equiv],link:not([href="/letter.css"])`
  ).length,
  attributes: [...document.querySelectorAll('main *')].flatMap(e => [...e.attributes])
    .map(a => a.name).filter(n => /^(on|style|id|name|class|hx-|data-|ping|target)/.test(n)),
  classes: [...document.querySelectorAll('main [class]')].map(e => e.className),
  images: [...document.images].map(i => i.src.slice(0, 11)),
  width: getComputedStyle(document.querySelector('main')).maxWidth,
  links: [...document.querySelectorAll('main a')].map(a => ({
    href: a.href, host: a.hostname, port: a.port, user: a.username, text: a.textContent,
    goes: a.nextElementSibling?.matches('.goes') && a.nextSibling.nextSibling === a.nextElementSibling
      ? a.nextElementSibling.textContent : '',
    target: a.target, rel: a.rel,
  })),
})"""


class Visit(NamedTuple):
    """`heard` by everybody else, `asked` of the desk, what was `said` by scripts and dialogs.

    `speakers` are the pages and files that said it; `frames` says where each frame stands in the end.
    """

    heard: list[str]
    asked: list[str]
    said: list[str]
    speakers: list[str]
    url: str
    frames: list[str]
    facts: dict[str, dict[str, Any]]


class Desk:
    """Chromium before the desk."""

    def __init__(self, browser: Browser, address: str, asked: list[str], heard: list[str]) -> None:
        self._address, self._asked, self._heard = address, asked, heard
        self.context = browser.new_context()

    def visit(self, path: str, *, frames: Sequence[str] = (), settle_ms: int = SETTLED_MS) -> Visit:
        """Opens the path, waits until all has settled, and closes the page again."""
        self._asked.clear()
        self._heard.clear()
        said: list[str] = []
        speakers: list[str] = []
        page = self.context.new_page()
        page.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
        page.on("console", lambda line: said.append(line.text))
        page.on("console", lambda line: speakers.append(line.location["url"]))
        page.goto(self._address + path, wait_until="load")
        page.wait_for_timeout(settle_ms)
        facts = {name: _facts(page.frame(name)) for name in frames}
        urls = [frame.url.removeprefix(self._address) for frame in page.frames[1:]]
        url = page.url.removeprefix(self._address)
        page.close()
        return Visit(list(self._heard), list(self._asked), said, speakers, url, urls, facts)

    def click(self, path: str, *, frame: str, link: str) -> tuple[str, str, Any]:
        """What a click opens in a new tab: its address, where it says it came from, its opener."""
        page = self.context.new_page()
        page.goto(self._address + path, wait_until="load")
        shown = page.frame(frame)
        assert shown is not None
        with self.context.expect_page() as opened:
            shown.get_by_role("link", name=link).click()
        tab = opened.value
        tab.wait_for_url(re.compile("^http:"), wait_until="commit")
        found = (tab.url, tab.evaluate("document.referrer"), tab.evaluate("window.opener"))
        page.close()
        tab.close()
        return found


def _facts(frame: Frame | None) -> dict[str, Any]:
    assert frame is not None
    return frame.evaluate(_FACTS)
