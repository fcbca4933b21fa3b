"""Where an export goes: a folder or a ZIP file, there whole or not at all."""

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

OWN_FILE, OWN_FOLDER = 0o600, 0o700


class Sink(Protocol):
    """Takes files, each under its path inside the export."""

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        """Keep a file whose bytes come in parts."""


class TakenPlaceError(Exception):
    """Something is there already."""


@contextmanager
def sink(path: Path, *, at: datetime) -> Iterator[Sink]:
    """A ZIP file where `path` ends in .zip, else a folder; in its place once all is written.

    Raises TakenPlaceError, and OSError where it cannot be written.
    """
    if path.exists():
        raise TakenPlaceError(f"{path} is there already. Name another place.")
    if not path.parent.is_dir():
        raise TakenPlaceError(f"There is no folder {path.parent}. Make it, or name another place.")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _zipped(draft, at) if path.suffix.lower() == ".zip" else _in_folder(draft) as held:
            yield held
        draft.rename(path)
    finally:
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink(missing_ok=True)


class _Folder:
    def __init__(self, top: Path) -> None:
        self._top = top

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        path = self._top / name
        path.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN_FILE)
        with os.fdopen(descriptor, "wb") as held:
            held.writelines(parts)


class _Zip:
    def __init__(self, held: zipfile.ZipFile, at: datetime) -> None:
        self._held, self._at = held, at

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        entry = zipfile.ZipInfo(name, self._at.timetuple()[:6])
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, OWN_FILE << 16
        with self._held.open(entry, "w", force_zip64=True) as file:
            for part in parts:
                file.write(part)


@contextmanager
def _in_folder(draft: Path) -> Iterator[Sink]:
    draft.mkdir(mode=OWN_FOLDER)
    yield _Folder(draft)


@contextmanager
def _zipped(draft: Path, at: datetime) -> Iterator[Sink]:
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWN_FILE)
    with os.fdopen(descriptor, "w+b") as file, zipfile.ZipFile(file, "w") as held:
        yield _Zip(held, at)
