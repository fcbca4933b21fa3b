"""HTML mail as lines of text, quotes marked with ">" so that both kinds are cut alike.

The tree is marked where something begins or ends; then its text, taken as one, has all that is
needed. Nodes are asked one by one as little as can be: that is what costs.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from troth.pure.letter.weight import bare, is_light, too_heavy, with_plain_marks

_HIDDEN = (
    '[hidden]:not(html), [style*="display:none" i]:not(html), [style*="display: none" i]:not(html)'
)
_BARE_GMAIL = ".gmail_quote:not(:has(blockquote))"
_MOST_GMAIL = 100
"""Gmail's quotes that are asked what they hold: nested thousands deep, that takes the square."""

_DEEPEST = 12_000
"""Elements in each other that are parsed, in half a second; beyond, only words are taken."""

_QUOTES = (
    f"blockquote, .gmail_attr, {_BARE_GMAIL}, .moz-cite-prefix, "
    ".yahoo_quoted, .protonmail_quote, .moz-forward-container, .zmail_extra, "
    '#OLK_SRC_BODY_SECTION, div[data-marker="__QUOTED_TEXT__"], div[name="quote"]'
)
_QUOTES_OF_MANY = _QUOTES.replace(_BARE_GMAIL, ".gmail_quote")
_INDENTED = 'blockquote[style*="border:none" i], blockquote[style*="border: none" i]'
_REST = (
    "#divRplyFwdMsg, #x_divRplyFwdMsg, #appendonsend, #stopSpelling, "
    "#mail-editor-reference-message-container"
)
_SIGNATURES = (
    ".gmail_signature, .moz-signature, #Signature, #ms-outlook-mobile-signature, "
    ".protonmail_signature_block"
)

_LINE, _PARAGRAPH, _QUOTE, _QUOTE_END, _SIGNATURE = "\0l", "\0p", "\0>", "\0<", "\0s"
"""The marks: no text of a parsed tree holds a NUL."""

_UNREAD = frozenset("script style head title template noscript object svg".split())
_AROUND = {
    **dict.fromkeys(
        "address article aside body center dd div dl dt fieldset figure footer form header html "
        "main nav section".split(),
        (_LINE, _LINE),
    ),
    **dict.fromkeys(
        "blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul".split(), (_PARAGRAPH, _PARAGRAPH)
    ),
    # Nothing to read stands directly behind a row: the parser moves it out of the table.
    **dict.fromkeys("br hr tbody tfoot thead tr".split(), (_LINE, "")),
    **dict.fromkeys(("td", "th"), (" ", "")),
    "li": (f"{_LINE}- ", _LINE),
}
"""Name of an element -> what stands before and after it."""


def lines_of(markup: str) -> str:
    """The text of the markup as a person sees it, quoted lines begun with "> ". Never raises.

    Blocks become lines, links keep their text, what is not shown is left out. Signatures that
    programs mark as such are set off by "-- ". Of markup that is too heavy for a parser only the
    tags are taken out.
    """
    if not is_light(markup):
        if too_heavy(markup, deepest=_DEEPEST):
            return "\n".join(filter(None, map(_on_one_line, bare(markup).split("\n"))))
        markup = with_plain_marks(markup)
    tree = LexborHTMLParser(markup)
    for node in tree.css(_HIDDEN):
        node.decompose(recursive=False)
    root = tree.root
    if root is None:
        return ""
    shown = tree.body or root
    quotes = _QUOTES_OF_MANY if markup.count("gmail_quote") > _MOST_GMAIL else _QUOTES
    if shown.css_first(f"{quotes}, {_REST}, {_SIGNATURES}"):
        _mark_quotes(shown, quotes)
        _mark_signatures(shown)
    _mark_blocks(root)
    return _lines(root.text())


def _mark_quotes(shown: LexborNode, quotes: str) -> None:
    indented = {node.mem_id for node in shown.css(_INDENTED)}
    for node in _read(shown, quotes):
        if node.mem_id not in indented:
            node.insert_before(_QUOTE)
            node.insert_after(_QUOTE_END)
    for node in _read(shown, _REST):
        node.insert_before(_QUOTE)  # It has no end: all that follows is quoted.


def _mark_signatures(shown: LexborNode) -> None:
    for node in _read(shown, _SIGNATURES):
        if node.first_child is None:
            node.insert_child(_SIGNATURE)
        else:
            node.first_child.insert_before(_SIGNATURE)


def _read(shown: LexborNode, selector: str) -> list[LexborNode]:
    return [node for node in shown.css(selector) if node.tag not in _UNREAD]


def _mark_blocks(root: LexborNode) -> None:
    for node in list(root.traverse()):
        tag = node.tag
        if tag in _AROUND:
            before, after = _AROUND[tag]
            node.insert_before(before)
            if after:
                node.insert_after(after)
        elif tag in _UNREAD:
            node.decompose(recursive=False)


def _lines(marked: str) -> str:
    """The lines of a marked text; an empty one is kept once, as a paragraph's end."""
    lines: list[str] = []
    depth = 0
    for piece in (_LINE[1] + marked).split("\0"):
        mark, text = piece[:1], _on_one_line(piece[1:])
        if mark == "p" and lines and lines[-1]:
            lines.append("")
        elif mark == ">":
            depth += 1
        elif mark == "<":
            depth -= 1
        elif mark == "s":
            lines.append("-- ")
        if text:
            lines.append(f"> {text}" if depth else text)
    return "\n".join(lines).strip("\n")


def _on_one_line(text: str) -> str:
    """With one blank between two words. A text that prints has no other blank than the space."""
    text = text.strip()
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
