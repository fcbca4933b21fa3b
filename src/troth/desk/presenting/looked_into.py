"""What mailboxes and calendars have in common: they are looked into, and that may fail."""

from collections.abc import Sequence


def summary(troubles: Sequence[str]) -> str:
    """How they are, all together; the trouble of each, "" where there is none."""
    troubled = sum(map(bool, troubles))
    if not troubled:
        return ""
    if len(troubles) == 1:
        return "It is in trouble."
    return f"{troubled} of {len(troubles)} {'is' if troubled == 1 else 'are'} in trouble."
