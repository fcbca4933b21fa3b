"""The small language in which rules are written, and the expressions it becomes.

words           as they are, in lower case, without accents; `-` may be a blank or nothing
send*  *ing     a word that begins so, ends so
'll  's         the short form of a word, directly after another
{list}          any entry of a list of the language's words.txt
{name}          a word that is written with a capital: who is to do it; once in a pattern
( a | b )       one or the other
x?              x or nothing, for a word, a list or a group
...  ...8       up to five, or eight, words of any kind, within the clause
^  $            the sentence begins here (after its bullet or number), ends here
,               a comma, colon, semicolon or dash
*               standing alone: any one word
?               standing alone: a question mark follows, sooner or later
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from troth.pure.reading.expressions import Expression, either, in_a_row, optional

USUAL_GAP = 5
WIDEST_GAP = 20

FREQUENT, RARE = 0.2, 0.01
"""Guesses of the share of sentences that a word is in, by whether the list `frequent` has it."""

NAME = "name"
"""The group of a regex that is a person's name, and the list that stands for it in a pattern."""

_WORD = re.compile(r"\*?['a-z0-9][a-z0-9'@&/.+-]*\*?")
_TOKEN = re.compile(
    rf"""
    \s*
    (?: (?P<gap>\.\.\.\d*)
      | (?P<list>\{{[a-z0-9-]+\}})
      | (?P<optional>(?<=[^\s(|])\?)
      | (?P<word>{_WORD.pattern})
      | (?P<mark>[(|)^$,?*])
    )
    """,
    re.VERBOSE,
)


class PatternError(ValueError):
    """A pattern that cannot be understood; its sentence says what to write instead."""


def expression(written: str, *, lists: Mapping[str, Expression]) -> Expression:
    """What a rule's line `written` means; `lists` are what it may name. Raises PatternError."""
    if _WORD.fullmatch(written):  # most entries of lists
        return _word(written, commonness=_share(written, lists))
    reader = _Reader(_tokens(written), lists)
    result = reader.alternatives()
    if reader.place < len(reader.tokens):
        raise PatternError("there is a `)` too many: take it out or add the `(` that opens it.")
    if not result.regex:
        raise PatternError("there is nothing to match: write at least one word.")
    if result.regex.count(f"(?P<{NAME}>") > 1:
        raise PatternError("{name} stands there twice: write * for the one who does nothing.")
    return result


class _Token(NamedTuple):
    sort: str
    text: str


def _tokens(written: str) -> list[_Token]:
    tokens: list[_Token] = []
    place, end = 0, len(written.rstrip())
    while place < end:
        match = _TOKEN.match(written, place)
        if match is None:
            odd = written[place:].split(maxsplit=1)[0]
            raise PatternError(
                f"`{odd}` is not understood: write words in lower case without accents,"
                " `{lists}`, `( a | b )`, `x?` or `...`."
            )
        sort = match.lastgroup or ""
        tokens.append(_Token(sort, match[sort]))
        place = match.end()
    return tokens


class _Reader:
    """Walks over the tokens once, from left to right."""

    def __init__(self, tokens: list[_Token], lists: Mapping[str, Expression]) -> None:
        self.tokens = tokens
        self.lists = lists
        self.place = 0

    def alternatives(self) -> Expression:
        found = [self._sequence()]
        while self._take("|"):
            found.append(self._sequence())
        if len(found) > 1 and not all(each.regex for each in found):
            raise PatternError("one side of a `|` is empty: write a word there, or `( a )?`.")
        return either(found)

    def _sequence(self) -> Expression:
        items: list[Expression] = []
        while self.place < len(self.tokens) and self.tokens[self.place].text not in ("|", ")"):
            token = self.tokens[self.place]
            self.place += 1
            items.append(self._item(token))
        if len(items) == 1:
            return items[0]
        return in_a_row(items)

    def _item(self, token: _Token) -> Expression:
        match token.sort, token.text:
            case "gap", text:
                return _gap(text.removeprefix("..."))
            case "word", text:
                item = _word(text, commonness=_share(text, self.lists))
            case "list", text:
                item = self._list(text.strip("{}"))
            case _, "(":
                item = self._group()
            case _, text:
                item = _MARKS[text]
        return optional(item) if self._take("?", sort="optional") else item

    def _group(self) -> Expression:
        inner = self.alternatives()
        if not self._take(")"):
            raise PatternError("a `(` is not closed: add `)`.")
        gapless = None if inner.gapless is None else f"(?:{inner.gapless})"
        return Expression(f"(?:{inner.regex})", inner.needs, gapless, inner.commonness)

    def _list(self, name: str) -> Expression:
        if name == NAME:
            return _NAME
        if name not in self.lists:
            raise PatternError(f"there is no list {{{name}}}: add it to words.txt.")
        return self.lists[name]

    def _take(self, text: str, *, sort: str = "mark") -> bool:
        """Whether the next token is this one, which is then behind us."""
        found = self.place < len(self.tokens) and self.tokens[self.place] == (sort, text)
        self.place += found
        return found


@cache
def _word(written: str, *, commonness: float) -> Expression:
    bare = written.strip("*")
    literal = re.escape(bare).replace(r"\-", "[- ]?")
    before = "[a-z]*" if written.startswith("*") else ""
    after = "[a-z]*" if written.endswith("*") else ""
    left = r"\b" if before or bare[0].isalnum() else ""
    right = r"\b" if after or bare[-1].isalnum() else ""
    regex = f"{left}{before}{literal}{after}{right} *"
    if before:
        return Expression(regex)
    return Expression(regex, frozenset() if after else _parts(bare), None, commonness)


def _share(word: str, lists: Mapping[str, Expression]) -> float:
    frequent = lists.get("frequent")
    if not frequent:
        return RARE
    runs = _RUN.findall(word)  # "c'est" is frequent as "c" and "est" are
    return FREQUENT if runs and _words_of(frequent.needs).issuperset(runs) else RARE


@cache
def _words_of(needs: frozenset[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*needs)


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
    return Expression(rf"(?:[^ ]*[^ ;:?!] +){{0,{words}}}?", gapless="")


_RUN = re.compile("[a-z0-9]+")
_NAME = Expression(rf"\b(?P<{NAME}>[a-z]+(?:-[a-z]+)?)\b *")
_MARKS = {
    "^": Expression(r"^[^a-z0-9]*(?:[a-z0-9]{1,2}[.)] +)?"),
    "$": Expression("[^a-z0-9]*$"),
    ",": Expression("[,;:-]+ *"),
    "?": Expression(r"[^?]*\?", frozenset([frozenset("?")]), r"\?", 0.05),
    # A word with what ties it together; two stars in a row cannot share one, which would multiply.
    "*": Expression(r"\b[a-z0-9]+(?:[.'-]+[a-z0-9]+)*\b *"),
}
