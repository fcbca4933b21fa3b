"""The small language in which rules are written, and the expressions it becomes.

words           as they are, in lower case, without accents; `-` may be a blank or nothing
send*           a word that begins so
{list}          any entry of a list of the language's words.txt
( a | b )       one or the other
x?              x or nothing, for a word, a list or a group
...  ...8       up to five, or eight, words of any kind, within the clause
^  $            the sentence begins here (after its bullet or number), ends here
,               a comma, colon, semicolon or dash
?               standing alone: a question mark follows, sooner or later
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

USUAL_GAP = 5
WIDEST_GAP = 20

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<gap>\.\.\.(?P<width>\d*))
  | (?P<list>\{(?P<name>[a-z0-9-]+)\})
  | (?P<mark>[(|)^$,?*])
  | (?P<word>\*?['a-z0-9][a-z0-9'@&/.+-]*\*?)
    """,
    re.VERBOSE,
)


class PatternError(ValueError):
    """A pattern that cannot be understood; its sentence says what to write instead."""


@dataclass(frozen=True, slots=True)
class Expression:
    """What a pattern means over folded sentences.

    `regex` is linear: no look-around, no reference back, every repetition bounded or of one class.
    `needs` are sets of words (runs of letters and digits, or "?"): a sentence that the regex
    matches has at least one word of each. They tell cheaply where looking is in vain.
    """

    regex: str
    needs: frozenset[frozenset[str]] = frozenset()


def either(expressions: Sequence[Expression]) -> Expression:
    """What matches where one of `expressions` does."""
    if len(expressions) == 1:
        return expressions[0]
    regex = _alternation([each.regex for each in expressions])
    if not all(each.needs for each in expressions):
        return Expression(regex)
    telling = (most_telling(each.needs) for each in expressions)
    return Expression(regex, frozenset([frozenset().union(*telling)]))


def _alternation(regexes: list[str]) -> str:
    r"""One of `regexes`, with the borders of words that all have in common written once.

    `re` tries `\b(?:can|could)` some five times as fast as `(?:\bcan|\bcould)`.
    """
    before = r"\b" if all(each.startswith(r"\b") for each in regexes) else ""
    after = r"\b *" if all(each.endswith(r"\b *") for each in regexes) else ""
    inner = (each.removeprefix(before).removesuffix(after) for each in regexes)
    return f"{before}(?:{'|'.join(inner)}){after}"


def most_telling(needs: frozenset[frozenset[str]]) -> frozenset[str]:
    """The one set of `needs` that the fewest sentences meet: few and long words are rare."""
    return min(needs, key=lambda need: (sum(map(_commonness, need)), sorted(need)))


def expression(written: str, *, lists: Mapping[str, Expression]) -> Expression:
    """What a rule's line `written` means; `lists` are what it may name. Raises PatternError."""
    reader = _Reader(_tokens(written), lists)
    result = reader.alternatives()
    if reader.place < len(reader.tokens):
        raise PatternError("there is a `)` too many: take it out or add the `(` that opens it.")
    if not result.regex:
        raise PatternError("there is nothing to match: write at least one word.")
    return result


def _commonness(word: str) -> int:
    return 5 if word == "?" else {1: 60, 2: 30, 3: 10, 4: 4, 5: 3, 6: 2}.get(len(word), 1)


def _tokens(written: str) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    place = 0
    while place < len(written):
        match = _TOKEN.match(written, place)
        if match is None:
            odd = written[place:].split(maxsplit=1)[0]
            raise PatternError(
                f"`{odd}` is not understood: write words in lower case without accents,"
                " `{lists}`, `( a | b )`, `x?` or `...`."
            )
        tokens.append(match)
        place = match.end()
    return tokens


class _Reader:
    """Walks over the tokens once, from left to right."""

    def __init__(self, tokens: list[re.Match[str]], lists: Mapping[str, Expression]) -> None:
        self.tokens = tokens
        self.lists = lists
        self.place = 0

    def alternatives(self) -> Expression:
        found = [self.sequence()]
        while self._next_is("|"):
            self.place += 1
            found.append(self.sequence())
        if len(found) > 1 and not all(each.regex for each in found):
            raise PatternError("one side of a `|` is empty: write a word there, or `( a )?`.")
        return either(found)

    def sequence(self) -> Expression:
        regex, needs = "", frozenset[frozenset[str]]()
        while self.place < len(self.tokens) and not (self._next_is("|") or self._next_is(")")):
            token = self.tokens[self.place]
            self.place += 1
            if token.lastgroup != "space":
                item = self._item(token)
                regex, needs = regex + item.regex, needs | item.needs
        return Expression(regex, needs)

    def _item(self, token: re.Match[str]) -> Expression:
        if token["gap"]:
            return _gap(token["width"])
        if token["mark"] in _OPTIONAL_MARKS:
            return self._optional(_OPTIONAL_MARKS[token["mark"]])
        if token["mark"] in _MARKS:
            return _MARKS[token["mark"]]
        if token["list"]:
            return self._optional(self._list(token["name"]))
        if token["word"]:
            return self._optional(_word(token["word"]))
        return self._optional(self._group())

    def _group(self) -> Expression:
        inner = self.alternatives()
        if not self._next_is(")"):
            raise PatternError("a `(` is not closed: add `)`.")
        self.place += 1
        return Expression(f"(?:{inner.regex})", inner.needs)

    def _list(self, name: str) -> Expression:
        if name not in self.lists:
            raise PatternError(f"there is no list {{{name}}}: add it to words.txt.")
        return self.lists[name]

    def _optional(self, item: Expression) -> Expression:
        """`item`, or `item` or nothing where a question mark stands directly after it."""
        if not self._next_is("?"):
            return item
        self.place += 1
        return Expression(f"(?:{item.regex})?")

    def _next_is(self, sign: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][0] == sign


def _word(written: str) -> Expression:
    bare = written.strip("*")
    literal = re.escape(bare).replace(r"\-", "[- ]?")
    before = "[a-z]*" if written.startswith("*") else ""
    after = "[a-z]*" if written.endswith("*") else ""
    left = r"\b" if before or bare[0].isalnum() else ""
    right = r"\b" if after or bare[-1].isalnum() else ""
    regex = f"{left}{before}{literal}{after}{right} *"
    return Expression(regex) if before or after else Expression(regex, _parts(bare))


def _parts(word: str) -> frozenset[frozenset[str]]:
    """The runs of letters and digits in a word, each of which a sentence with it must have.

    Where the word may be written with a hyphen or in one, the run that has none counts as well.
    """
    joined = word.replace("-", "")
    runs = _RUN.findall(word)
    together = _RUN.findall(joined)
    if len(runs) == len(together):
        return frozenset(frozenset([run]) for run in runs)
    if len(runs) == 2 and len(together) == 1:
        return frozenset(frozenset([run, joined]) for run in runs)
    return frozenset()


def _gap(width: str) -> Expression:
    words = int(width or USUAL_GAP)
    if not 1 <= words <= WIDEST_GAP:
        raise PatternError(f"a gap is 1 to {WIDEST_GAP} words wide: write ...{WIDEST_GAP} or less.")
    return Expression(rf"(?:[^ ]*[^ ;:?!] +){{0,{words}}}?")


_RUN = re.compile("[a-z0-9]+")
_MARKS = {
    "^": Expression(r"^[^a-z0-9]*(?:[a-z0-9]{1,2}[.)] +)?"),
    "$": Expression("[^a-z0-9]*$"),
    "?": Expression(r"[^?]*\?", frozenset([frozenset("?")])),
}
_OPTIONAL_MARKS = {
    ",": Expression("[,;:-]+ *"),
    "*": Expression(r"\b[a-z0-9.'-]+\b *"),
}
