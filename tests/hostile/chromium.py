"""Chromium for which all the world is one listener on this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.hostile.servers import everybody_else

_FLAGS = (
    "--no-sandbox --no-first-run --no-proxy-server --disable-background-networking --disable-quic "
    "--disable-component-update --disable-sync --disable-default-apps --disable-domain-reliability "
    # One process for all sandboxes: eighty processes take two cores half a minute.
    "--disable-features=IsolateSandboxedIframes --disable-gpu"
).split()
_OWN_ERRANDS = (
    "EXCLUDE 127.0.0.1, EXCLUDE localhost, MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, "
    "MAP *.gvt1.com ~NOTFOUND"
)
"""Where Chromium itself asks for updates: no letter of ours names these hosts."""


@contextmanager
def watched_chromium() -> Iterator[tuple[Browser, list[str]]]:
    """A Chromium, and the first line of whatever reaches anybody but this machine's own servers.

    One at a time in a process: a second Playwright beside it is refused.
    """
    program = os.environ.get("TROTH_CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is missing. On Debian: apt install chromium.")
    with everybody_else() as (world, heard), sync_playwright() as play:
        world_is_here = f"--host-resolver-rules={_OWN_ERRANDS}, MAP * 127.0.0.1:{world}"
        browser = play.chromium.launch(executable_path=program, args=[*_FLAGS, world_is_here])
        yield browser, heard
        browser.close()
