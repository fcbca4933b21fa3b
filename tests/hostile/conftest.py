"""One Chromium and its two servers for all hostile letters."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from tests.hostile.chromium import watched_chromium
from tests.hostile.letters import markup_in_raw, raw_letter
from tests.hostile.servers import Answer, desk
from tests.hostile.visit import Desk
from troth.pure.letter.shown import shown
from troth.pure.letter.shown_page import HEADERS, SANDBOX, document

STYLES = (
    Path(__file__).resolve().parents[2]
    / "src"
    / "troth"
    / "web"
    / "static"
    / "troth"
    / "letter.css"
)
_HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def hostile_desk() -> Iterator[Desk]:
    """A desk that shows letters, in a Chromium for which all the world is one listener."""
    with desk(_page) as (port, asked), watched_chromium() as (browser, heard):
        yield Desk(browser, f"http://127.0.0.1:{port}", asked, heard)


def _page(path: str) -> Answer | None:
    """The pages of the desk: /<how>/<letter>."""
    if path == "/letter.css":
        return Answer(STYLES.read_text(encoding="utf-8"), {"Content-Type": "text/css"})
    if path == "/favicon.ico":
        return Answer("", {"Content-Type": "image/x-icon"})
    how, _, name = path.strip("/").partition("/")
    make = _PAGES.get(how)
    return make(name) if make else None


def _around(names: str) -> Answer:
    """The desk's page: each letter as it is sent, and once more without policy and sandbox."""
    frames = "".join(
        f"<iframe name=sent/{name} sandbox='{SANDBOX}' src='/sent/{name}'></iframe>"
        f"<iframe name=bare/{name} src='/bare/{name}'></iframe>"
        for name in names.split("+")
    )
    return Answer(f"<!doctype html><title>Desk</title>{frames}", _HTML)


def _sent(name: str) -> Answer:
    return Answer(_cleaned(name), HEADERS)


def _bare(name: str) -> Answer:
    return Answer(_cleaned(name), _HTML)


def _raw(name: str) -> Answer:
    """The letter's HTML as it came, with nothing in its way: what the tests must see fail."""
    return Answer(markup_in_raw(name), _HTML)


def _walled(name: str) -> Answer:
    """The letter's HTML as it came, behind the policy alone."""
    return Answer(markup_in_raw(name), HEADERS)


def _side_by_side(how: str, names: str) -> Answer:
    """Letters in frames without any sandbox."""
    frames = "".join(f"<iframe src='/{how}/{name}'></iframe>" for name in names.split("+"))
    return Answer(f"<!doctype html><title>Desk</title>{frames}", _HTML)


@cache
def _cleaned(name: str) -> str:
    return document(shown(raw_letter(name)), stylesheet="/letter.css")


_PAGES = {
    "around": _around,
    "bare": _bare,
    "raw": _raw,
    "raws": partial(_side_by_side, "raw"),
    "sent": _sent,
    "walled": _walled,
    "walls": partial(_side_by_side, "walled"),
}
