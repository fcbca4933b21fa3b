"""To whom a letter, or one sentence of it, is spoken."""

import re
from collections.abc import Collection

from troth.pure.reading.folding import fold

_NAME = r"[^\W\d_][\w'’.-]{1,30}"
_TITLES = """
    mr mrs ms miss dr prof sir herr herrn frau monsieur madame mademoiselle m mme mlle
    señor señora señorita sr sra srta don doña
""".split()
_TITLE = rf"(?:(?:{'|'.join(_TITLES)})\.?[ ]+)"
_GREETED = re.compile(
    rf"""
    [ ]*,?[ ]* {_TITLE}{{0,3}}
    (?P<name>{_NAME}(?:[ ]{_NAME})?)
    [ ]*(?:[,!.:–-]|\Z|\n)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VOCATIVE = re.compile(
    rf"""
    [\"'“>\s]*
    (?:@(?P<at>{_NAME})|{_TITLE}{{0,3}}(?P<name>{_NAME}(?:[ ]{_NAME})?)[ ]*[,:])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def greeted(sentence: str, *, after: int, nobody: Collection[str]) -> str | None:
    """The name behind a greeting that ends at `after`: "" for "Hi all", None for no name.

    `nobody` are folded words that are no names.
    """
    match = _GREETED.match(sentence, after)
    if match is None:
        return None
    name = match["name"].rstrip(".")
    return name if _may_be_name(name, nobody) and name[0].isupper() else ""


def called(sentence: str, *, nobody: Collection[str]) -> str:
    """The name that a sentence begins with ("Ben, can you ...", "@Ben please"), or ""."""
    match = _VOCATIVE.match(sentence)
    if match is None:
        return ""
    name = (match["at"] or match["name"]).rstrip(".")
    is_name = all(word[0].isupper() for word in name.split()) and _may_be_name(name, nobody)
    return name if is_name else ""


def _may_be_name(name: str, nobody: Collection[str]) -> bool:
    return not any(word in nobody for word in fold(name).split())
