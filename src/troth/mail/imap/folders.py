"""Which of a server's folders hold letters that count, each letter in one of them if possible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from troth.mail.places import SourceError
from troth.mail.usual_names import DRAFTS, JUNK, TRASH, top_level
from troth.mail.utf7 import decoded

CLOSED = frozenset(("\\noselect", "\\nonexistent"))
USES = {"\\drafts": DRAFTS, "\\trash": TRASH, "\\junk": JUNK}
"""A special use, and the names that speak for it where the server flags no folder with it."""
ALL = "\\all"
VIEWS = frozenset((ALL, "\\flagged", "\\important"))
"""Folders that show letters which lie elsewhere. Source: RFC 6154 section 2, RFC 8457."""
NAMED_BEFORE_FOLDERS_ARE_LISTED = 12


@dataclass(frozen=True, slots=True)
class ImapFolder:
    """A folder as the server lists it: `raw` is what it wants to hear, `name` what a person reads.

    `unwanted` marks drafts, trash and junk. `levels` are the parts of `name`.
    """

    raw: bytes
    name: str
    levels: tuple[str, ...]
    flags: frozenset[str]
    unwanted: bool = False

    @property
    def is_open(self) -> bool:
        return self.flags.isdisjoint(CLOSED)


Listed = tuple[Iterable[bytes], bytes | None, bytes | str]
"""Flags, delimiter and name, as LIST gives them."""


def understood(listing: Iterable[Listed]) -> list[ImapFolder]:
    """The folders of a LIST reply, those of drafts, trash and junk and all beneath them marked."""
    folders = [_folder(*line) for line in listing]
    flagged = {use for folder in folders for use in folder.flags & USES.keys()}
    named = frozenset[str]().union(*(USES[use] for use in USES.keys() - flagged))
    tops = [folder.levels for folder in folders if folder.flags & USES.keys()]
    return [
        ImapFolder(f.raw, f.name, f.levels, f.flags, _is_unwanted(f, tops=tops, named=named))
        for f in folders
    ]


def chosen(folders: Sequence[ImapFolder], *, everything_in_all: bool) -> list[ImapFolder]:
    """The folders to read where none was asked for, the inbox first.

    `everything_in_all` is true of Gmail: its All Mail holds every letter that is not trash or
    junk, archived ones nowhere else, and each label shows the same letters again.
    """
    readable = [folder for folder in folders if folder.is_open and not folder.unwanted]
    if everything_in_all:
        whole = [folder for folder in readable if ALL in folder.flags]
        if whole:
            return whole
    wanted = [folder for folder in readable if folder.flags.isdisjoint(VIEWS)]
    return sorted(wanted, key=lambda folder: (folder.name.upper() != "INBOX", folder.name))


def asked_for(folders: Sequence[ImapFolder], levels: Sequence[str]) -> ImapFolder:
    """The folder whose levels these are, or whose name has these slashes. Raises SourceError."""
    wanted = "/".join(levels)
    for folder in folders:
        if _same(folder.levels, levels) or _same((folder.name,), (wanted,)):
            if folder.is_open:
                return folder
            raise SourceError(f"{folder.name} holds only folders and no letters. Name one of them.")
    names = sorted(folder.name for folder in folders if folder.is_open)
    some = ", ".join(names[:NAMED_BEFORE_FOLDERS_ARE_LISTED]) or "none"
    more = ", ..." if len(names) > NAMED_BEFORE_FOLDERS_ARE_LISTED else ""
    raise SourceError(f"There is no folder {wanted} on the server. It has: {some}{more}.")


def _folder(flags: Iterable[bytes], delimiter: bytes | None, name: bytes | str) -> ImapFolder:
    raw = name.encode() if isinstance(name, str) else name
    parts = raw.split(delimiter) if delimiter else [raw]
    levels = tuple(decoded(part) for part in parts)
    folded = frozenset(flag.decode("ascii", "replace").lower() for flag in flags)
    return ImapFolder(raw, decoded(raw), levels, folded)


def _is_unwanted(
    folder: ImapFolder, *, tops: Sequence[tuple[str, ...]], named: frozenset[str]
) -> bool:
    beneath = any(folder.levels[: len(top)] == top for top in tops)
    return beneath or top_level(folder.levels) in named


def _same(levels: Sequence[str], wanted: Sequence[str]) -> bool:
    """INBOX is the one name whose case does not count. Source: RFC 3501 section 5.1."""
    if levels and wanted and levels[0].upper() == wanted[0].upper() == "INBOX":
        return tuple(levels[1:]) == tuple(wanted[1:])
    return tuple(levels) == tuple(wanted)
