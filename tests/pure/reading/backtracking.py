"""How often a pattern of Python's `re` can be made to try again, read from its tree."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

FEW = 20
"""Counts of up to so many are constants."""

UNBOUNDED = 10
"""The power that stands for all that are as high, and for what is no power at all."""

REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
GIVING_BACK = (code.MAX_REPEAT, code.MIN_REPEAT)
"""A possessive repeat gives nothing back: its rounds are read in one way, the first."""

LOOKS = (code.ASSERT, code.ASSERT_NOT)
SIGNS = [*map(chr, range(0x180)), *"–—―‘’“”…€\u2028年日本한：\U0001f600"]
"""Every class is known by which of these it holds: all of ASCII and Latin, all codes of `when`."""

ALL = (1 << len(SIGNS)) - 1


def mask(holds: Iterable[bool]) -> int:
    return sum(1 << place for place, held in enumerate(holds) if held)


CATEGORIES = {
    code.CATEGORY_DIGIT: mask(sign.isdecimal() for sign in SIGNS),
    code.CATEGORY_SPACE: mask(sign.isspace() for sign in SIGNS),
    code.CATEGORY_WORD: mask(sign.isalnum() or sign == "_" for sign in SIGNS),
}
CATEGORIES |= {
    code.CATEGORY_NOT_DIGIT: ALL ^ CATEGORIES[code.CATEGORY_DIGIT],
    code.CATEGORY_NOT_SPACE: ALL ^ CATEGORIES[code.CATEGORY_SPACE],
    code.CATEGORY_NOT_WORD: ALL ^ CATEGORIES[code.CATEGORY_WORD],
}
WORD = CATEGORIES[code.CATEGORY_WORD]
LINE_END = mask(sign == "\n" for sign in SIGNS)


@dataclass
class Ways:
    """A pattern as places and the steps between them: (what may be read or stands there, to)."""

    flags: int
    steps: list[list[tuple[Any, int]]] = field(default_factory=lambda: [[]])
    loops: dict[int, int] = field(default_factory=dict)
    """Place -> the signs that may be read there again and again."""

    def place(self) -> int:
        self.steps.append([])
        return len(self.steps) - 1

    def sequence(self, tree: Any, at: int) -> int:
        for sort, value in tree:
            at = self.item(sort, value, at)
        return at

    def item(self, sort: Any, value: Any, at: int) -> int:
        if sort in REPEATS:
            return self.repeat(*value, at)
        if sort is code.BRANCH:
            return self.joined([self.sequence(each, at) for each in value[1]])
        if sort in (code.SUBPATTERN, code.ATOMIC_GROUP):
            return self.sequence(value[-1] if sort is code.SUBPATTERN else value, at)
        end = self.place()
        self.steps[at].append((signs(sort, value, self.flags), end))
        return end

    def repeat(self, least: int, most: int, tree: Any, at: int) -> int:
        for _ in range(min(least, FEW)):
            at = self.sequence(tree, at)
        if most <= FEW:
            ends = [at]
            for _ in range(most - least):
                ends.append(self.sequence(tree, ends[-1]))
            return self.joined(ends)
        begin = self.joined([at])
        if is_class(tree):
            self.loops[begin] = signs(*tree[0], self.flags)
        else:
            self.steps[self.sequence(tree, begin)].append((None, begin))
        return self.joined([begin])

    def joined(self, ends: list[int]) -> int:
        place = self.place()
        for end in ends:
            self.steps[end].append((None, place))
        return place

    def reached(self, start: int, alphabet: int) -> set[int]:
        """The places reached from `start` by reading only such signs, again and again."""
        reached: set[int] = set()
        waiting = [start]
        while waiting:
            at = waiting.pop()
            for step, to in self.steps[at]:
                if to not in reached and is_open(step, alphabet):
                    reached.add(to)
                    waiting.append(to)
        return reached


def signs(sort: Any, value: Any, flags: int) -> Any:
    """What a sign of the pattern reads, as a mask; or what stands there, as a word."""
    if sort is code.AT:
        if value in (code.AT_BOUNDARY, code.AT_NON_BOUNDARY):
            return "border" if value is code.AT_BOUNDARY else None
        return "line" if flags & re.MULTILINE else "end"
    if sort in LOOKS or sort is code.GROUPREF:
        return None
    return class_of(sort, tuple(value) if sort is code.IN else value, flags)


@cache
def class_of(sort: Any, value: Any, flags: int) -> int:
    if sort is code.IN:
        found = 0
        for each, what in value:
            found |= 0 if each is code.NEGATE else class_of(each, what, flags)
        return ALL ^ found if value[0][0] is code.NEGATE else found
    if sort is code.ANY:
        return ALL if flags & re.DOTALL else ALL ^ LINE_END
    if sort is code.CATEGORY:
        return CATEGORIES[value]
    low, high = value if sort is code.RANGE else (value, value)
    cased = (lambda sign: {sign, *sign.swapcase()}) if flags & re.IGNORECASE else (lambda it: {it})
    found = mask(any(low <= ord(each) <= high for each in cased(sign)) for sign in SIGNS)
    return ALL ^ found if sort is code.NOT_LITERAL else found


def is_class(tree: Any) -> bool:
    singles = (code.LITERAL, code.NOT_LITERAL, code.IN, code.ANY)
    return len(tree) == 1 and tree[0][0] in singles


def is_open(step: Any, alphabet: int) -> bool:
    """Whether the step can be taken within a row of signs of `alphabet`."""
    if step is None:
        return True
    if step == "border":
        return bool(alphabet & WORD) and bool(alphabet & ~WORD)
    if step == "line":
        return bool(alphabet & LINE_END)
    return step != "end" and bool(step & alphabet)


@cache
def tree_of(regex: str, flags: int = 0) -> Any:
    return parser.parse(regex, flags)


@cache
def degree(regex: str, flags: int = 0) -> int:
    """The power of a stretch's length that a search takes at most; `UNBOUNDED` beyond all."""
    tree = tree_of(regex, flags)
    ways = Ways(tree.state.flags)
    ways.loops[0] = ALL  # the search for where it begins
    ways.sequence(tree, 0)
    links = {at: linked(ways, at) for at in ways.loops}
    telling = {at for at, to in links.items() if to} | set().union(*links.values())
    after = {at: ways.reached(at, ALL) & telling for at in telling}
    return 1 + heaviest(links, after)


def linked(ways: Ways, at: int) -> set[int]:
    """The repetitions that can share a stretch with the one at `at`, and follow it."""
    own = ways.loops[at]
    found = set()
    for to in ways.reached(at, own) & ways.loops.keys():
        shared = own & ways.loops[to]
        if shared and to in ways.reached(at, shared):
            found.add(to)
    return found


def heaviest(links: dict[int, set[int]], after: dict[int, set[int]]) -> int:
    """The most links on one way through the pattern."""
    weights = dict.fromkeys(after, 0)
    for _ in range(UNBOUNDED):
        before = dict(weights)
        for at, others in after.items():
            for to in others:
                more = weights[at] + (to in links[at])
                weights[to] = min(UNBOUNDED, max(weights[to], more))
        if weights == before:
            break
    return max(weights.values(), default=0)


def nodes(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every node of a tree."""
    waiting = list(tree)
    while waiting:
        sort, value = waiting.pop()
        yield sort, value
        if sort is code.BRANCH:
            waiting += [item for each in value[1] for item in each]
        elif sort in (*REPEATS, code.SUBPATTERN, *LOOKS):
            waiting += value[-1]
        elif sort is code.ATOMIC_GROUP:
            waiting += value


def rounds_of(regex: str, flags: int = 0) -> Iterator[Any]:
    """Every group that repeats more than `FEW` times and may be tried again in another way."""
    for sort, value in nodes(tree_of(regex, flags)):
        if sort in GIVING_BACK and value[1] > FEW and not is_class(value[2]):
            yield value[2]


def is_told_apart(group: Any, flags: int) -> bool:
    """Whether each sign says where in a round of the group it is read: in one place only."""
    ways = Ways(flags)
    ways.repeat(0, FEW + 1, group, 0)
    return all(are_apart(next_signs(ways, at)) for at in range(len(ways.steps)))


def next_signs(ways: Ways, start: int) -> Iterator[int]:
    """What may be read next, once for each step that reads it."""
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        if at in ways.loops:
            yield ways.loops[at]
        for step, to in ways.steps[at]:
            if isinstance(step, int):
                yield step
            elif to not in seen:
                seen.add(to)
                waiting.append(to)


def are_apart(masks: Iterable[int]) -> bool:
    taken = 0
    for each in masks:
        if taken & each:
            return False
        taken |= each
    return True
