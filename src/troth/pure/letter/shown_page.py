"""The cleaned HTML of a letter as a page of its own, and the headers without which it never goes.

The page stands behind its own address, in an iframe with `SANDBOX`. Three walls, each of which
holds alone: the HTML is cleaned, the policy fetches and runs nothing, the sandbox has no scripts,
no forms and no origin.
"""

from html import escape

from troth.pure.letter.shown import Shown

SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""For the iframe's `sandbox`: a link may open a new tab, when a person clicks it; nothing else.

With sandbox="" the page is as safe, and its links lead nowhere.
"""

HEADERS: dict[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'self'; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors 'self'; sandbox {SANDBOX}"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-DNS-Prefetch-Control": "off",  # A browser looks up the hosts of links before any click.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
"""All headers of the page; what the frame sets for other pages must not replace them."""

_LONGEST = 200_000
"""Characters of plain text on the page: beyond, a browser takes a second to lay them out."""


def document(shown: Shown, *, stylesheet: str) -> str:
    """The whole page of the letter's HTML; of its text where it has none.

    `stylesheet` is the address of letter.css, on the same host.
    """
    body = _plain(shown.text) if shown.html is None else shown.html
    return (
        '<!doctype html>\n<html lang="und">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(shown.subject) or 'Letter'}</title>\n"
        f'<link rel="stylesheet" href="{escape(stylesheet)}">\n'
        f'</head>\n<body>\n<main class="letter" dir="auto">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _plain(text: str) -> str:
    rest = '\n<p class="rest">The rest of this long text is left out here.</p>'
    return f'<div class="text">{escape(text[:_LONGEST])}</div>{rest if text[_LONGEST:] else ""}'
