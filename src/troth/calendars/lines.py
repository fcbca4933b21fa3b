"""From bytes to the components of calendars, each by itself, so that a damaged one harms no other.

Source: RFC 5545 §3.1 (lines and their folding), §3.6 (components).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
NAME = re.compile(r"[A-Za-z0-9-]+")
FOLD = re.compile(rb"\n[ \t]")
SPACE = re.compile(r"\s+")
LISTS = frozenset({"EXDATE", "RDATE"})
ENDS = re.compile(rb"\r\n?")

KEPT = frozenset(
    """ATTENDEE DTEND DTSTART DURATION EXDATE EXRULE FREEBUSY RDATE RECURRENCE-ID RRULE SEQUENCE
    STATUS SUMMARY TRANSP UID X-MICROSOFT-CDO-BUSYSTATUS""".split()
)
"""The properties that decide when something is. No other one can spoil an event."""

WHOLE = frozenset({"VTIMEZONE"})
"""Components of which every line is wanted, those of the components inside as well."""


class Component(NamedTuple):
    """The lines of one component without the components inside it; not whole if it breaks off."""

    name: str
    lines: tuple[str, ...]
    is_whole: bool


class Text(NamedTuple):
    """The unfolded lines of a file; `is_guessed` where they are not in UTF-8, as they should be."""

    lines: list[str]
    is_guessed: bool


def text_of(raw: bytes) -> Text:
    """The lines of a file. Unfolds bytes before they are decoded: a fold may split a letter."""
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            raw = raw.decode(encoding, "replace").encode()
            break
    unfolded = FOLD.sub(b"", ENDS.sub(b"\n", raw))
    try:
        return Text(unfolded.decode().split("\n"), is_guessed=False)
    except UnicodeDecodeError:
        return Text(unfolded.decode("cp1252", "replace").split("\n"), is_guessed=True)


def calendars(lines: list[str]) -> Iterator[list[Component]]:
    """The components of each calendar in turn; of events that lie in none, those together."""
    found: list[Component] = []
    rest = iter(lines)
    for line in rest:
        kind, name = _bound(line)
        if name == "VCALENDAR":
            if found:
                yield found
            found = []
        elif kind == "BEGIN":
            _take(name, rest, found)
    if found:
        yield found


def _take(name: str, rest: Iterator[str], found: list[Component]) -> None:
    """Add the component that has just begun, and those that begin although it has not ended."""
    while name:
        name = _taken(name, rest, found)


def _taken(name: str, rest: Iterator[str], found: list[Component]) -> str:
    """Add one component; the name of the next one, where that begins within it by mistake."""
    lines: list[str] = []
    inside: list[str] = []
    for line in rest:
        kind, other = _bound(line)
        if other == "VCALENDAR" or (kind == "BEGIN" and other in {"VEVENT", "VTIMEZONE"}):
            found.append(Component(name, tuple(lines), is_whole=False))
            return "" if other == "VCALENDAR" else other
        if kind == "END" and other == name and name not in inside:
            found.append(Component(name, tuple(lines), is_whole=True))
            return ""
        _open_or_close(inside, kind, other)
        if name in WHOLE or (not inside and _name_of(line) in KEPT):
            lines.append(_tidy(line))
    found.append(Component(name, tuple(lines), is_whole=False))
    return ""


def _tidy(line: str) -> str:
    """A rule without the blanks that some programs write after commas; "" for lists of nothing."""
    name = _name_of(line)
    if name == "RRULE":
        return SPACE.sub("", line)
    return "" if name in LISTS and line.rstrip().endswith(":") else line


def _open_or_close(inside: list[str], kind: str, name: str) -> None:
    if kind == "BEGIN":
        inside.append(name)
    elif kind == "END" and inside:
        inside.pop()


def _bound(line: str) -> tuple[str, str]:
    """BEGIN or END and of what; empty for any other line."""
    head, colon, name = line.partition(":")
    kind = head.strip().upper()
    return (kind, name.strip().upper()) if colon and kind in {"BEGIN", "END"} else ("", "")


def _name_of(line: str) -> str:
    found = NAME.match(line)
    return found[0].upper() if found else ""
