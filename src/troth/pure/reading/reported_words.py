"""How somebody reports what was promised and what was asked, in each language.

Patterns run over folded text: lower case, ASCII. Only what says who did it is read; each gap is
bounded.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class Deed(StrEnum):
    """What somebody is reported to have done."""

    PROMISED = "promised"
    ASKED = "asked"


class Way(NamedTuple):
    """A way of reporting: who did what, in which words after the one who did it."""

    language: str
    is_mine: bool
    deed: Deed
    certainty: float
    words: re.Pattern[str]


ME = {"en": "(?:i|we)", "de": "(?:ich|wir)", "fr": "(?:j'|je |nous )", "es": "(?:yo |nosotros )?"}
THEM = {
    "en": "(?:she|he|they)",
    "de": "(?:sie|er)",
    "fr": "(?:elle|il|elles|ils|on)",
    "es": "(?:(?:ella|el|ellos|ellas)|(?=pidi|ha pe|ha pr|prometio))",
}

_SURE, _LIKELY = 0.85, 0.7

_REPORTED: dict[str, tuple[tuple[bool, Deed, float, str], ...]] = {
    "en": (
        (True, Deed.PROMISED, _SURE, r"(?: have|'ve)? (?:promised|agreed to)\b"),
        (
            True,
            Deed.PROMISED,
            _SURE,
            r" (?:said|told .{1,60}?) (?:that )?(?:i|we)(?: wi|'|'d | wou)",
        ),
        (True, Deed.ASKED, _LIKELY, r"(?: have|'ve)? asked .{1,60}? (?:for|to)\b"),
        (False, Deed.PROMISED, _SURE, r"(?: has| have|'s)? (?:promised|agreed to)\b"),
        (
            False,
            Deed.PROMISED,
            _SURE,
            r" (?:said|told .{1,60}?) (?:that )?(?:she|he|they)(?: will\b|'ll\b|'d\b| would\b)",
        ),
        (False, Deed.PROMISED, _LIKELY, r"(?: will|'ll| is going to| are going to) (?!not\b)[a-z]"),
        (
            False,
            Deed.ASKED,
            _SURE,
            r"(?: has| have)? (?:asked (?:(?:me|us) )?(?:for|to|whether|if)|requested)\b",
        ),
        (
            False,
            Deed.ASKED,
            _LIKELY,
            r" (?:needs?|wants?|would like|expects?|(?:is|are) waiting for)\b",
        ),
    ),
    "de": (
        (True, Deed.PROMISED, _SURE, r" (?:habe|haben) .{1,120}?(?:versprochen|zugesagt)\b"),
        (True, Deed.PROMISED, _SURE, r" (?:versprach|versprachen)\b"),
        (True, Deed.ASKED, _LIKELY, r" (?:habe|haben) .{1,60}? um .{1,80}? gebeten\b"),
        (False, Deed.PROMISED, _SURE, r" (?:hat|haben) .{1,120}?(?:versprochen|zugesagt)\b"),
        (False, Deed.PROMISED, _SURE, r" (?:versprach|verspricht|sagte .{1,120}? zu)\b"),
        (False, Deed.PROMISED, _LIKELY, r" (?:wird|werden) (?!nicht\b).{1,120}?en\b"),
        (
            False,
            Deed.PROMISED,
            _LIKELY,
            r" (?:schickt|liefert|sendet|bringt|gibt|erledigt|meldet sich)\b(?! .{0,80}\bnicht\b)",
        ),
        (False, Deed.ASKED, _SURE, r" (?:bat|baten|bittet|bitten)\b.{1,40}? ?um\b"),
        (False, Deed.ASKED, _SURE, r" (?:hat|haben) .{0,40}?um .{1,80}? gebeten\b"),
        (
            False,
            Deed.ASKED,
            _LIKELY,
            r" (?:braucht|brauchen|mochte|mochten|wunscht sich|wartet auf)\b",
        ),
    ),
    "fr": (
        (True, Deed.PROMISED, _SURE, r"(?:lui |leur )?(?:ai|avons) promis\b"),
        (True, Deed.ASKED, _LIKELY, r"(?:lui |leur )?(?:ai|avons) demande\b"),
        (False, Deed.PROMISED, _SURE, r" (?:(?:nous |m')?(?:a|ont) promis|promet)\b"),
        (False, Deed.PROMISED, _LIKELY, r" (?:m'|me |nous )?(?:va|vont) [a-z]{2,20}(?:er|ir|re)\b"),
        (
            False,
            Deed.PROMISED,
            _LIKELY,
            r" (?:m'|me |nous )?(?!sera\b|aura\b|faudra\b)[a-z]{2,20}(?:ra|ront)\b",
        ),
        (False, Deed.ASKED, _SURE, r" (?:(?:m'|nous )?(?:a|ont) demande|demande)\b"),
        (False, Deed.ASKED, _LIKELY, r" (?:a besoin|veut|voudrait|souhaite|attend)\b"),
    ),
    "es": (
        (
            True,
            Deed.PROMISED,
            _SURE,
            r"(?:le |les )?(?:prometi|prometimos|he prometido|hemos prometido)\b",
        ),
        (True, Deed.ASKED, _LIKELY, r"(?:le |les )?(?:pedi|pedimos|he pedido|hemos pedido)\b"),
        (
            False,
            Deed.PROMISED,
            _SURE,
            r" ?(?:me |nos )?(?:prometio|prometieron|ha prometido|han prometido)\b",
        ),
        (False, Deed.PROMISED, _LIKELY, r" (?:me |nos )?(?:va|van) a [a-z]{2,20}r\b"),
        (
            False,
            Deed.PROMISED,
            _LIKELY,
            r" (?:me |nos )?(?!sera\b|habra\b|estara\b)[a-z]{2,20}ran?\b",
        ),
        (False, Deed.ASKED, _SURE, r" ?(?:me |nos )?(?:pidio|pidieron|ha pedido|han pedido)\b"),
        (False, Deed.ASKED, _LIKELY, r" (?:necesita|necesitan|quiere|quieren|espera)\b"),
    ),
}


def ways(names: str) -> list[Way]:
    """Every way of reporting; `names` is an expression for the names of the other side, or ""."""
    found: list[Way] = []
    for language, reported in _REPORTED.items():
        them = f"(?P<name>{names})|{THEM[language]}" if names else THEM[language]
        for is_mine, deed, certainty, after in reported:
            who = ME[language] if is_mine else f"(?:{them})"
            found.append(
                Way(language, is_mine, deed, certainty, re.compile(_opening + who + after))
            )
    return found


_opening = r"(?:(?:and|so|ok|okay|und|also|et|donc|y|pues)[, ]+){0,2}"
