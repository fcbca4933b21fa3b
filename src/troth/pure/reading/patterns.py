"""The small language in which rules are written, and the expressions it becomes.

words           as they are, in lower case, without accents; `-` may be a blank or nothing
send*           a word that begins so
{list}          any entry of a list of the language's words.txt
( a | b )       one or the other
x?              x or nothing, for a word, a list or a group
...  ...8       up to five, or eight, words of any kind, within the clause
^  $            the sentence begins here, ends here
,               a comma, colon, semicolon or dash
?               standing alone: a question mark follows, sooner or later
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

USUAL_GAP = 5
WIDEST_GAP = 20

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<gap>\.\.\.(?P<width>\d*))
  | (?P<list>\{(?P<name>[a-z0-9-]+)\})
  | (?P<mark>[(|)^$,?])
  | (?P<word>\*?['a-z0-9][a-z0-9'@&/.+-]*\*?)
    """,
    re.VERBOSE,
)


class PatternError(ValueError):
    """A pattern that cannot be understood; its sentence says what to write instead."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One expression in two forms: `exact`, and `loose`, which matches wherever `exact` does.

    The loose form lets gaps be of any width, because counting words costs an automaton many
    states; it says which rules are worth an exact look.
    """

    exact: str
    loose: str


def either(patterns: list[Pattern]) -> Pattern:
    """The pattern that matches where one of `patterns` does."""
    if len(patterns) == 1:
        return patterns[0]
    return Pattern(
        exact=f"(?:{'|'.join(p.exact for p in patterns)})",
        loose=f"(?:{'|'.join(p.loose for p in patterns)})",
    )


def pattern(written: str, *, lists: Mapping[str, Pattern]) -> Pattern:
    """What a rule's line `written` matches in a folded sentence; raises PatternError."""
    reader = _Reader(_tokens(written), lists)
    result = reader.alternatives()
    if reader.place < len(reader.tokens):
        raise PatternError("there is a `)` too many: take it out or add the `(` that opens it.")
    if not result.exact:
        raise PatternError("there is nothing to match: write at least one word.")
    return result


def _tokens(written: str) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    place = 0
    while place < len(written):
        match = _TOKEN.match(written, place)
        if match is None:
            raise PatternError(
                f"`{written[place:].split()[0]}` is not understood: write words in lower case"
                " without accents, `{lists}`, `( a | b )`, `x?` or `...`."
            )
        tokens.append(match)
        place = match.end()
    return tokens


class _Reader:
    """Walks over the tokens once, from left to right."""

    def __init__(self, tokens: list[re.Match[str]], lists: Mapping[str, Pattern]) -> None:
        self.tokens = tokens
        self.lists = lists
        self.place = 0

    def alternatives(self) -> Pattern:
        found = [self.sequence()]
        while self._next_is("|"):
            self.place += 1
            found.append(self.sequence())
        if len(found) > 1 and not all(p.exact for p in found):
            raise PatternError("one side of a `|` is empty: write a word there, or `( a )?`.")
        return either(found)

    def sequence(self) -> Pattern:
        exact, loose = "", ""
        while self.place < len(self.tokens) and not (self._next_is("|") or self._next_is(")")):
            token = self.tokens[self.place]
            self.place += 1
            if token.lastgroup == "space":
                continue
            item = self._item(token)
            exact, loose = exact + item.exact, loose + item.loose
        return Pattern(exact, loose)

    def _item(self, token: re.Match[str]) -> Pattern:
        if token["gap"]:
            return _gap(token["width"])
        if token["mark"] in _MARKS:
            return _MARKS[token["mark"]]
        if token["list"]:
            return self._optional(self._list(token["name"]))
        if token["word"]:
            return self._optional(_word(token["word"]))
        return self._optional(self._group())

    def _group(self) -> Pattern:
        inner = self.alternatives()
        if not self._next_is(")"):
            raise PatternError("a `(` is not closed: add `)`.")
        self.place += 1
        return Pattern(f"(?:{inner.exact})", f"(?:{inner.loose})")

    def _list(self, name: str) -> Pattern:
        if name not in self.lists:
            raise PatternError(f"there is no list {{{name}}}: add it to words.txt.")
        return self.lists[name]

    def _optional(self, item: Pattern) -> Pattern:
        """`item`, or `item` or nothing where a question mark stands directly after it."""
        if not self._next_is("?"):
            return item
        self.place += 1
        return Pattern(f"(?:{item.exact})?", f"(?:{item.loose})?")

    def _next_is(self, sign: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][0] == sign


def _word(written: str) -> Pattern:
    bare = written.strip("*")
    literal = re.escape(bare).replace(r"\-", "[- ]?")
    before = "[a-z]*" if written.startswith("*") else ""
    after = "[a-z]*" if written.endswith("*") else ""
    left = r"\b" if before or bare[0].isalnum() else ""
    right = r"\b" if after or bare[-1].isalnum() else ""
    expression = f"{left}{before}{literal}{after}{right} *"
    return Pattern(expression, expression)


def _gap(width: str) -> Pattern:
    words = int(width or USUAL_GAP)
    if not 1 <= words <= WIDEST_GAP:
        raise PatternError(f"a gap is 1 to {WIDEST_GAP} words wide: write ...{WIDEST_GAP} or less.")
    return Pattern(rf"(?:[^ ]*[^ ;:?!] +){{0,{words}}}?", ".*")


_MARKS = {
    "^": Pattern("^[^a-z0-9]*", "^[^a-z0-9]*"),
    "$": Pattern("[^a-z0-9]*$", "[^a-z0-9]*$"),
    ",": Pattern("[,;:-]+ *", "[,;:-]+ *"),
    "?": Pattern(r"[^?]*\?", r"[^?]*\?"),
}
