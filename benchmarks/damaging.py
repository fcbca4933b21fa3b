"""Letters damaged in every way that mail is damaged, by seed."""

import base64
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

MOST_BYTES = 200_000
HEADERS = (b"From", b"To", b"Date", b"Subject", b"Message-ID", b"Content-Type", b"MIME-Version")
CHARSETS = (b"utf-9", b"x-unknown", b"iso-8859-99", b"", b'"', b"utf-16", b"us-ascii;;", b"\xff")
DATES = (
    b"yesterday",
    b"31 Feb 2026 25:61:61 +9999",
    b"",
    b"Mon, 1 Jan 0000",
    b"\xff\xfe",
    b"9" * 99,
)


class Damaged(NamedTuple):
    """A letter, and what was done to it."""

    how: str
    raw: bytes


Way = Callable[[bytes, random.Random], bytes]


def damaged(letters: Sequence[bytes], *, number: int, seed: int) -> Iterator[Damaged]:
    """So many damaged letters, each way in turn; every third one is damaged twice."""
    chance, names = random.Random(seed), sorted(WAYS)
    for count in range(number):
        how = names[count % len(names)]
        raw = WAYS[how](_named(chance.choice(letters), count), chance)
        if count % 3 == 0:
            also = chance.choice(names)
            how, raw = f"{how}, {also}", WAYS[also](raw, chance)
        yield Damaged(how, raw[:MOST_BYTES])


def _named(raw: bytes, number: int) -> bytes:
    """The letter with an id of its own: two with one id, sender and time are one letter."""
    named = b"Message-ID: <%d@damaged.example>\n" % number
    without = re.sub(rb"(?mi)^message-id:[^\n]*\n(?:[ \t][^\n]*\n)*", b"", raw, count=1)
    if without.startswith(b"From "):
        first, _, rest = without.partition(b"\n")
        return first + b"\n" + named + rest
    return named + without


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _cut_front(raw: bytes, chance: random.Random) -> bytes:
    return raw[chance.randrange(len(raw) + 1) :]


def _bits(raw: bytes, chance: random.Random) -> bytes:
    held = bytearray(raw)
    for _ in range(max(1, len(held) // 100) if held else 0):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def _nuls(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(20):
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + b"\0" * chance.randrange(1, 4) + raw[at:]
    return raw


def _noise(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.randbytes(chance.randrange(1, 2_000)) + raw[at:]


def _shuffled(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _header(raw: bytes, chance: random.Random, *, to: Callable[[bytes], bytes]) -> bytes:
    name = chance.choice(HEADERS)
    pattern = re.compile(rb"(?mi)^" + name + rb":[^\n]*(?:\n[ \t][^\n]*)*\n?")
    found = pattern.search(raw)
    if found is None:
        return to(name + b": nothing\n") + raw
    return raw[: found.start()] + to(found[0]) + raw[found.end() :]


def _doubled(raw: bytes, chance: random.Random) -> bytes:
    return _header(raw, chance, to=lambda held: held * chance.randrange(2, 50))


def _removed(raw: bytes, chance: random.Random) -> bytes:
    return _header(raw, chance, to=lambda _: b"")


def _overlong(raw: bytes, chance: random.Random) -> bytes:
    length = chance.choice((998, 5_000, 60_000))
    return _header(raw, chance, to=lambda held: held.rstrip(b"\r\n") + b"x" * length + b"\n")


def _charset(raw: bytes, chance: random.Random) -> bytes:
    named = b"Content-Type: text/plain; charset=" + chance.choice(CHARSETS) + b"\n"
    return _header(raw, chance, to=lambda _: named)


def _date(raw: bytes, chance: random.Random) -> bytes:
    wrong = b"Date: " + chance.choice(DATES) + b"\n"
    return re.sub(rb"(?mi)^date:[^\n]*\n", lambda _: wrong, raw, count=1)


def _encoded_words(raw: bytes, chance: random.Random) -> bytes:
    odd = chance.choice((b"=?utf-8?q?=ff=fe?=", b"=?utf-8?b?!!!?=", b"=?x?y?z?=", b"=?utf-8?q?a"))
    return _header(raw, chance, to=lambda held: held.partition(b":")[0] + b": " + odd * 40 + b"\n")


def _boundary(raw: bytes, chance: random.Random) -> bytes:
    kind = chance.choice((b'boundary="', b"boundary=", b'boundary="a"; boundary="b"', b""))
    head = b"Content-Type: multipart/mixed; " + kind + b"\n"
    body = b"\n--a\n\nfirst\n--b\n--a--\n--\n" + raw.partition(b"\n\n")[2]
    return _front(raw) + b"MIME-Version: 1.0\n" + head + body


def _base64(raw: bytes, chance: random.Random) -> bytes:
    held = base64.encodebytes(raw.partition(b"\n\n")[2][:5_000] or b"x")
    at = chance.randrange(len(held))
    held = held[:at] + chance.choice((b"===", b"\xff\xff", b"*", b"")) + held[at + 1 :]
    return _front(raw) + b"Content-Transfer-Encoding: base64\n\n" + held


def _quoted_printable(raw: bytes, chance: random.Random) -> bytes:
    odd = chance.choice((b"=", b"=X", b"=ZZ", b"=\r", b"=0"))
    body = raw.partition(b"\n\n")[2].replace(b"e", odd)
    return _front(raw) + b"Content-Transfer-Encoding: quoted-printable\n\n" + body


def _line_ends(raw: bytes, chance: random.Random) -> bytes:
    ends = (b"\n", b"\r\n", b"\r", b"\n\r", b"\r\r\n")
    return b"".join(line + chance.choice(ends) for line in raw.split(b"\n"))


def _nested(raw: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((3, 30, 150))
    head = _front(raw)[:2_000]
    inner = b"".join(b"Content-Type: message/rfc822\n\n" for _ in range(depth))
    return head + inner + raw[:20_000]


def _many_parts(raw: bytes, chance: random.Random) -> bytes:
    parts = b"--p\nContent-Type: text/plain\n\nx\n" * chance.choice((10, 500, 3_000))
    return _front(raw) + b"Content-Type: multipart/mixed; boundary=p\n\n" + parts


def _huge_line(raw: bytes, chance: random.Random) -> bytes:
    return raw + b"\n" + chance.choice((b"a", b"a ", b"> ", b"&lt;", b"<p>")) * 20_000


def _no_head(raw: bytes, _chance: random.Random) -> bytes:
    return b"\n" + raw


def _front(raw: bytes) -> bytes:
    """The letter's own headers, without those that say how it is written."""
    head = raw.partition(b"\n\n")[0] + b"\n"
    return re.sub(rb"(?mi)^(?:content-|mime-)[^\n]*\n(?:[ \t][^\n]*\n)*", b"", head)


WAYS: dict[str, Way] = {
    "base64 broken": _base64, "bits turned": _bits, "boundary broken": _boundary,
    "charset unknown": _charset, "cut off": _cut, "cut off in front": _cut_front,
    "date invalid": _date, "encoded words broken": _encoded_words, "header doubled": _doubled,
    "header overlong": _overlong, "header removed": _removed, "huge line": _huge_line,
    "line ends mixed": _line_ends, "lines shuffled": _shuffled, "many parts": _many_parts,
    "nested letters": _nested, "no head": _no_head, "noise": _noise, "nuls": _nuls,
    "quoted-printable broken": _quoted_printable,
}  # fmt: skip
