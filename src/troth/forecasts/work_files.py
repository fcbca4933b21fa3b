"""Reading a file of past work: whole pieces, or the stretches that a time tracker kept."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from troth.forecasts.work_columns import OWN, FileRefusedError, Places, is_whole, known_by, placed
from troth.forecasts.work_lines import Piece, stretch, summed, whole
from troth.pure.forecast.table_csv import CellError

DELIMITERS = ",;\t"

Row = tuple[int, list[str]]
"""A line's number, of its first line where it has several, and its fields."""


class Past(NamedTuple):
    """What a file tells of past work; `problems` are sentences about lines, each with its number.

    `digest` is the SHA-256 of the file, in hexadecimal.
    """

    source: str
    pieces: tuple[Piece, ...]
    problems: tuple[str, ...]
    digest: str


def read_past(raw: bytes, *, source: str | None, columns: Mapping[str, str], today: date) -> Past:
    """Read a CSV file: UTF-8, its first line the names of the columns.

    `source` says whose file it is, None where its head tells; `columns` the person's own heads, by
    our names. A line that cannot be read is left out and told. Raises FileRefusedError.
    """
    rows = _rows(raw)
    head = [name.strip().casefold() for name in next(rows, (0, []))[1]]
    if not any(head):
        raise FileRefusedError("There is nothing in this file. Export it again, with its head.")
    source = source or (OWN if columns else known_by(head))
    places = placed(head, source=source, columns=columns)
    problems: list[str] = []
    read = list(_understood(rows, places, problems, today=today))
    pieces = _once(read, problems) if is_whole(places) else summed(read)
    return Past(source, tuple(pieces), tuple(problems), sha256(raw).hexdigest())


def _rows(raw: bytes) -> Iterator[Row]:
    try:
        text = raw.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise FileRefusedError("This file is no UTF-8 text. Export it as CSV in UTF-8.") from error
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    begins = 1
    try:
        for fields in reader:
            if any(fields):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefusedError(f"Line {reader.line_num} is no CSV: {error}. Mend it.") from error


def _understood(
    rows: Iterable[Row], places: Places, problems: list[str], *, today: date
) -> Iterator[Piece]:
    of_line = whole if is_whole(places) else stretch
    for line, fields in rows:
        said = {
            name: fields[place].strip() if place < len(fields) else ""
            for name, place in places.items()
        }
        try:
            yield of_line(said, line=line, today=today)
        except CellError as error:
            problems.append(f"Line {line}: {error}")


def _once(pieces: Iterable[Piece], problems: list[str]) -> Iterator[Piece]:
    """Each id once."""
    seen: dict[str, int] = {}
    for piece in pieces:
        if piece.id in seen:
            problems.append(
                f"Line {piece.line}: {piece.id} stands in line {seen[piece.id]} too, which counts. "
                "Give it an id of its own."
            )
            continue
        seen[piece.id] = piece.line
        yield piece
