"""The hostile letters: those that lie in the folder, and those too large to lie anywhere."""

from functools import cache
from pathlib import Path

from troth.pure.letter.shown_parts import markup_in, pieces_of
from troth.pure.letter.text import markup_of

FOLDER = Path(__file__).with_name("letters")

_HEAD = (
    "From: Mallory <mallory@tracker.example>\nTo: robin@harbour.example\nSubject: Large\n"
    "Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <large@tracker.example>\n"
    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Hello</p>"
)
_PICTURE = "<img src=http://tracker.example/{name}/1 onerror=console.log('ran')>"
_GROWN = {
    "grown-tables": "<table><tr><td>" * 350_000,  # five megabytes
    "grown-tables-under-the-limit": "<table><tr><td>" * 19_000,
    "grown-nesting": "<div>" * 50_000,
    "grown-links": "<a href=http://tracker.example/x>" * 15_000,
    "grown-marks": "<p>" + "".join(f"<b id={n}>" for n in range(3_000)) + "</p><p>x</p>" * 3_000,
    "grown-attributes": "<p " + " ".join(f"a{n}=b" for n in range(100_000)) + ">x</p>",
    "grown-entities": "&lt;script&gt;" * 100_000,
    "grown-brackets": "<" * 500_000,
    "grown-comments": "<!--" * 300_000,
    "grown-quote": '<p title="' + "<b>" * 300_000,
}
NAMES = sorted([path.stem for path in FOLDER.glob("*.eml")] + list(_GROWN))


@cache
def raw_letter(name: str) -> bytes:
    """The bytes of the letter of that name."""
    if name in _GROWN:
        return (_HEAD + _PICTURE.format(name=name) + _GROWN[name]).encode()
    return (FOLDER / f"{name}.eml").read_bytes()


@cache
def markup_in_raw(name: str) -> str:
    """The letter's HTML as it came."""
    piece = markup_in(pieces_of(raw_letter(name)))
    return markup_of(piece.part, problems=[]) if piece else ""
