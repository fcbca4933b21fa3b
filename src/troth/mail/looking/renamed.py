"""Which folder that is no longer there a new one was before: its mark moves along."""

from collections.abc import Iterable, Mapping

from troth.mail.imap.answers import Examined
from troth.mail.looking.state import ServerMark


def renamed_from(
    opened: Examined, missing: Mapping[str, ServerMark], *, others: Iterable[int]
) -> str | None:
    """The key of the `missing` folder that the `opened` one was; None where that is not certain.

    A folder taken for another one would have its letters passed over: where the server names no
    identity, one that counts like no other folder is asked for. `others` are the validities of all
    other folders, of which some servers give all the same.
    """
    same = [key for key, mark in missing.items() if mark.identity == opened.identity != ""]
    alike = [key for key, mark in missing.items() if _counts_on(mark, opened)]
    if len(same) == 1:
        return same[0] if same[0] in alike else None
    is_shared = not opened.validity or opened.validity in set(others)
    if is_shared or len(alike) != 1:
        return None
    is_another = missing[alike[0]].identity not in ("", opened.identity)
    return None if is_another else alike[0]


def _counts_on(mark: ServerMark, opened: Examined) -> bool:
    """Whether the letters of the opened folder can be those of the mark, and newer ones."""
    is_further = opened.uid_next >= max(mark.uid_next, mark.uid + 1)
    return mark.validity == opened.validity and is_further
