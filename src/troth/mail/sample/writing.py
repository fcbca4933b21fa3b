"""Letters laid down in a folder or a file, so that other programs can read them too."""

from collections.abc import Sequence
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path


class NotEmptyError(ValueError):
    """Something is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already. Name a place that does not exist yet.")


def write_maildir(folder: Path, letters: Sequence[bytes]) -> None:
    """A new Maildir holding the letters, read ones, with the line ends of this system."""
    if folder.exists():
        raise NotEmptyError(folder)
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, raw in enumerate(letters, start=1):
        name = f"{_seconds(raw)}.{number:04}.sample:2,S"
        (folder / "cur" / name).write_bytes(raw.replace(b"\r\n", b"\n"))


def write_mbox(path: Path, letters: Sequence[bytes]) -> None:
    """A new mbox holding the letters; "From " at a line's start gets ">" (mboxrd)."""
    if path.exists():
        raise NotEmptyError(path)
    with path.open("wb") as file:
        for raw in letters:
            lines = raw.replace(b"\r\n", b"\n").split(b"\n")
            body = b"\n".join(
                b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines
            )
            file.write(b"From - Thu Jan  1 00:00:00 1970\n" + body.rstrip(b"\n") + b"\n\n")


def _seconds(raw: bytes) -> int:
    return int(parsedate_to_datetime(message_from_bytes(raw)["Date"]).timestamp())
