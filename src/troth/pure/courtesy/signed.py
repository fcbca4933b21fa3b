"""What stands under a letter's name: who signs, as what, for whom, and where they are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from troth.pure.courtesy.marks import role_lists, words_of_any
from troth.pure.courtesy.persons import compact, is_name, person_name
from troth.pure.courtesy.phones import phones
from troth.pure.letter import Address
from troth.pure.reading import fold

_MOST_LINES = 15
_ROLE_LINES = 6
"""Further down stands small print, which names whoever directs the house and not who writes."""

_LONGEST_PIECE, _MOST_WORDS = 70, 7
_LEAST_LABEL = 4
"""Letters of a domain that may stand at the beginning of a longer name: "acme" for "Acme Works"."""

_DIVIDER = re.compile(r"\s+[|/·•–—]\s+|\s*[|·•]\s*|\t+|\s{3,}")
_NOT_WORDS = re.compile(r"[@\d!?:;\"“”»«]|www\.|\.\.|--")
_PLACED = re.compile(r"(?:,|\s(?:at|bei|chez|@))\s+")
_SURE, _LIKELY, _GUESS = 0.9, 0.7, 0.5


class Line(NamedTuple):
    """A value, the line it stands in as written, and how sure it is."""

    value: str
    line: str
    certainty: float


@dataclass(slots=True)
class Signed:
    """What a signature holds; None and empty where it does not say."""

    name: Line | None = None
    title: Line | None = None
    role: Line | None = None
    organisation: Line | None = None
    gender: Line | None = None
    phones: list[Line] = field(default_factory=list)


class _Piece(NamedTuple):
    text: str
    line: str


def signed(text: str, *, sender: Address | None, domain: str) -> Signed:
    """What the signature `text` of `sender` holds; `domain` is that of their organisation."""
    found = Signed()
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_MOST_LINES]
    for line in lines:
        found.phones += [Line(number, line, sure) for number, sure in phones(line)]
        found.gender = found.gender or _gender(line)
    pieces = list(_pieces(lines[:_ROLE_LINES]))
    pieces = _named_first(pieces[0], sender) + pieces[1:] if pieces else []
    if pieces and _take_name(pieces[0], found, sender=sender, domain=domain):
        pieces = pieces[1:]
    for piece in pieces:
        _take(piece, found, domain=domain)
    if found.role and not found.organisation:
        found.organisation = _below(found.role, pieces)
    return found


def is_of_domain(written: str, domain: str) -> bool:
    """Whether a name is that of the domain: "Hotel Lindenhof" of hotel-lindenhof.example."""
    label = compact(domain.partition(".")[0]) if "@" not in domain else ""
    words = [word for word in written.split() if fold(word) not in words_of_any("legal-form")]
    name = compact(" ".join(words))
    return bool(label and name) and (
        name == label or (len(label) >= _LEAST_LABEL and name.startswith(label))
    )


def names_domain(written: str, domain: str) -> bool:
    """Whether a word of it is the domain's: "Lindenhof" of lindenhof.example, or "Anna Weber"."""
    label = compact(domain.partition(".")[0]) if "@" not in domain else ""
    return len(label) >= _LEAST_LABEL and label in map(compact, written.split())


def _pieces(lines: list[str]) -> Iterator[_Piece]:
    """What stands between dividers, without labels, numbers, addresses and long lines."""
    for line in lines:
        for text in _DIVIDER.split(line):
            bare = text.strip(" *_-–—,;|/\\")
            if 1 < len(bare) <= _LONGEST_PIECE and not _NOT_WORDS.search(bare):
                yield _Piece(bare, line)


def _named_first(piece: _Piece, sender: Address | None) -> list[_Piece]:
    """The name and the role of "Anna Weber, Head of IT" as two pieces; any other piece as it is."""
    name, comma, role = piece.text.partition(", ")
    if comma and _is_role(role) and person_name(name)[0] and _is_of(name, sender):
        return [_Piece(name, piece.line), _Piece(role, piece.line)]
    return [piece]


def _take_name(piece: _Piece, found: Signed, *, sender: Address | None, domain: str) -> bool:
    """Whether the first piece is the sender's name, which is then kept."""
    name, title = person_name(piece.text)
    if not name or _is_role(name) or _is_house(name, sender, domain):
        return False
    found.name = Line(name, piece.line, _LIKELY)
    if title:
        found.title = Line(title, piece.line, _SURE)
    return True


def _is_house(name: str, sender: Address | None, domain: str) -> bool:
    """Whether the name is rather the organisation's, or somebody else's."""
    local = sender.email.partition("@")[0] if sender else ""
    is_own = compact(name.split(maxsplit=1)[0]) in compact(local)
    if is_of_domain(name, domain) or names_domain(name, domain):
        return not is_own
    return not _is_of(name, sender)


def _is_of(name: str, sender: Address | None) -> bool:
    """Whether the name shares a word with the sender's name or address."""
    if sender is None:
        return True
    known = compact(f"{sender.name} {sender.email.partition('@')[0]}")
    return not sender.name or any(compact(word) in known for word in name.split() if len(word) > 1)


def _take(piece: _Piece, found: Signed, *, domain: str) -> None:
    """Keeps a role or an organisation, or both: "Director, Hotel Lindenhof"."""
    role, house = (*_PLACED.split(piece.text, maxsplit=1), "")[:2]
    if house and _is_role(role) and not _is_role(house):
        found.role = found.role or Line(role, piece.line, _SURE)
        sure = _SURE if _is_organisation(house, domain) else _LIKELY
        found.organisation = found.organisation or Line(house, piece.line, sure)
    elif _is_organisation(piece.text, domain):
        found.organisation = found.organisation or Line(piece.text, piece.line, _SURE)
    elif _is_role(piece.text):
        found.role = found.role or Line(piece.text, piece.line, _SURE)


def _below(role: Line, pieces: list[_Piece]) -> Line | None:
    """The piece after the role: the organisation, perhaps, where nothing else says which it is."""
    lines = [piece.line for piece in pieces]
    after = pieces[lines.index(role.line) + 1 :] if role.line in lines else []
    if after and after[0].line != role.line and is_name(after[0].text):
        return Line(after[0].text, after[0].line, _GUESS)
    return None


def _is_organisation(text: str, domain: str) -> bool:
    if is_of_domain(text, domain) or (names_domain(text, domain) and is_name(text)):
        return True
    words = fold(text).replace(",", " ").split()
    is_short = 1 < len(words) <= _MOST_WORDS and text[0].isupper()
    return is_short and words[-1] in words_of_any("legal-form")


def _is_role(text: str) -> bool:
    """Whether these few words name what somebody does."""
    is_short = len(text.split()) <= _MOST_WORDS and text[:1].isupper()
    return is_short and role_lists()["role"].search(fold(text)) is not None


def _gender(line: str) -> Line | None:
    """What "(she/her)" says."""
    words = fold(line).replace(" / ", "/").replace("(", " ").replace(")", " ").split()
    for value, kind in (("f", "she"), ("m", "he")):
        if words_of_any(kind).intersection(words):
            return Line(value, line, _SURE)
    return None
