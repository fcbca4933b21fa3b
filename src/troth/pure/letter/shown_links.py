"""After a link, in words, where it goes."""

import re
from html import escape

from troth.pure.letter.shown_hosts import Target, ascii_host, shown_host, target
from troth.pure.letter.shown_words import visible_line

_PLACE = re.compile(
    r"(?:https?://|www\.|mailto:)?(?:[^\s@/:<>()\[\]\"']{1,64}@)?"
    r"(?:[^\s/@:<>()\[\]\"'.,;!?]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
_FILES = frozenset(
    """csv doc docx eml gif htm html ics jpeg jpg js json md mov mp mp3 mp4 ods odt pdf php png ppt
    pptx py rar rtf svg tar txt webp xls xlsx xml zip""".split()
)
"""Endings of files: "plan.pdf" names no host."""

_MOST_PLACES = 20
_LONGEST = 2_000


def note(said: str, goal: Target) -> str:
    """What stands behind a link of the words `said`: nothing where they say it themselves.

    Words that name another place than the link's own are marked.
    """
    words = visible_line(said[:_LONGEST])
    places = _places(words)
    if any(not _leads_to(place, goal) for place in places):
        named = next(place for place in places if not _leads_to(place, goal))
        return (
            f' <span class="goes goes-elsewhere">(goes to {escape(goal.host)}, '
            f"not to {escape(named)})</span>"
        )
    if _is_the_place(words, goal):
        return ""
    return f' <span class="goes">(goes to {escape(goal.host)})</span>'


def _places(words: str) -> list[str]:
    """The hosts that the words name, as they may be shown."""
    found = []
    for match in list(_PLACE.finditer(words))[:_MOST_PLACES]:
        text = match[0].lower()
        host = re.sub(r"^(?:https?://|mailto:)", "", text).rpartition("@")[2]
        known = ascii_host(host)
        if known is None:
            continue
        spelled = text.startswith(("http", "www.", "mailto:")) or "@" in text
        if spelled or known.rpartition(".")[2] not in _FILES:
            found.append(shown_host(known))
    return found


def _leads_to(place: str, goal: Target) -> bool:
    """Whether the link goes to the place or to one below it."""
    host = goal.host.rpartition("@")[2]
    place = place.removeprefix("www.")
    return host == place or host.endswith(f".{place}")


def _is_the_place(words: str, goal: Target) -> bool:
    """Whether the words are the host, or an address at it that a browser reads the same."""
    if words.lower() in {goal.host, goal.address.lower()}:
        return True
    spelled = target(words)
    return spelled is not None and spelled.host == goal.host
