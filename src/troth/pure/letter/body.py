"""Which part of a letter is its text, and that text taken apart."""

import re
from collections.abc import Iterable

from troth.pure.letter.cut import cut
from troth.pure.letter.model import Cut
from troth.pure.letter.part import Part
from troth.pure.letter.text import markup_of, text_of

_LONGEST_NOTICE = 400
"""Characters of a text that only points to the HTML beside it."""

_NOTICE = re.compile(
    r"\b(?:view|read|see|display|show|support|compatible|capable|enable|version|format|client)",
    re.IGNORECASE,
)


def body_of(leaves: Iterable[Part], *, problems: list[str]) -> Cut:
    """The first text that says something, taken apart; a forwarded letter's text is all quoted.

    Plain text is preferred to the HTML beside it unless it is empty or a mere notice. An HTML part
    outside of any multipart/alternative is a text of its own right. Asks for no leaf beyond.
    """
    poor: str | None = None
    markup: Part | None = None
    forwarded: Part | None = None
    for part in leaves:
        if part.forwarded:
            forwarded = forwarded or part
        elif part.attached:
            continue
        elif part.type.kind == "text/plain":
            text = text_of(part, problems=problems)
            if not _says_nothing(text):
                return cut(text)
            poor = poor or text
        elif part.type.kind == "text/html":
            markup = markup or part
            if poor is not None or not part.alternative:
                break
    return _second_best(poor, markup, forwarded, problems=problems)


def _second_best(
    poor: str | None, markup: Part | None, forwarded: Part | None, *, problems: list[str]
) -> Cut:
    if markup is not None:
        return cut(_lines(markup, problems=problems))
    if poor and poor.strip():
        return cut(poor)
    if forwarded is not None:
        return Cut(new="", quoted=_plain(forwarded, problems=problems).strip("\n"), signature="")
    return Cut(new="", quoted="", signature="")


def _plain(part: Part, *, problems: list[str]) -> str:
    if part.type.kind == "text/html":
        return _lines(part, problems=problems)
    return text_of(part, problems=problems)


def _lines(markup: Part, *, problems: list[str]) -> str:
    from troth.pure.letter.html import lines_of  # noqa: PLC0415 - a parser that few letters need

    return lines_of(markup_of(markup, problems=problems))


def _says_nothing(text: str) -> bool:
    """Whether the text is empty or only says that the HTML beside it should be read."""
    if len(text) > _LONGEST_NOTICE:
        return False
    return not text.strip() or ("html" in text.lower() and _NOTICE.search(text) is not None)
