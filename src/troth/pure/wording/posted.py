"""What a letter that leaves is made of: addresses and Message-IDs fit to be sent, its HTML."""

import re
from html import escape

from troth.pure.wording.envelope import UnusableAddressError, UnusableMessageIdError

LONGEST_ADDRESS = 254
LONGEST_LOCAL = 64
"""Octets of an address, and of its part before the @. Source: RFC 5321, section 4.5.3.1."""

LONGEST_MESSAGE_ID = 200

_ADDRESS = re.compile(
    r"[^\s\x00-\x20\x7f-\x9f\"(),:;<>@\[\\\]]+@[^\s\x00-\x20\x7f-\x9f\"(),:;<>@\[\\\]]+"
)
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")

_LINK = re.compile(r"https?://[\w\[][^\s<>\"]{0,2000}")
_AFTER_LINK = ".,;:!?'…”’»"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_INDENT = re.compile(r"^ +|(?<= ) +", re.MULTILINE)


def deliverable(address: str) -> str:
    """The address as mail servers want it, its domain in ASCII. Raises UnusableAddressError.

    What stands before the @ may hold letters beyond ASCII. Source: RFC 6531.
    """
    local, _, domain = address.strip().partition("@")
    if not _ADDRESS.fullmatch(address.strip()) or "=?" in address:
        raise UnusableAddressError(address)
    try:
        known = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise UnusableAddressError(address) from None
    if len(known.encode()) > LONGEST_ADDRESS or len(local.encode()) > LONGEST_LOCAL:
        raise UnusableAddressError(address)
    return known


def bracketed(message_id: str) -> str:
    """A Message-ID in its angle brackets, as headers hold it. Raises UnusableMessageIdError."""
    known = f"<{message_id.strip().strip('<>')}>"
    if not _MESSAGE_ID.fullmatch(known) or len(known) > LONGEST_MESSAGE_ID:
        raise UnusableMessageIdError(message_id)
    return known


def as_html(text: str, *, language: str, title: str = "") -> str:
    """The plain text as a page that looks like it: paragraphs, line ends, links, and nothing else.

    No style, no image, nothing that is fetched. `language` is a tag like "de", or "".
    """
    tag = f' lang="{escape(language)}"' if language else ""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip()]
    body = "\n".join(f"<p>{_lines(part)}</p>" for part in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html{tag}>\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _lines(paragraph: str) -> str:
    kept = _INDENT.sub(lambda gap: "\u00a0" * len(gap[0]), paragraph.strip("\n"))
    return _linked(kept).replace("\n", "<br>\n")


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        goal = _without_what_follows(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{escape(goal)}">{escape(goal)}</a>']
        end = found.start() + len(goal)
    return "".join([*parts, escape(text[end:])])


def _without_what_follows(link: str) -> str:
    """The link without the sentence's own marks behind it, and without a bracket it lies in."""
    while link:
        last = link[-1]
        opening = _BRACKETS.get(last)
        is_surplus = opening is not None and link.count(last) > link.count(opening)
        if last not in _AFTER_LINK and not is_surplus:
            break
        link = link[:-1]
    return link
