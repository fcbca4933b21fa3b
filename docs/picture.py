"""Draws the ledger of the sample mailbox as it looks in a terminal."""

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.terminal_theme import MONOKAI

from troth.cli.ledger_page import Page, by_list
from troth.mail.sample import ME, SampleSource
from troth.promises.digest import Reader
from troth.promises.survey import survey

ZONE = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 19, 10, tzinfo=ZONE)
WIDTH = 104

found = survey([SampleSource(at=AT, zone=ZONE)], reader=Reader(me=frozenset({ME})))
console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
console.print(by_list(found, Page(at=AT, names=found.names, width=WIDTH)))
svg = console.export_svg(title="troth scan --demo", theme=MONOKAI)
# No picture of ours fetches a font from anywhere.
svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
svg = re.sub(r"<!--.*?-->", "", svg)
svg = svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")
Path(__file__).with_name("scan-demo.svg").write_text(svg, encoding="utf-8")
