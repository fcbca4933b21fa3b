"""May this line begin a signature, or stand above one? The words of all languages, compiled."""

import re

from troth.pure.letter.languages import LANGUAGES
from troth.pure.letter.marks import is_rule

_ADORNMENT = " \t*_[](<>,.!;:-–—/"
_LONGEST_MARK = 80
_LONGEST_SENT_FROM = 100
_LONGEST_CLOSING = 50
_LONGEST_RULE = 120
_LONGEST_BANNER = 600
_FEW_WORDS = 8

_CLOSINGS = frozenset(word for language in LANGUAGES for word in language.closings)
_SENT_FROM = tuple(words for language in LANGUAGES for words in language.sent_from)
_SENT_PERHAPS = ("sent from", "sent via")
_DISCLAIMERS = tuple(words for language in LANGUAGES for words in language.disclaimers)
_MARKS = (*_SENT_FROM, *_SENT_PERHAPS, *_DISCLAIMERS)
_BANNERS = tuple(
    sorted({words for language in LANGUAGES for words in language.banners}, key=len)[::-1]
)

_TRACES = frozenset({"\u1427"})
"""Signs that tracking programs leave on a line of their own."""

_DRAWN = frozenset("-_=*~#+–—―─━")
_PGP = (
    "-----BEGIN PGP SIGNATURE-----",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----",
    "-----BEGIN PGP MESSAGE-----",
)
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_BRANDS = (("iphone", "iPhone"), ("ipad", "iPad"))

_DEVICE = re.compile(
    r"\b(?:iphone|ipad|ipod|android|phone|mobile|mobil|handy|smartphone|telefon|telefoon|téléphone"
    r"|portable|teléfono|telefono|telefone|celular|móvil|blackberry|samsung|galaxy|huawei|nokia"
    r"|xiaomi|pixel|outlook|gmail|yahoo|mail|thunderbird|tablet|watch|wireless)",
    re.IGNORECASE,
)
_WARNED_OF = re.compile(
    r"outside|extern|extérieur|estern|often get|\blinks?\b|attach|sender|absender|anhäng|anhang"
    r"|expéditeur|pièces|liens|remitente|adjunt|enlace|afzender|bijlage|mittente|allegat",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\d[\d ()/.\-]{6,}\d")
_ADDRESS = re.compile(r"\S@\S")
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


def _as_written(words: str) -> tuple[str, ...]:
    """The first of the words as people and programs write it, with the signs around it."""
    first, blank, _ = words.partition(" ")
    word = first.strip(_ADORNMENT)
    branded = word
    for plain, brand in _BRANDS:
        branded = branded.replace(plain, brand)
    return tuple(
        f"{before}{written}{after}"
        for written in {word, word.capitalize(), word.upper(), branded}
        for before in ("", "*", "_", "[", "(", "<")
        for after in (("",) if blank else ("", ",", ".", "!", ":", "]", ")", "*", "*,", ",*"))
    )


ENDING_WORDS: dict[str, tuple[str, ...]] = dict.fromkeys(
    (
        *_TRACES,
        *(sign * length for sign in _DRAWN - {"-"} for length in range(2, _LONGEST_RULE)),
        *("-" * length for length in range(1, _LONGEST_RULE)),
        *("–", "—", _PGP[0].partition(" ")[0]),
        *(written for words in _CLOSINGS for written in _as_written(words)),
    ),
    (),
)
"""The first words, as written, of the lines that may begin or stand above a signature.

With each the beginnings of lines, lower-case, that telephones and lawyers add.
"""

for _words in _MARKS:
    for _written in _as_written(_words):
        ENDING_WORDS[_written] = (*ENDING_WORDS.get(_written, ()), _words)

HEAD_WORDS = frozenset(
    (_SIGNED.partition(" ")[0], *(written for words in _BANNERS for written in _as_written(words)))
)
"""The first words, as written, of the lines that programs put on top of a letter."""


def ends_letter(line: str) -> str:
    """What may begin or stand above a signature, or "".

    "delimiter" ("-- "), "dashes" (without the blank), "rule", "sent from", "sent perhaps" (what
    follows "sent from" may be anything), "disclaimer", "closing".
    """
    beginnings = ENDING_WORDS.get(line.lstrip().partition(" ")[0])
    if beginnings is None:
        return ""
    if line[0] in _DRAWN or line in _TRACES:
        return _drawn(line)
    bare = line[:_LONGEST_MARK].strip(_ADORNMENT).lower()
    if beginnings and bare.startswith(beginnings):
        return _added(bare, line)
    if len(line) <= _LONGEST_CLOSING and _is_closing(bare):
        return "closing"
    return ""


def _drawn(line: str) -> str:
    if line in {"-- ", "- --", "- -- "} or line in _PGP or line in _TRACES:
        return "delimiter"
    if line == "--":
        return "dashes"
    return "rule" if is_rule(line) else ""


def _added(bare: str, line: str) -> str:
    """What a program added with this line; nothing where a person's sentence begins alike."""
    if bare.startswith(_DISCLAIMERS):
        return "disclaimer"
    before, comma, _ = bare.partition(",")
    if len(line) >= _LONGEST_SENT_FROM:
        return ""
    if (comma or len(before.split()) > _FEW_WORDS) and not _DEVICE.search(before):
        return ""
    return "sent from" if bare.startswith(_SENT_FROM) else "sent perhaps"


def _is_closing(bare: str) -> bool:
    """Whether these are the last words before the name: "best regards", and "thanks, anna"."""
    if bare.isascii():
        return bare in _CLOSINGS or bare.partition(",")[0] in _CLOSINGS
    bare = _without_signs(bare)
    return bare in _CLOSINGS or bare.partition(",")[0] in _CLOSINGS


def closes_alone(line: str) -> bool:
    """Whether the line is a closing and the name does not stand on it."""
    return _without_signs(line.strip(_ADORNMENT).lower()) in _CLOSINGS


def _without_signs(bare: str) -> str:
    while bare and not bare[-1].isalnum():  # "Cheers 🎉"
        bare = bare[:-1]
    return bare


def is_contact(line: str) -> bool:
    """A telephone number, an address or a link."""
    if "@" in line and _ADDRESS.search(line):
        return True
    if ("://" in line or "www." in line.lower()) and _LINK.search(line):
        return True
    return _PHONE.search(line) is not None


def is_signed_mark(line: str) -> bool:
    """Whether PGP's mark of a signed text stands on the line."""
    return line == _SIGNED


def is_banner(paragraph: str) -> bool:
    """Whether the paragraph is a gateway's warning that the letter came from outside.

    A single word is one only with a sign behind it: "CAUTION:", "[EXTERNAL]".
    """
    bare = paragraph[:_LONGEST_BANNER].lstrip(_ADORNMENT).lower()
    words = next((words for words in _BANNERS if bare.startswith(words)), "")
    rest = bare[len(words) :]
    if " " not in words:
        sign = rest.lstrip(" *")[:1]
        if not sign or sign not in ":!]-–":
            return False
        rest = rest.lstrip(" *:!]-–")
        return not rest or _WARNED_OF.search(rest) is not None
    return _WARNED_OF.search(bare) is not None
