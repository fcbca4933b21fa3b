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
from troth.pure.when import (
    LANGUAGES,
    Interval,
    UnknownLanguage,
    When,
    country_of,
    day_off,
    find,
)

KNOWN = tuple(LANGUAGES)


@click.command("when")
@click.option("--at", type=InstantType(), help="When the texts were written; default: now.")
@click.option("--zone", type=ZoneType(), help="Where; default: this machine's zone.")
@click.option("--language", help="Two letters, like en; default: as the words of a text tell.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each text.")
def command(
    at: datetime | None, zone: ZoneInfo | None, language: str | None, *, as_json: bool
) -> None:
    """Name the dates in each line of standard input.

    A line may begin with the instant at which it was written and a tab.
    """
    zone = zone or machine_zone()
    at = aware(at or now(), zone=zone).astimezone(zone)
    try:
        find("", at=at, language=language or KNOWN[0])
    except UnknownLanguage as unknown:
        click.echo(str(unknown), err=True)
        raise SystemExit(2) from None
    for line in _lines():
        text, written_at = _text_and_instant(line, at=at, zone=zone)
        dates = _find(text, at=written_at, language=language)
        for row in [_as_json(text, dates, zone)] if as_json else _as_words(text, dates, zone):
            click.echo(row)


def _find(text: str, *, at: datetime, language: str | None) -> list[When]:
    """The dates in that language, else in the one of which most words, or most dates, tell."""
    from troth.pure.reading import told

    languages = (language,) if language else told(text, languages=KNOWN)
    found = [find(text, at=at, language=each) for each in languages]
    return max(found, key=lambda dates: sum(len(when.words) for when in dates))


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


def _as_json(text: str, dates: list[When], zone: ZoneInfo) -> str:
    # ASCII, so that a line separator within a text cannot end the line of the answer.
    return json.dumps({"text": text, "dates": [_row(when, zone) for when in dates]})


def _row(when: When, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "words": when.words,
        "start": when.start,
        "end": when.end,
        "value": said(when.value),
        "granularity": when.granularity.value,
    } | ({"day_off": off} if (off := _off(when, zone)) else {})


def _off(when: When, zone: ZoneInfo) -> str | None:
    """Why nobody works then in the country of the zone; None for a working day and an interval."""
    if isinstance(when.value, Interval):
        return None
    return day_off(when.value, country=country_of(zone.key))


def said(value: date | datetime | Interval) -> str:
    """An ISO day, an ISO instant with its offset, or `from/to` with `to` exclusive."""
    if isinstance(value, Interval):
        return f"{value.start.isoformat()}/{value.end.isoformat()}"
    return value.isoformat()


def _as_words(text: str, dates: list[When], zone: ZoneInfo) -> Iterator[str]:
    yield text
    for when in dates:
        off = _off(when, zone)
        said_off = f", {off}" if off else ""
        yield f"    {when.words}: {_spelled(when.value)} ({when.granularity.value}{said_off})"
    if not dates:
        yield "    no date"


def _spelled(value: date | datetime | Interval) -> str:
    if isinstance(value, Interval):
        return f"{_spelled(value.start)} up to, not including, {_spelled(value.end)}"
    if isinstance(value, datetime):
        return f"{value:%a} {value.isoformat(' ', 'minutes')}"
    return f"{value:%a} {value.isoformat()}"
