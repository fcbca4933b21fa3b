"""Draws the pictures of the README: the sample mailbox in a terminal, Today at the desk."""

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.terminal_theme import MONOKAI
from tests.web.gallery import browser, opened
from tests.web.gallery_demo import enter, sample_practice

from troth.cli.ledger_page import Page, by_list
from troth.mail.sample import ME, SampleSource
from troth.promises.digest import Reader
from troth.promises.survey import survey

DOCS = Path(__file__).parent
ZONE = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 19, 10, tzinfo=ZONE)
WIDTH = 104


def scan() -> None:
    """docs/scan-demo.svg: `troth scan --demo`."""
    found = survey([SampleSource(at=AT, zone=ZONE)], reader=Reader(me=frozenset({ME})))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(by_list(found, Page(at=AT, names=found.names, width=WIDTH)))
    svg = console.export_svg(title="troth scan --demo", theme=MONOKAI)
    # No picture of ours fetches a font from anywhere.
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r"<!--.*?-->", "", svg)
    svg = svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")
    (DOCS / "scan-demo.svg").write_text(svg, encoding="utf-8")


def today() -> None:
    """docs/today.png: Today of `troth up --demo`, on the day on which it is drawn."""
    with (
        sample_practice() as link,
        browser() as chromium,
        opened(chromium, size="desk", theme="light") as (page, _),
    ):
        enter(page, link)
        page.screenshot(path=DOCS / "today.png")


if __name__ == "__main__":
    scan()
    today()
