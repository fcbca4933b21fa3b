"""To whom a letter, or one sentence of it, is spoken."""

import re
from collections.abc import Collection

_NAME = r"[^\W\d_][\w'’.-]{1,30}"
_GREETING = re.compile(
    rf"""
    \W* [^\W\d_]+ (?:[ ]+(?:morning|afternoon|evening|day))? ,? [ ]+
    (?:(?:mr|mrs|ms|miss|dr|prof)\.?[ ]+)?
    (?P<name>{_NAME}(?:[ ]{_NAME})?)
    [ ]*(?:[,!.:–-]|\Z|\n)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VOCATIVE = re.compile(rf"[\"'“>\s]*(?:@(?P<at>{_NAME})|(?P<name>{_NAME}(?:[ ]{_NAME})?)[ ]*[,:])")


def greeted(sentence: str, *, nobody: Collection[str]) -> str | None:
    """The name in a sentence that begins with a greeting, "" for "Hi all", None for no name.

    `nobody` are words in lower case that are no names.
    """
    match = _GREETING.match(sentence)
    if match is None:
        return None
    name = match["name"].rstrip(".")
    words = name.lower().split()
    return "" if not name[0].isupper() or any(word in nobody for word in words) else name


def called(sentence: str, *, nobody: Collection[str]) -> str:
    """The name that a sentence begins with ("Ben, can you ...", "@Ben please"), or ""."""
    match = _VOCATIVE.match(sentence)
    if match is None:
        return ""
    name = (match["at"] or match["name"]).rstrip(".")
    if any(not word[0].isupper() or word.lower() in nobody for word in name.split()):
        return ""
    return name
