"""Reading a mail server's plain words: whether a letter did not arrive, whose, and why."""

import re

from troth.pure.letter.found import ADDRESS
from troth.pure.letter.phrases import any_of, folded
from troth.pure.letter.undelivered_words import DELAY_SUBJECTS, DELAY_WORDS, SUBJECTS, WORDS

_HEAD = 6_000
"""Characters of a report in which a server has said what it has to say."""

_LONGEST_REASON = 400

_TAG = r"(?:\[[^\]\n]{1,30}\] ?|\*{2,5} ?spam ?\*{2,5} ?)?"
_SUBJECT = any_of(SUBJECTS, before=_TAG)
_WORDS = any_of(WORDS)
_DELAY_SUBJECT = any_of(DELAY_SUBJECTS)
_DELAY_WORDS = any_of(DELAY_WORDS)

_NAMED = re.compile(ADDRESS)
_PARAGRAPH = re.compile(
    rf"""
    ^[ \t]*<?{ADDRESS}>?[ \t]*(?:\([^)\n]{{1,80}}\)[ \t]*)?
    (?: :[ \t]*(?P<same>[^\n]*\n?) | (?:[ ]?(?:on|at|am|le|el)[ ][^\n]{{1,60}})?\n )
    (?P<below>(?:[ \t]*\n)?(?:[ \t]*[^\s][^\n]{{0,400}}(?:\n|\Z)){{0,12}})
    """,
    re.MULTILINE | re.VERBOSE,
)
_SMTP = re.compile(
    r"""
    (?<![\w.:/+-])[45]\d\d(?:[ -]+\#?[45]\.\d{1,3}\.\d{1,3}\b|[ -]+(?=[A-Za-z<#]))[^\n]{0,400}
    (?:\n[ \t>]*(?:<<<[ ])?[45]\d\d[ -][^\n]{1,200}){0,6}
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"""
    ^[ \t>]*(?:for[ ])?(?:the[ ])?(?:following[ ])?
    (?:reason|because|error|diagnostic|response|grund|ursache|fehler|begründung
      |raison|motif|erreur|motivo|razón)[^:\n]{0,60}:\s{0,9}(?P<words>[^\n]{3,400})
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)


def is_named_so(subject: str) -> bool:
    """Whether a subject begins as those of reports on undelivered letters do."""
    return _SUBJECT.match(folded(subject)) is not None


def says_so(text: str) -> bool:
    """Whether a text's beginning says that a letter did not arrive."""
    return _WORDS.search(folded(text[:_HEAD])) is not None


def is_delay(subject: str, text: str) -> bool:
    """Whether the server still tries; the subject decides where it is clear."""
    if _DELAY_SUBJECT.search(folded(subject)):
        return True
    return not is_named_so(subject) and _DELAY_WORDS.search(folded(text[:_HEAD])) is not None


def names_one_apart(text: str) -> bool:
    """Whether an address stands before its reason or on a line of its own, as servers put it."""
    return _PARAGRAPH.search(text[:_HEAD]) is not None


def reason_in(text: str) -> str:
    """The server's own words, as exact as the text gives them, or ""."""
    head = text[:_HEAD]
    return _below_address(head) or _coded(head) or _labelled(head) or _said(head)


def _below_address(head: str) -> str:
    """What stands behind the failing address, or below it where that is a server's answer."""
    found = _PARAGRAPH.search(head)
    if found is None:
        return ""
    below = found["below"]
    if found["same"] is not None:
        return _short(found["same"] + below)
    words = _coded(below) or _labelled(below) or _short(below)
    return "" if words.endswith(":") else words


def _coded(words: str) -> str:
    """An answer of SMTP with its continuations."""
    found = _SMTP.search(words)
    return _short(found[0]) if found else ""


def _labelled(head: str) -> str:
    found = _LABEL.search(head)
    return _short(found["words"]) if found else ""


def _said(head: str) -> str:
    """The line that says it, and the next one, which often says why; else one with an address."""
    lines = [line for line in head.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        if _WORDS.search(folded(line[:_LONGEST_REASON])):
            return _short(" ".join(lines[number : number + 2]))
    return next((_short(line) for line in lines if _NAMED.search(line[:_LONGEST_REASON])), "")


def _short(words: str) -> str:
    words = " ".join(words.split())[:_LONGEST_REASON].strip()
    return words if "(" in words else words.rstrip(")")
