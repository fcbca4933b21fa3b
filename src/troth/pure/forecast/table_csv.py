"""Rows of a CSV file as people and programs write them, each with its line.

Comma, semicolon or tab; UTF-8, UTF-16 or Latin-1; decimal points or commas. Lines are read one by
one, so that a stray quotation mark spoils its own line only.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

SEPARATORS = ",;\t"

DAY = re.compile(r"\d{4}-\d\d-\d\d(?:$|[ T])")

SPELLED = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4}|\d\d)")
"""02-Nov-04, as spreadsheets write it."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)")

SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
"""Day or month first: told by the days of the file that can be read one way only."""

NUMBER = re.compile(r"[-+]?(?:\d{1,30}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][-+]?\d{1,3})?")

THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
"""One and a quarter to one reader, a thousand and more to another."""

LONGEST = 20_000
"""Characters of a line that are looked at: no row of a history is longer."""

Made = TypeVar("Made")


class TableError(ValueError):
    """A file without the columns that are needed; the words say which."""


class CellError(ValueError):
    """A cell that cannot be read; the words say what to write."""


class LeftOut(NamedTuple):
    """A line of the file that is not counted, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}"


class Row(NamedTuple):
    """One line of the file: its cells by the name of their column."""

    line: int
    cells: dict[str, str]
    decimal_comma: bool
    day_first: bool | None = None
    """Whether 03/04/2026 is in April; None where nothing in the file tells."""

    def text(self, column: str) -> str:
        """What stands in `column`; "" where the file has no such column."""
        return self.cells.get(column, "")

    def day(self, column: str) -> date:
        """The day in `column`, of an instant its day as written. Raises CellError."""
        filled = self._filled(column)
        try:
            return day(filled, day_first=self.day_first)
        except CellError as error:
            raise CellError(f"{column} {error}") from None

    def number(self, column: str) -> float:
        """The number in `column`, finite. Raises CellError."""
        return _number(self._filled(column), column, decimal_comma=self.decimal_comma)

    def _filled(self, column: str) -> str:
        if not self.text(column):
            raise CellError(f"{column} is empty. Fill it in.")
        return self.text(column)


def each_once(
    raw: bytes, of_row: Callable[[Row], Made], *, needed: Sequence[str]
) -> tuple[list[Made], list[LeftOut]]:
    """What `of_row` makes of each row; and the rows left out, of which it raises CellError.

    Of two rows with one `id` the first that can be read counts. Raises TableError as `rows` does.
    """
    made, left_out, lines = list[Made](), list[LeftOut](), dict[str, int]()
    for row in rows(raw, needed=needed):
        name = row.text("id")
        try:
            _refuse_again(name, lines)
            made.append(of_row(row))
        except CellError as error:
            left_out.append(LeftOut(row.line, str(error)))
            continue
        if name:
            lines[name] = row.line
    return made, left_out


def rows(raw: bytes, *, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a file below its line of names; empty lines are passed over.

    Names of columns may be in capitals. Raises TableError where a needed column is missing.
    """
    text = _text(raw)
    lines = enumerate(re.split(r"\r\n|\r|\n", text), start=1)
    filled = ((number, line) for number, line in lines if line.strip(" ,;\t\0"))
    _, header = next(filled, (0, ""))
    separator = max(SEPARATORS, key=header.count)
    names = [name.strip().lower() for name in _cells(header, separator)]
    if missing := [name for name in needed if name not in names]:
        raise TableError(_missing(missing, names))
    day_first = _day_first(text)
    for number, line in filled:
        cells = [cell.strip() for cell in _cells(line, separator)]
        yield Row(number, dict(zip(names, cells, strict=False)), separator != ",", day_first)


def day(text: str, *, day_first: bool | None = None) -> date:
    """The day that a text names, of an instant its day as written. Raises CellError.

    `day_first` is whether 03/04/2026 is in April, None where nothing tells.
    """
    if SLASHED.fullmatch(text) and day_first is None:
        raise CellError(f'"{text}" has two meanings. Write it like 2026-03-31.')
    try:
        return (
            date.fromisoformat(text[:10]) if DAY.match(text) else _other(text, day_first=day_first)
        )
    except ValueError:
        raise CellError(f'"{text[:40]}" is no day. Write it like 2026-03-31.') from None


def _refuse_again(name: str, lines: dict[str, int]) -> None:
    if name in lines:
        raise CellError(f'The id "{name[:40]}" stands on line {lines[name]} already.')


def _text(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _day_first(text: str) -> bool | None:
    """Whether the days of a file stand before their months; None where it has none or both."""
    pairs = [(int(first), int(second)) for first, second, _ in SLASHED.findall(text)]
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    return day_first if day_first != month_first else None


def _cells(line: str, separator: str) -> list[str]:
    shown = line[:LONGEST].replace("\0", "")
    return next(csv.reader([shown], delimiter=separator), [])


def _missing(missing: list[str], names: list[str]) -> str:
    if not any(names):
        return "The file is empty. Its first line names the columns."
    found = ", ".join(name for name in names if name)[:200]
    return (
        f"No column is named {' or '.join(missing)}. The first line must name the columns; "
        f"it says: {found}."
    )


def _other(text: str, *, day_first: bool | None) -> date:
    if match := SPELLED.fullmatch(text):
        named_day, month, year = match.groups()
        return date(_year(year), MONTHS.index(month.lower()) + 1, int(named_day))
    if match := DOTTED.fullmatch(text):  # has one meaning
        return date(_year(match[3]), int(match[2]), int(match[1]))
    if match := SLASHED.fullmatch(text):
        one, two, whole_year = (int(part) for part in match.groups())
        return date(whole_year, two, one) if day_first else date(whole_year, one, two)
    return date.fromisoformat(text)


def _year(digits: str) -> int:
    """Two digits are 1969 to 2068. Source: POSIX strptime, %y."""
    century = 0 if len(digits) == 4 else 1900 if int(digits) >= 69 else 2000
    return century + int(digits)


def _number(text: str, column: str, *, decimal_comma: bool) -> float:
    if not NUMBER.fullmatch(text):
        raise CellError(f'{column} "{text[:40]}" is no number. Write it like 6.5.')
    if not decimal_comma and THOUSANDS.fullmatch(text):
        raise CellError(f'{column} "{text[:40]}" has two meanings. Write it without a comma.')
    return float(text.replace(",", "."))
