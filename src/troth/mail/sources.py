"""From what a person writes as SOURCE to the letters it holds."""

import re
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from troth.mail.folder import Folder
from troth.mail.mbox import SNIFFED_BYTES, Mbox, starts_mbox
from troth.mail.places import FilePlace, Place, Source, SourceError, read_file, shown
from troth.mail.spool import GZIP_MAGIC, from_gzip, from_pipe, from_stream
from troth.web.because import because

__all__ = ["Place", "Source", "SourceError", "open_source"]

IMAP_SCHEME = re.compile(r"imaps?://", re.IGNORECASE)
STANDARD_INPUT = "-"


def open_source(
    text: str,
    *,
    stdin: BinaryIO,
    password: Callable[[str], str],
    since: date | None = None,
) -> Source:
    """The letters at `text`: a file, a folder, `-` for standard input, or an imaps:// address.

    `password` is called with the account's name when a server is to be asked. `since` lets a
    server leave out older letters; what lies on disk is given whole. Raises SourceError.
    """
    if text == STANDARD_INPUT:
        return from_stream(stdin, name="standard input")
    if IMAP_SCHEME.match(text):
        from troth.mail.imap import open_imap  # noqa: PLC0415 - a tenth of a second, seldom needed

        return open_imap(text, password=password, since=since)
    try:
        return _on_disk(text)
    except FileNotFoundError:
        raise SourceError(
            f"There is no file or folder {shown(text)}. "
            "Give an mbox, a Maildir, a folder, an .eml file, - or imaps://user@host."
        ) from None
    except OSError as error:
        raise SourceError(f"{shown(text)} cannot be opened: {because(error)}.") from None
    except ValueError:
        raise SourceError(f"{text!r} cannot be the name of a file.") from None


class OneLetter:
    """A file that is one letter."""

    def __init__(self, path: str) -> None:
        self._place = FilePlace(path)
        self.name = self._place.name
        self.problems: list[str] = []
        self.left_out: list[str] = []

    def count(self) -> int | None:
        return 1

    def places(self) -> Iterator[Place]:
        yield self._place


def _on_disk(path: str) -> Source:
    """Raises OSError, ValueError."""
    if not path:
        raise FileNotFoundError
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        next(Path(path).iterdir(), None)
        return Folder(path)
    if stat.S_ISFIFO(mode):
        return from_pipe(path)
    if not stat.S_ISREG(mode):
        raise SourceError(f"{shown(path)} is neither a file nor a folder.")
    head = read_file(path, SNIFFED_BYTES)
    if head.startswith(GZIP_MAGIC):
        return from_gzip(path)
    return Mbox(path) if starts_mbox(head) or not head else OneLetter(path)
