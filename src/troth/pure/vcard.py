"""vCard files: who is in an address book. Versions 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).

No file raises: what cannot be read is told with its line, and everything around it is kept.
"""

import codecs
import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(rb"\r\n|\n|\r")
_BEGIN, _END = b"BEGIN:VCARD", b"END:VCARD"
_QUOTED_PRINTABLE = re.compile(rb"^[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_PROPERTY = re.compile(
    rb"""
    (?: [A-Za-z0-9-]+ \. )?                              # a group: "item1."
    (?P<name> [A-Za-z0-9-]+ )
    (?P<options> (?: ; (?: [^":;] | "[^"]*" )* )* )
    : (?P<value> .* )
    """,
    re.VERBOSE | re.DOTALL,
)
_CHARSET = re.compile(r';CHARSET="?([^";]+)')
_WANTED = frozenset("FN N ORG TITLE ROLE EMAIL TEL LANG TZ GENDER X-GENDER".split())
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FIELD = re.compile(r"(?:[^\\;]|\\.)*", re.DOTALL)
_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)+")
_GENDERS = {"f": "f", "female": "f", "m": "m", "male": "m"}


class Card(NamedTuple):
    """One person or one house of an address book; what the card does not say is "" or empty.

    `line` is where the card begins in its file, counted from 1. `emails` are in lower case, phones
    as written; the preferred ones come first, and no telefax is among them. `title` is what stands
    before the name ("Dr."), `role` the job. `gender` is "f", "m" or "", `language` as in RFC 5646,
    `zone` a name of the IANA database.
    """

    line: int
    name: str
    title: str = ""
    organisation: str = ""
    role: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    gender: str = ""
    language: str = ""
    zone: str = ""


class Problem(NamedTuple):
    """What could not be read, in which line counted from 1, in one sentence."""

    line: int
    sentence: str


class _Property(NamedTuple):
    line: int
    options: str
    value: str


_Line = tuple[int, bytes]
_Properties = Mapping[str, Sequence[_Property]]


def read_cards(raw: bytes) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """The cards of a file in their order, and what of it could not be read, by line.

    A card without a name and a mail address is left out and told.
    """
    problems: list[Problem] = []
    cards = []
    for begin, lines in _stretches(_numbered(raw), problems):
        card = _card(begin, _properties(lines, problems), problems)
        if card.name or card.emails:
            cards.append(card)
        else:
            sentence = "This card has no name and no mail address: it was left out."
            problems.append(Problem(begin, sentence))
    if not cards:
        sentence = "No card was found. Export your contacts as vCard (.vcf) and try again."
        problems.append(Problem(1, sentence))
    return tuple(cards), tuple(sorted(problems))


def _numbered(raw: bytes) -> list[_Line]:
    if raw.startswith(_UTF_16):
        raw = raw.decode("utf-16", "replace").encode()
    return list(enumerate(_LINE_END.split(raw.removeprefix(codecs.BOM_UTF8)), 1))


def _stretches(lines: list[_Line], problems: list[Problem]) -> Iterator[tuple[int, list[_Line]]]:
    """Where each card begins, and the lines of it; a card in a card (AGENT) is passed over."""
    begin, inner, held = 0, 0, list[_Line]()
    for number, line in lines:
        mark = line.strip().upper().replace(b" ", b"")
        if mark == _BEGIN and begin and (inner or _holds_agent(held)):
            inner += 1
        elif mark == _BEGIN:
            if begin:
                yield _unended(begin, held, problems)
            begin, held = number, []
        elif mark == _END and inner:
            inner -= 1
        elif mark == _END and begin:
            yield begin, held
            begin = 0
        elif begin and not inner:
            held.append((number, line))
        elif mark and not begin:
            problems.append(Problem(number, "This line stands in no card: it was left out."))
    if begin:
        yield _unended(begin, held, problems)


def _holds_agent(held: list[_Line]) -> bool:
    return bool(held) and held[-1][1].strip().upper().endswith(b"AGENT:")


def _unended(begin: int, held: list[_Line], problems: list[Problem]) -> tuple[int, list[_Line]]:
    sentence = "This card has no END:VCARD. What it holds was read; see whether the file is whole."
    problems.append(Problem(begin, sentence))
    return begin, held


def _properties(lines: list[_Line], problems: list[Problem]) -> _Properties:
    """The properties of a card that are asked for, by their names in capitals."""
    found: dict[str, list[_Property]] = {}
    for number, line in _unfolded(lines):
        match = _PROPERTY.match(line)
        if match is None:
            problems.append(Problem(number, "This line is no vCard line: it was left out."))
            continue
        name = match["name"].decode().upper()
        if name in _WANTED:
            options = match["options"].decode("utf-8", "replace").upper()
            value = _decoded(number, match["value"], options, problems)
            found.setdefault(name, []).append(_Property(number, options, value))
    return found


def _unfolded(lines: list[_Line]) -> Iterator[_Line]:
    """Whole lines: those that begin with a blank, and those after a "=", go on the one before.

    Version 2.1 folds where a blank stands and keeps it; later ones add the blank.
    """
    keeps_blank = any(line.strip().upper() == b"VERSION:2.1" for _, line in lines)
    whole: _Line | None = None
    for number, line in lines:
        if whole and whole[1].endswith(b"=") and _QUOTED_PRINTABLE.match(whole[1]):
            whole = (whole[0], whole[1][:-1] + line)
        elif whole and line[:1] in (b" ", b"\t"):
            whole = (whole[0], whole[1] + (line if keeps_blank else line[1:]))
        elif line.strip():
            if whole:
                yield whole
            whole = (number, line)
    if whole:
        yield whole


def _decoded(number: int, value: bytes, options: str, problems: list[Problem]) -> str:
    """The value as text; where its character set is unknown or wrong, as good as it can be."""
    if "QUOTED-PRINTABLE" in options:
        value = quopri.decodestring(value)
    named = _CHARSET.search(options)
    charset = named[1].strip() if named else "utf-8"
    try:
        return value.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        sentence = f"The letters of this line are not in {charset.lower()}: check its accents."
        problems.append(Problem(number, sentence))
        return value.decode("cp1252", "replace")


def _card(begin: int, found: _Properties, problems: list[Problem]) -> Card:
    family, given, middle, title, *_ = (*_fields(found, "N"), *[""] * 4)
    name = _first(found, "FN") or " ".join(filter(None, (given, middle, family)))
    organisation, gender, other_gender = (
        next(iter(_fields(found, name)), "") for name in ("ORG", "GENDER", "X-GENDER")
    )
    zone = _first(found, "TZ")
    return Card(
        begin,
        name.removeprefix(title).strip(),
        title,
        organisation,
        _first(found, "TITLE") or _first(found, "ROLE"),
        tuple(_emails(found, problems)),
        tuple(_phones(found, problems)),
        _GENDERS.get((gender or other_gender).lower(), ""),
        _first(found, "LANG").lower(),
        zone if _ZONE.fullmatch(zone) else "",
    )


def _first(found: _Properties, name: str) -> str:
    return next((text for each in found.get(name, ()) if (text := _plain(each.value))), "")


def _fields(found: _Properties, name: str) -> list[str]:
    """The fields of a value that has several, divided by semicolons."""
    value = found[name][0].value if found.get(name) else ""
    return [_plain(field) for field in _divided(value)] if value else []


def _divided(value: str) -> Iterator[str]:
    place = 0
    while place <= len(value):
        match = _FIELD.match(value, place)
        yield match[0] if match else ""
        place = match.end() + 1 if match else len(value) + 1


def _plain(value: str) -> str:
    """A value on one line, without the backslashes that protected its commas."""
    unescaped = _ESCAPE.sub(lambda match: " " if match[1] in "nN" else match[1], value)
    return " ".join(unescaped.replace("\0", "").split())


def _emails(found: _Properties, problems: list[Problem]) -> Iterator[str]:
    seen = set()
    for each in _preferred(found.get("EMAIL", ())):
        email = _plain(each.value).lower().removeprefix("mailto:").strip("<>")
        local, _, domain = email.rpartition("@")
        if not (local and domain) or " " in email:
            problems.append(Problem(each.line, "This is no mail address: it was left out."))
        elif email not in seen:
            seen.add(email)
            yield email


def _phones(found: _Properties, problems: list[Problem]) -> Iterator[str]:
    for each in _preferred(found.get("TEL", ())):
        number = re.sub(r"(?i)^tel:", "", _plain(each.value)).partition(";")[0].strip()
        if "FAX" in each.options:
            continue
        if sum(map(str.isdigit, number)) < 3:
            problems.append(Problem(each.line, "This is no telephone number: it was left out."))
        else:
            yield number


def _preferred(properties: Sequence[_Property]) -> list[_Property]:
    return sorted(properties, key=lambda each: "PREF" not in each.options)
