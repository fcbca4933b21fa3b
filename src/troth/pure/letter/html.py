"""HTML mail as lines of text, quotes marked with ">" so that both kinds are cut alike."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNREAD = "script, style, head, title, template, noscript, object, svg, [hidden]"
_UNSEEN = '[style*="display:none" i], [style*="display: none" i]'
_QUOTES = (
    "blockquote, .gmail_attr, .gmail_quote:not(:has(blockquote)), .moz-cite-prefix, "
    ".yahoo_quoted, .protonmail_quote"
)
_INDENTED = 'blockquote[style*="border:none" i], blockquote[style*="border: none" i]'
_REST = "#divRplyFwdMsg, #x_divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container"
_SIGNATURES = ".gmail_signature, .moz-signature, #Signature, #ms-outlook-mobile-signature"

_LINES = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figure footer form "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_PARAGRAPHS = frozenset("h1 h2 h3 h4 h5 h6 p pre ul ol table blockquote".split())
_CELLS = frozenset({"td", "th"})


def lines_of(markup: str) -> str:
    """The text of the markup as a person sees it, quoted lines begun with "> ". Never raises.

    Blocks become lines, links keep their text, what is not shown is left out. Signatures that
    programs mark as such are set off by "-- ".
    """
    tree = LexborHTMLParser(markup)
    root = tree.body or tree.root
    if root is None:
        return ""
    return _Reader(tree).read(root)


class _Reader:
    """Walks the tree once, without recursion: nesting knows no limit in mail."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._unread = _ids(tree, f"{_UNREAD}, {_UNSEEN}")
        self._quotes = _ids(tree, _QUOTES) - _ids(tree, _INDENTED)
        self._rest = _ids(tree, _REST)
        self._signatures = _ids(tree, _SIGNATURES)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._depth = 0
        self._all_quoted = False

    def read(self, root: LexborNode) -> str:
        for node, enters in self._steps(root):
            if node.tag == "-text":
                if enters:
                    self._line.append(node.text_content or "")
            elif enters:
                self._enter(node)
            else:
                self._leave(node)
        self._break()
        return "\n".join(self._lines).strip("\n")

    def _steps(self, root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
        """Every node that is read, once when it begins and once when it ends."""
        path: list[LexborNode] = []
        node: LexborNode | None = root
        while node is not None or path:
            if node is None:
                node = path.pop()
                yield node, False
                node = node.next if path else None
            elif node.mem_id in self._unread:
                node = node.next
            else:
                yield node, True
                path.append(node)
                node = node.child

    def _enter(self, node: LexborNode) -> None:
        tag, name = node.tag, node.mem_id
        if tag in _LINES or tag in _PARAGRAPHS:
            self._break(blank=tag in _PARAGRAPHS)
        elif tag in _CELLS:
            self._line.append(" ")
        if name in self._rest:
            self._break()
            self._all_quoted = True
        if name in self._quotes:
            self._break()
            self._depth += 1
        if name in self._signatures:
            self._break()
            self._lines.append("-- ")
        if tag == "li":
            self._line.append("- ")

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag
        if tag in _LINES or tag in _PARAGRAPHS:
            self._break(blank=tag in _PARAGRAPHS)
        if node.mem_id in self._quotes:
            self._break()
            self._depth -= 1

    def _break(self, *, blank: bool = False) -> None:
        """Ends the line; an empty one is kept once, as a paragraph's end."""
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if text:
            self._lines.append("> " + text if self._depth or self._all_quoted else text)
        elif not blank:
            return
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")


def _ids(tree: LexborHTMLParser, selector: str) -> set[int]:
    return {node.mem_id for node in tree.css(selector)}
