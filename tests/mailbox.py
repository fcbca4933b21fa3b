"""Small mailboxes in sight: letters written as raw bytes, laid out as files."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

ME = "robin@harbour.example"
ANNA = "Anna Berg <anna@acme.example>"
BEN = "Ben Kerr <ben@acme.example>"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def letter(  # noqa: PLR0913
    body: str,
    *,
    sender: str = ANNA,
    to: str = ME,
    day: int = 0,
    number: int = 0,
    answers: int | None = None,
    subject: str = "Shop",
    more: str = "",
) -> bytes:
    """A plain letter, `day` days after a Monday; `answers` is the number of the one it answers."""
    reference = "" if answers is None else f"In-Reply-To: <{answers}@test.example>\n"
    head = (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\n"
        f"Date: {format_datetime(MONDAY + timedelta(days=day))}\n"
        f"Message-ID: <{number}@test.example>\n{reference}{more}"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    )
    return f"{head}\n{body}\n".encode()


def folder(path: Path, *letters: bytes) -> Path:
    """The letters as .eml files in `path`."""
    path.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(letters):
        (path / f"{number:05}.eml").write_bytes(raw)
    return path


def mbox(path: Path, *letters: bytes) -> Path:
    """The letters as an mbox file at `path`."""
    path.write_bytes(
        b"".join(b"From x Mon Mar  2 09:00:00 2026\n" + raw + b"\n" for raw in letters)
    )
    return path
