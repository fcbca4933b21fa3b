"""Ways in which real letters are broken."""

from collections.abc import Callable
from random import Random


def damaged(raw: bytes, rng: Random) -> bytes:
    """The letter, broken in one way drawn by chance."""
    ways = list(WAYS.values())
    return ways[int(rng.random() * len(ways))](raw, rng)


def _truncated(raw: bytes, rng: Random) -> bytes:
    return raw[: int(len(raw) * (0.1 + 0.8 * rng.random()))]


def _nothing_but_a_head(raw: bytes, _: Random) -> bytes:
    return raw.partition(b"\n\n")[0] + b"\n"


def _without_boundary(raw: bytes, _: Random) -> bytes:
    return raw.replace(b'; boundary="', b'; x-lost="', 1)


def _wrong_boundary(raw: bytes, _: Random) -> bytes:
    return raw.replace(b'; boundary="', b'; boundary="not-', 1)


def _bad_base64(raw: bytes, _: Random) -> bytes:
    return raw.replace(b"A", b"\xff!").replace(
        b"Content-Transfer-Encoding: quoted-printable", b"Content-Transfer-Encoding: base64"
    )


def _nuls(raw: bytes, rng: Random) -> bytes:
    places = sorted(int(rng.random() * len(raw)) for _ in range(5))
    pieces = [raw[a:b] for a, b in zip([0, *places], [*places, len(raw)], strict=True)]
    return b"\0".join(pieces)


def _eight_bit_head(raw: bytes, _: Random) -> bytes:
    return raw.replace(b"Subject: ", b"Subject: Gr\xfc\xdfe / \xe9t\xe9 ", 1)


def _unknown_charset(raw: bytes, _: Random) -> bytes:
    return raw.replace(b"charset=utf-8", b"charset=x-none-such")


def _false_charset(raw: bytes, _: Random) -> bytes:
    return raw.replace(b"charset=utf-8", b"charset=us-ascii")


def _absurd_date(raw: bytes, rng: Random) -> bytes:
    head, _, rest = raw.partition(b"\nDate: ")
    _, end, rest = rest.partition(b"\n")
    absurd = [b"Mon, 99 Foo 2026 25:61:61 +9999", b"yesterday", b"", b"Thu, 1 Jan 0000 00:00:00"]
    return head + b"\nDate: " + absurd[int(rng.random() * len(absurd))] + end + rest


def _unknown_encoding(raw: bytes, _: Random) -> bytes:
    return raw.replace(b"Content-Transfer-Encoding: ", b"Content-Transfer-Encoding: x-uu-")


def _no_head(raw: bytes, _: Random) -> bytes:
    return raw.partition(b"\n\n")[2]


def _carriage_returns(raw: bytes, _: Random) -> bytes:
    return raw.replace(b"\n", b"\r\n", 9).replace(b"\n\n", b"\r\r\n")


WAYS: dict[str, Callable[[bytes, Random], bytes]] = {
    "truncated": _truncated,
    "nothing but a head": _nothing_but_a_head,
    "without boundary": _without_boundary,
    "wrong boundary": _wrong_boundary,
    "bad base64": _bad_base64,
    "NULs": _nuls,
    "8-bit head": _eight_bit_head,
    "unknown charset": _unknown_charset,
    "false charset": _false_charset,
    "absurd date": _absurd_date,
    "unknown encoding": _unknown_encoding,
    "no head": _no_head,
    "stray carriage returns": _carriage_returns,
}
