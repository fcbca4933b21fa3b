"""Whether markup can be parsed in reasonable time.

# Note [Squares]
Parsers of HTML ask every open element about every tag, and every attribute about every other of
its tag: 20,000 nested elements or attributes take them seconds, 300,000 take hours. So markup is
weighed by one linear pass before any parser sees it.
"""

import re
from html import unescape

MOST_TAGS = 30_000
"""Of a letter: long threads out of word processors have ten thousand."""

DEEPEST = 400
"""Elements in each other: a browser gives up at 512."""

_MOST_ATTRIBUTES = 200
_SHORT = 1_000
"""Characters of a tag that cannot hold too many attributes to matter."""

_ATTRIBUTE = r"""
    [\t\n\f\r\ /]*+ =?+ [^\t\n\f\r\ />=]++
    (?:
      [\t\n\f\r\ ]*+ = [\t\n\f\r\ ]*+
      (?: "[^"]*+"?+ | '[^']*+'?+ | [^\t\n\f\r\ >"'][^\t\n\f\r\ >]*+ )?+
    )?+
  | [\t\n\f\r\ /=]++
"""
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG = re.compile(
    rf"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<raw>script|style|title|textarea|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)\b|\Z)
    | <(?P<end>/?)(?P<name>[a-z][^\t\n\f\r\ />]*+)(?P<rest>(?:{_ATTRIBUTE})*+)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WHOLE_TAG = re.compile(rf"(?:{_TAG.pattern})[^<>]*>?", _TAG.flags)
_NEVER_DEEP = frozenset(
    """a area base br col embed hr img input link meta param source track wbr
    p li td th tr dd dt tbody thead tfoot option optgroup colgroup rp rt html head body""".split()
)
"""Elements without an end, and those that end where the next one begins."""

_MARK = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\t\n\f\r /][^>]*>", re.IGNORECASE
)


_LIGHT_TAGS = 500
_LIGHT_CHARACTERS = 30_000


def is_light(markup: str) -> bool:
    """Whether the markup is too short to be trouble even at its worst, and need not be weighed."""
    return len(markup) <= _LIGHT_CHARACTERS and markup.count("<") <= _LIGHT_TAGS


def too_heavy(markup: str, *, deepest: int = DEEPEST) -> bool:
    """Whether the markup has too many tags, too deep ones, or too many attributes in one tag."""
    if markup.count("<") > MOST_TAGS:
        return True
    depth = 0
    open_tags: dict[str, int] = {}
    for match in _TAG.finditer(markup):
        if match["name"] is None:
            continue
        if len(match["rest"]) > _SHORT and _attributes(match["rest"]) > _MOST_ATTRIBUTES:
            return True
        name = match["name"].lower()
        step = -1 if match["end"] else 1
        held = open_tags.get(name, 0) + step
        if name in _NEVER_DEEP or held < 0:
            continue
        open_tags[name] = held
        depth += step
        if depth > deepest:
            return True
    return False


def with_plain_marks(markup: str) -> str:
    """The markup with every mark such as <b> or <font> bare of attributes.

    A mark left open is opened again in every paragraph after it; of those that are alike, a parser
    remembers three. So hundreds of different ones cannot multiply. Source: WHATWG HTML.
    """
    return _MARK.sub(r"<\1>", markup)


def bare(markup: str) -> str:
    """The words of markup that is too heavy for a parser: its tags are taken out, line by line."""
    return unescape(_WHOLE_TAG.sub("\n", markup))


def _attributes(rest: str) -> int:
    return sum(1 for found in _ATTRIBUTES.finditer(rest) if found[0].strip("\t\n\f\r /="))
