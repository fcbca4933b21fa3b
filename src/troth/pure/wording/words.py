"""The words of a language: one file per language, beside this one, for anybody to improve."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "de", "fr", "es")
FALLBACK = "en"

PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_NO_BREAK = "\u00a0"


class UnknownPlaceholderError(LookupError):
    """A sentence asks for something that the letter does not give it."""

    def __init__(self, placeholder: str, *, template: str) -> None:
        super().__init__(
            f'The sentence "{template}" asks for {placeholder}, which this letter does not know. '
            "Write the names in braces as in the same sentence of en.toml."
        )


def language_for(language: str) -> str:
    """The language among ours that a code like "de-AT" asks for, else English."""
    code = re.split(r"[-_]", language.strip().lower())[0]
    return code if code in LANGUAGES else FALLBACK


@cache
def table(language: str) -> dict[str, Any]:
    """Everything one language's file says, its spaces made unbreakable where it asks for that."""
    found = _file(language)
    marks = found["marks"]
    before, after = marks["no_break_before"], marks["no_break_after"]
    bound: dict[str, Any] = _bound(found, before=before, after=after)
    return bound


@cache
def people() -> dict[str, frozenset[str]]:
    """Honorifics, titles and parts of surnames, whatever their language."""
    return {name: frozenset(words) for name, words in _file("people").items()}


def filled(template: str, value: Callable[[str, str], str | None]) -> str:
    """The template with `value(name, way)` in place of {name:way}; what is put in is left alone.

    `way` is "" for {name}. Raises UnknownPlaceholderError where `value` knows no such name or way.
    """

    def fill(match: re.Match[str]) -> str:
        given = value(match[1], match[2] or "")
        if given is None:
            raise UnknownPlaceholderError(match[0], template=template)
        return given

    return PLACEHOLDER.sub(fill, template)


def _file(name: str) -> dict[str, Any]:
    path = resources.files("troth.pure.wording") / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _bound(value: Any, *, before: str, after: str) -> Any:
    if isinstance(value, dict):
        return {key: _bound(part, before=before, after=after) for key, part in value.items()}
    if not isinstance(value, str):
        return value
    for pattern, signs in ((r" (?=[{}])", before), (r"(?<=[{}]) ", after)):
        if signs:
            value = re.sub(pattern.format(re.escape(signs)), _NO_BREAK, value)
    return value
