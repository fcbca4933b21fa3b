"""Mailboxes of a header field. Source: RFC 5322 section 3.4, with the obsolete forms of 4.4."""

import re
from functools import lru_cache

from troth.pure.letter.fields import readable
from troth.pure.letter.limits import Limits
from troth.pure.letter.model import Address

_SIMPLE = re.compile(
    r'(?:"(?P<quoted>[^"\\]*)"\s*|(?P<words>[^"<>(),:;@\\]*))'
    r"<(?P<email>[^<>\s\"(),:;@]+@[^<>\s\"(),:;@]+)>"
)
_BARE = re.compile(r"[^<>\s\"(),:;@\\]+@[^<>\s\"(),:;@\\]+")
_TOKEN = re.compile(
    r"""
      "(?:[^"\\]|\\.)*"?                  # a quoted string, perhaps never closed
    | =\?[^?\s]{1,60}\?[BbQq]\?[^?]*\?=   # an encoded word, which may hold a comma
    | <[^<>]*>?                           # the address itself, perhaps never closed
    | [(),:;>]
    | \\.?
    | [^"<(),:;>\\=]+
    | =
    """,
    re.VERBOSE | re.DOTALL,
)
_ANYWHERE = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255}")
_CACHED_CHARS = 200


def mailboxes(values: list[str], *, problems: list[str]) -> tuple[Address, ...]:
    """The mailboxes that the values of one field name, in their order; those of groups too."""
    if len(values) == 1 and len(values[0]) <= _CACHED_CHARS and values[0].isascii():
        return _cached(values[0])
    found: list[Address] = []
    for value in values:
        if len(value) > Limits.VALUE_CHARS:
            problems.append(f"Only {Limits.VALUE_CHARS} characters of a list of people were read.")
        found += _read(value[: Limits.VALUE_CHARS], problems=problems)
    if len(found) > Limits.ADDRESSES:
        problems.append(f"Only {Limits.ADDRESSES} of {len(found)} addresses were kept.")
    return tuple(found[: Limits.ADDRESSES])


@lru_cache(maxsize=8192)
def _cached(value: str) -> tuple[Address, ...]:
    """The same few people stand in most letters of a mailbox."""
    return tuple(_read(value, problems=[]))


def _read(value: str, *, problems: list[str]) -> list[Address]:
    if '"' not in value and "(" not in value and "=?" not in value:
        pieces = value.split(",")
    else:
        pieces = [value]
    simple = [_simple(piece, problems=problems) for piece in pieces]
    if None not in simple:
        return [address for address in simple if address]
    return _spelled_out(value, problems=problems)


def _simple(piece: str, *, problems: list[str]) -> Address | None:
    """The mailbox of the form that nearly all have, or None where it takes a closer look."""
    piece = piece.strip()
    match = _SIMPLE.fullmatch(piece)
    if match:
        name = match["quoted"] if match["words"] is None else match["words"]
        return Address(match["email"].lower(), readable(name, problems=problems))
    if piece.isascii() and _BARE.fullmatch(piece):
        return Address(piece.lower())
    return None


def _spelled_out(value: str, *, problems: list[str]) -> list[Address]:
    """Token by token: quoted names with commas, comments, groups, routes, damage."""
    found: list[Address] = []
    words, comment, angle, depth = [""], [""], None, 0
    for piece in [*_TOKEN.findall(value), ","]:
        if depth or piece == "(":
            depth += (piece == "(") - (piece == ")")
            comment.append(piece)
        elif piece in {",", ";"}:
            found += _one(words, comment, angle, problems=problems)
            words, comment, angle = [""], [""], None
        elif piece == ":":
            words = [""]
        elif piece[0] == "<":
            angle = piece
        else:
            words.append(piece)
    if not found:
        found = [Address(email.lower()) for email in _ANYWHERE.findall(value)]
    return found


def _one(
    words: list[str], comment: list[str], angle: str | None, *, problems: list[str]
) -> list[Address]:
    phrase = "".join(words)
    name = readable(_unquoted(words), problems=problems)
    if angle is not None:
        email = "".join(angle.strip("<>").rpartition(":")[2].split())
        return [Address(_sound(email), name)] if email else []
    email = "".join(phrase.split()) if "@" in phrase else phrase.strip()
    if "<" in email:  # The quote before the name was never closed.
        return [Address(found.lower()) for found in _ANYWHERE.findall(phrase)[:1]]
    if not email or " " in email:
        return []
    said = "".join(comment).strip("() ")
    return [Address(_sound(email), readable(said, problems=problems))]


def _unquoted(words: list[str]) -> str:
    return "".join(
        re.sub(r"\\(.)", r"\1", word[1:].removesuffix('"')) if word[:1] == '"' else word
        for word in words
    )


def _sound(email: str) -> str:
    return readable(email, problems=[]).lower()
