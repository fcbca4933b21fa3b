"""Addresses that a text names."""

import re

ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}"
"""A pattern for an address as people and servers write it, and nothing beyond."""

_ADDRESS = re.compile(rf"(?<![\w.@-]){ADDRESS}")
_NO_ADDRESS = re.compile(r"(?:\b(?:message|content|queue)?-?id\b|^references:|^in-reply-to:)")
_WRITERS = re.compile(r"(?:from|sender|return-path|reply-to|x-sender|von|de|da)\s?:")
_SERVERS = frozenset({"mailer-daemon", "postmaster", "abuse", "support", "helpdesk"})
_HEAD = 6_000


def address_in(text: str, *, besides: frozenset[str]) -> str:
    """The first address in the text that is not one of `besides` or a server's own, or ""."""
    head = text[:_HEAD]
    for match in _ADDRESS.finditer(head):
        address = match[0].lower().strip("'*`=")
        before = head[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
        before = before.strip(" \t>").lower()
        is_own = address in besides or address.partition("@")[0] in _SERVERS
        if not (is_own or _NO_ADDRESS.search(before) or _WRITERS.match(before)):
            return address
    return ""
