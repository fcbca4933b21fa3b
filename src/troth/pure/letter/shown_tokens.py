"""Cleaned HTML written anew: links say where they go, pictures are the letter's own or words.

What comes in is the even text that nh3 writes; what does not fit it is written as text. All that
goes out is written here, so no attribute survives that is not named here.
"""

import re
from base64 import b64encode
from binascii import Error, a2b_base64
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

from troth.pure.letter.shown_hosts import Target, target
from troth.pure.letter.shown_links import note
from troth.pure.letter.shown_words import visible, visible_line

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"]*\")*)>|[^<]+|<")
_ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")
_NUMBER = re.compile(r"\d{1,4}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_CHOICES = {
    "dir": frozenset({"ltr", "rtl", "auto"}),
    "align": frozenset({"left", "right", "center", "justify"}),
    "valign": frozenset({"top", "middle", "bottom", "baseline"}),
}
_MOST = {"colspan": 100, "rowspan": 100, "start": 9_999, "width": 2_000, "height": 2_000}
"""What a number may be: a table of 65,534 rows that are none takes a browser seconds."""

_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_LARGEST_PICTURE = 2 * 1024 * 1024
_ALL_PICTURES = 6 * 1024 * 1024
"""Bytes of one picture and of all in a letter: they stand in the page itself."""

_DATA = re.compile(r"data:image/[a-z+]{1,10};base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)
_REMOTE = re.compile(r"https?:", re.IGNORECASE)
_LONGEST_WORDS = 200

REMOTE = ("remote image", "remote images")
OTHER = ("image that could not be shown", "images that could not be shown")


class Written(NamedTuple):
    """The new text, its links, what was left out by kind, the content ids shown, their share."""

    html: str
    links: int
    removed: Counter[tuple[str, str]]
    pictures: frozenset[str]
    picture_chars: int


def rewritten(safe: str, *, pictures: Mapping[str, bytes]) -> Written:
    """The text that nh3 wrote, with safe links and without any picture from elsewhere."""
    writer = _Writer(pictures)
    out = "".join(writer.pieces(safe))
    return Written(out, writer.links, writer.removed, frozenset(writer.shown), writer.picture_chars)


class _Writer:
    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._links: list[tuple[Target | None, list[str]]] = []
        self._room = _ALL_PICTURES
        self.links = 0
        self.removed: Counter[tuple[str, str]] = Counter()
        self.shown: set[str] = set()
        self.picture_chars = 0

    def pieces(self, safe: str) -> Iterator[str]:
        for match in _TOKEN.finditer(safe):
            tag = match[2]
            if tag is None:
                yield self._words(unescape(match[0]))
            elif tag == "a":
                yield self._link_end() if match[1] else self._link(match[3])
            elif tag == "img":
                yield self._picture(_attributes(match[3]))
            else:
                yield f"<{match[1]}{tag}{_kept(match[3])}>"
        while self._links:
            yield self._link_end()

    def _words(self, words: str) -> str:
        for _, said in self._links:
            said.append(words)
        return escape(visible(words), quote=False)

    def _link(self, attributes: str) -> str:
        href = _attributes(attributes).get("href")
        goal = target(href) if href is not None else None
        self._links.append((goal, []))
        if goal is None:
            return "<span>"
        self.links += 1
        return (
            f'<a href="{escape(goal.address)}" target="_blank" rel="noopener noreferrer nofollow">'
        )

    def _link_end(self) -> str:
        if not self._links:
            return ""
        goal, said = self._links.pop()
        return "</span>" if goal is None else f"</a>{note(''.join(said), goal)}"

    def _picture(self, attributes: dict[str, str]) -> str:
        source = attributes.get("src", "")
        found = self._data(source)
        alt = visible_line(attributes.get("alt", ""))[:_LONGEST_WORDS]
        if found is None:
            self.removed[REMOTE if _REMOTE.match(source) or not source else OTHER] += 1
            return self._placeholder(alt)
        kind, data = found
        self._room -= len(data)
        sizes = _numbers({name: attributes.get(name, "") for name in ("width", "height")})
        piece = (
            f'<img src="data:{kind};base64,{b64encode(data).decode()}" alt="{escape(alt)}"{sizes}>'
        )
        self.picture_chars += len(piece)
        return piece

    def _placeholder(self, alt: str) -> str:
        """In words what a picture would say; nothing for one that says nothing."""
        if not alt:
            return ""
        for _, said in self._links:
            said.append(alt)
        return f'<span class="picture">[image: {escape(alt)}]</span>'

    def _data(self, source: str) -> tuple[str, bytes] | None:
        """Kind and bytes of a picture that came with the letter; None for all others."""
        data: bytes | None = None
        if source[:4].lower() == "cid:":
            name = unquote(source[4:]).strip("<> ")
            data = self._pictures.get(name)
        elif inline := _DATA.fullmatch(source):
            name, data = "", _from_base64(inline[1])
        if data is None or len(data) > min(_LARGEST_PICTURE, self._room):
            return None
        kind = _kind(data)
        if kind is None:
            return None
        self.shown.add(name)
        return kind, data


def _from_base64(text: str) -> bytes | None:
    try:
        return a2b_base64(text.encode("ascii"))
    except (Error, ValueError):
        return None


def _kind(data: bytes) -> str | None:
    """What the bytes are by their beginning, whatever the letter calls them."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for begin, kind in _PICTURES.items() if data.startswith(begin)), None)


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _kept(text: str) -> str:
    """The harmless attributes of an element other than a link or a picture."""
    if not text:
        return ""
    found = _attributes(text)
    kept = [
        f' {name}="{value.lower()}"'
        for name, choices in _CHOICES.items()
        if (value := found.get(name, "")).lower() in choices
    ]
    if _LANGUAGE.fullmatch(found.get("lang", "")):
        kept.append(f' lang="{found["lang"]}"')
    return "".join(kept) + _numbers(found)


def _numbers(found: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{min(int(value), most)}"'
        for name, most in _MOST.items()
        if _NUMBER.fullmatch(value := found.get(name, "")) and value.isascii()
    )
