"""`troth when`: the dates of each line on standard input."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from troth.cli.options import InstantType, ZoneType, aware, machine_zone, now
from troth.pure.when import Interval, UnknownLanguage, When, find


@click.command("when")
@click.option("--at", type=InstantType(), help="When the texts were written; default: now.")
@click.option("--zone", type=ZoneType(), help="Where; default: this machine's zone.")
@click.option("--language", default="en", show_default=True, help="Two letters, like en.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each text.")
def command(at: datetime | None, zone: ZoneInfo | None, language: str, *, as_json: bool) -> None:
    """Name the dates in each line of standard input.

    A line may begin with the instant at which it was written and a tab.
    """
    zone = zone or machine_zone()
    at = aware(at or now(), zone=zone).astimezone(zone)
    try:
        find("", at=at, language=language)
    except UnknownLanguage as unknown:
        click.echo(str(unknown), err=True)
        raise SystemExit(2) from None
    for line in _lines():
        text, written_at = _text_and_instant(line, at=at, zone=zone)
        dates = find(text, at=written_at, language=language)
        for row in [_as_json(text, dates)] if as_json else _as_words(text, dates):
            click.echo(row)


def _lines() -> Iterator[str]:
    stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    for line in stream:
        yield line.rstrip("\r\n")


def _text_and_instant(line: str, *, at: datetime, zone: ZoneInfo) -> tuple[str, datetime]:
    """The line without the instant it may begin with, and that instant, else `at`."""
    head, tab, text = line.partition("\t")
    if not tab:
        return line, at
    try:
        return text, aware(datetime.fromisoformat(head.strip()), zone=zone).astimezone(zone)
    except (ValueError, OverflowError):
        return line, at


def _as_json(text: str, dates: list[When]) -> str:
    # ASCII, so that a line separator within a text cannot end the line of the answer.
    return json.dumps({"text": text, "dates": [_row(when) for when in dates]})


def _row(when: When) -> dict[str, Any]:
    return {
        "words": when.words,
        "start": when.start,
        "end": when.end,
        "value": said(when.value),
        "granularity": when.granularity.value,
    }


def said(value: date | datetime | Interval) -> str:
    """An ISO day, an ISO instant with its offset, or `from/to` with `to` exclusive."""
    if isinstance(value, Interval):
        return f"{value.start.isoformat()}/{value.end.isoformat()}"
    return value.isoformat()


def _as_words(text: str, dates: list[When]) -> Iterator[str]:
    yield text
    for when in dates:
        yield f"    {when.words}: {_spelled(when.value)} ({when.granularity.value})"
    if not dates:
        yield "    no date"


def _spelled(value: date | datetime | Interval) -> str:
    if isinstance(value, Interval):
        return f"{_spelled(value.start)} up to, not including, {_spelled(value.end)}"
    if isinstance(value, datetime):
        return f"{value:%a} {value.isoformat(' ', 'minutes')}"
    return f"{value:%a} {value.isoformat()}"
