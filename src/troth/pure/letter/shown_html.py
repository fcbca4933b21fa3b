"""A stranger's HTML made harmless: structure and words stay, whatever acts, fetches or hides goes.

Three steps. The tree is read once to count what will be missing and to drop what its writer hid.
Then nh3 keeps a short list of elements and attributes, until cleaning again changes nothing: what
a browser builds from that text is the tree that was cleaned. Last, `shown_tokens` writes it anew,
links with where they go and pictures as placeholders or as the letter's own bytes.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import nh3
from selectolax.lexbor import LexborHTMLParser

from troth.pure.letter.shown_tokens import rewritten
from troth.pure.letter.weight import too_heavy, with_plain_marks

_TAGS = frozenset(
    """a abbr article aside b blockquote br caption center cite code col colgroup dd del dfn div dl
    dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q
    s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var
    wbr""".split()
)
_WITH_CONTENT = frozenset(
    """script style template noscript noembed noframes xmp plaintext title textarea select datalist
    iframe object embed applet audio video canvas svg math frameset""".split()
)
"""Elements that go with all that stands in them."""

_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "ol": {"start"},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_WITH_CONTENT),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    url_schemes={"http", "https", "mailto", "cid", "data"},
    url_relative="deny",
    link_rel=None,
    strip_comments=True,
)
_MOST_PASSES = 4

_LONGEST = 1_000_000
"""Characters of cleaned HTML: beyond, a browser takes seconds to lay it out."""

_HIDDEN = (
    '[hidden]:not(html):not(body), [style*="display:none" i]:not(html):not(body), '
    '[style*="display: none" i]:not(html):not(body)'
)
_MAY_HIDE = re.compile(r"\bhidden\b|display\s*:\s*none", re.IGNORECASE)
_COUNTED = {
    "script": ("script", "scripts"),
    "iframe": ("frame", "frames"),
    "frame": ("frame", "frames"),
    "form": ("form", "forms"),
    "object": ("embedded object", "embedded objects"),
    "embed": ("embedded object", "embedded objects"),
    "applet": ("embedded object", "embedded objects"),
    "svg": ("drawing", "drawings"),
    "math": ("formula", "formulas"),
    "audio": ("recording", "recordings"),
    "video": ("film", "films"),
    "base": ("change of address", "changes of address"),
}
_HANDLED = ", ".join(
    f"[on{event}]"
    for event in """load error click mouseover mouseenter focus toggle begin start animationstart
    pointerover submit""".split()
)
_LINKS = 'a[href]:not([href^="#"]), area[href]'
_REDIRECT = 'meta[http-equiv="refresh" i]'

Kind = tuple[str, str]
"""What was left out, in the singular and in the plural."""

HIDDEN: Kind = ("hidden passage", "hidden passages")
SCRIPT: Kind = ("script", "scripts")
LINK: Kind = ("link that leads nowhere safe", "links that lead nowhere safe")
REDIRECT: Kind = ("redirection", "redirections")


class TooMuch(Exception):  # noqa: N818 - the letter is at fault, and its text is still shown
    """The HTML is too large, too deep or too tangled to be cleaned in reasonable time."""


class Cleaned(NamedTuple):
    """HTML that only shows: what was left out, by kind; the content ids of the pictures in it."""

    html: str
    removed: Counter[Kind]
    pictures: frozenset[str]


def cleaned(markup: str, *, pictures: Mapping[str, bytes]) -> Cleaned:
    """The markup with nothing in it that acts, asks elsewhere or hides.

    `pictures` are files of the letter by content id. Raises `TooMuch`.
    """
    if too_heavy(markup):
        raise TooMuch
    markup = with_plain_marks(markup)
    removed: Counter[Kind] = Counter()
    safe = _settled(_without_hidden(markup, removed=removed))
    written = rewritten(safe, pictures=pictures)
    removed[LINK] -= written.links
    if len(written.html) - written.picture_chars > _LONGEST:
        raise TooMuch
    return Cleaned(written.html, removed + written.removed, written.pictures)


def _without_hidden(markup: str, *, removed: Counter[Kind]) -> str:
    """The markup without what its writer hid, as the reading of its text leaves it out too."""
    tree = LexborHTMLParser(markup)
    for node in tree.css(", ".join(_COUNTED)):
        removed[_COUNTED[node.tag or ""]] += 1
    removed[SCRIPT] += len(tree.css(_HANDLED))
    removed[REDIRECT] += len(tree.css(_REDIRECT))
    hidden = tree.css(_HIDDEN) if _MAY_HIDE.search(markup) else []
    removed[HIDDEN] += sum(bool(node.text().strip()) for node in hidden)
    for node in hidden:
        node.decompose(recursive=False)
    removed[LINK] += len(tree.css(_LINKS))
    return (tree.html or "") if hidden else markup


def _settled(markup: str) -> str:
    """Cleaned until cleaning changes nothing; raises `TooMuch` where that does not come to rest."""
    before = _CLEANER.clean(markup)
    for _ in range(_MOST_PASSES):
        after = _CLEANER.clean(before)
        if after == before:
            return after
        before = after
    raise TooMuch
