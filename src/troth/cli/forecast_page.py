"""A forecast on a terminal: for each piece its words, then a small picture."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.text import Text

from troth.cli.forecast_picture import picture
from troth.pure.forecast.answer import Finish, Forecast
from troth.pure.forecast.answer_words import day_words, finish_words, promise_words
from troth.pure.forecast.moving import Move

QUIET = "dim"

INDENT = "  "

NARROWEST = 20

WIDEST = 92
"""Columns: longer lines are hard to read."""

NOT_USED = "What was left out or is not as it should be"

EARLIER = "What would make it earlier (what is sure comes out in the middle of what may be):"

NOTHING_EARLIER = "No single fact would make it an hour earlier."

LEGEND = "A block is a day, higher where it is likelier to be the one; | ends a promised day."


def page(
    answer: Forecast,
    moved_by: Mapping[str, Sequence[Move]],
    *,
    rests_on: Sequence[str],
    left_out: Sequence[str],
    width: int,
) -> RenderableType:
    """Every piece in the order of urgency, then what the answer rests on and what it left out."""
    columns = max(NARROWEST, min(width, WIDEST))
    zones = {person.id: person.place.zone for person in answer.plan.people}
    drawn = [
        picture(it, at=answer.plan.at, zone=zones[it.work.person], columns=columns - len(INDENT))
        for it in answer.finishes
    ]
    parts = [*_heading(answer, columns, is_drawn=any(drawn)), Text()]
    for finish, drawing in zip(answer.finishes, drawn, strict=True):
        zone, moves = zones[finish.work.person], moved_by.get(finish.work.id)
        parts += _piece(finish, answer, zone=zone, columns=columns)
        if drawing:
            parts.append(Text(INDENT + drawing, style=QUIET, no_wrap=True))
        if moves is not None:
            parts += _moves(moves, answer, zone=zone, columns=columns)
        parts.append(Text())
    parts += _section("What this rests on", rests_on, columns)
    if left_out:
        parts += [Text(), *_section(NOT_USED, left_out, columns)]
    return Group(*parts)


def _heading(answer: Forecast, columns: int, *, is_drawn: bool) -> Iterator[Text]:
    at = answer.plan.at.astimezone(answer.plan.zone)
    text = Text("Forecast", style="bold")
    yield text.append(f" from {at:%A} {at.day} {at:%B %Y}, {at:%H:%M}, {answer.plan.zone.key}")
    if is_drawn:
        yield from _lines(LEGEND, columns, indent="", style=QUIET)


def _piece(finish: Finish, answer: Forecast, *, zone: ZoneInfo, columns: int) -> Iterator[Text]:
    yield _title(finish)
    yield from _lines(finish_words(finish, forecast=answer, zone=zone), columns)
    for promised in finish.promised:
        yield from _lines(promise_words(promised, forecast=answer, zone=zone), columns)


def _moves(
    moves: Sequence[Move], answer: Forecast, *, zone: ZoneInfo, columns: int
) -> Iterator[Text]:
    yield from _lines(EARLIER if moves else NOTHING_EARLIER, columns)
    today = answer.plan.at.astimezone(zone).date()
    for move in moves:
        local = move.by.astimezone(zone)
        when = f"by {day_words(local.date(), at=today)} {local:%H:%M} (4 of 5)"
        yield from _lines(f"- if {move.words}: {when}", columns)


def _title(finish: Finish) -> Text:
    work = finish.work
    text = Text(work.title, style="bold")
    whose = f"{work.person} for {work.client}" if work.client else work.person
    return text.append(f"  {whose}", style=QUIET)


def _section(title: str, sentences: Sequence[str], columns: int) -> Iterator[Text]:
    yield Text(title, style="bold")
    for sentence in sentences:
        yield from _lines(sentence, columns, style=QUIET)


def _lines(words: str, columns: int, *, indent: str = INDENT, style: str = "") -> Iterator[Text]:
    """The words in lines; what goes on is indented further, so that each beginning is seen."""
    more = indent + INDENT if indent else ""
    for line in textwrap.wrap(words, columns, initial_indent=indent, subsequent_indent=more):
        yield Text(line, style=style)
