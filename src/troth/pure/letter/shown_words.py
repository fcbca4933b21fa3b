"""Words of a stranger made fit for a screen: nothing hides, nothing runs backwards."""

import re

LONGEST_NAME = 120
"""Characters of a file's name on the screen; its ending always stays."""

_DECEIVING = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f"  # what moves a terminal's or a printer's hand
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: letters in another order
    "\ufff9-\ufffb\U000e0000-\U000e007f]"  # annotations, and letters that nobody sees
)
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]"
)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\n\t]')

INSTEAD = "\ufffd"
"""Stands where a deceiving character stood, so that one sees that something was there."""


def visible(text: str) -> str:
    """The text with every deceiving character replaced, one for one: places in it stay."""
    return text if text.isascii() and text.isprintable() else _DECEIVING.sub(INSTEAD, text)


def visible_line(text: str) -> str:
    """The text on one line, without deceiving or unseen characters and with single blanks."""
    return " ".join(visible(_UNSEEN.sub("", text)).split())


def file_name(name: str) -> str:
    """A file's name as it may be shown and saved: no folder, no trick, its true ending in sight."""
    base = re.split(r"[\\/]", name)[-1]
    line = _NOT_IN_NAMES.sub("_", visible_line(base)).strip(". ")
    if not line:
        return "unnamed"
    if len(line) <= LONGEST_NAME:
        return line
    kept = LONGEST_NAME // 2
    return f"{line[:kept]}…{line[1 - kept :]}"


def plural(count: int, one: str, many: str) -> str:
    """Such as "1 form" or "2 forms"."""
    return f"{count} {one if count == 1 else many}"
