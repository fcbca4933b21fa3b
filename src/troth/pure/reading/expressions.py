"""What the patterns of rules become, and how greater ones are put together of small ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import prod


@dataclass(frozen=True, slots=True)
class Expression:
    """What a pattern means over folded sentences.

    `regex` is linear: no look-around, no reference back, every repetition bounded or of one class.
    `needs` are sets of words (runs of letters and digits, or "?"): a sentence that the regex
    matches has at least one word of each. They tell cheaply where looking is in vain. `gapless` is
    given where the regex holds a counted gap: the most telling of what stands between the gaps.
    `commonness` guesses the share of sentences that the kernel is in.
    """

    regex: str
    needs: frozenset[frozenset[str]] = frozenset()
    gapless: str | None = None
    commonness: float = 1.0

    @property
    def kernel(self) -> str:
        """A regex without counted gaps that matches wherever this one does."""
        return self.regex if self.gapless is None else self.gapless


def either(expressions: Sequence[Expression]) -> Expression:
    """What matches where one of `expressions` does."""
    if len(expressions) == 1:
        return expressions[0]
    regex = _alternation([each.regex for each in expressions])
    gapless = None
    if any(each.gapless is not None for each in expressions):
        gapless = _alternation([each.kernel for each in expressions])
    needs: frozenset[frozenset[str]] = frozenset()
    if all(each.needs for each in expressions):
        needs = frozenset([frozenset().union(*(most_telling(each.needs) for each in expressions))])
    commonness = sum(each.commonness for each in expressions)
    return Expression(regex, needs, gapless, min(1.0, commonness))


def in_a_row(items: Sequence[Expression]) -> Expression:
    """The items one after the other. Of the stretches between gaps the rarest is the kernel."""
    regex = "".join(item.regex for item in items)
    needs = frozenset(need for item in items for need in item.needs)
    stretches: list[list[Expression]] = [[]]
    for item in items:
        if item.gapless is None:
            stretches[-1].append(item)
        else:
            stretches += [[item], []]
    shares = [prod(item.commonness for item in stretch) for stretch in stretches]
    rarest = min(range(len(stretches)), key=shares.__getitem__)
    if len(stretches) == 1:
        return Expression(regex, needs, None, shares[0])
    return Expression(
        regex, needs, "".join(item.kernel for item in stretches[rarest]), shares[rarest]
    )


def optional(item: Expression) -> Expression:
    """What matches where `item` does, and nothing else as well."""
    return Expression(f"(?:{item.regex})?", gapless=None if item.gapless is None else "")


@cache
def most_telling(needs: frozenset[frozenset[str]]) -> frozenset[str]:
    """The one set of `needs` that the fewest sentences meet: few and long words are rare."""
    return min(needs, key=lambda need: (sum(map(_commonness, need)), sorted(need)))


def _alternation(regexes: list[str]) -> str:
    r"""One of `regexes`, with the borders of words that all have in common written once.

    `re` tries `\b(?:can|could)` some five times as fast as `(?:\bcan|\bcould)`.
    """
    before = r"\b" if all(each.startswith(r"\b") for each in regexes) else ""
    after = r"\b *" if all(each.endswith(r"\b *") for each in regexes) else ""
    inner = (each.removeprefix(before).removesuffix(after) for each in regexes)
    return f"{before}(?:{'|'.join(inner)}){after}"


def _commonness(word: str) -> int:
    """Roughly in how many of a hundred sentences a word stands, by its length."""
    return 5 if word == "?" else {1: 60, 2: 30, 3: 10, 4: 4, 5: 3, 6: 2}.get(len(word), 1)
