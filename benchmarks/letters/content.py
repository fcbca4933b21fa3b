"""What a letter carries: text, HTML beside it, pictures and files, each in its encoding."""

from dataclasses import dataclass

from benchmarks.letters.pages import Stock, encoded

PLAIN_ONLY, HTML_ONLY, ATTACHED = 0.08, 0.02, 0.25
TEXT_ENCODINGS = ["quoted-printable"] * 11 + ["7bit"] * 4 + ["8bit"] * 3 + ["base64"] * 2
HTML_ENCODINGS = ["quoted-printable"] * 13 + ["8bit"] * 4 + ["base64"] * 3


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME part; `body` begins with the empty line under its head."""

    head: bytes
    body: bytes


def content(stock: Stock, text: str, *, size: int, number: int) -> bytes:
    """The text with its HTML, pictures and files, from Content-Type on; about `size` bytes."""
    rng = stock.rng
    draw = rng.random()
    plain = _leaf("text/plain; charset=utf-8", text.encode(), rng.choice(TEXT_ENCODINGS))
    if draw < PLAIN_ONLY:
        return _padded(stock, plain, size=size, number=number)
    encoding = rng.choice(HTML_ENCODINGS)
    share = 0.5 if rng.random() < ATTACHED else 0.85
    page = stock.page(text, size=int((size - len(text)) * share), encoding=encoding)
    rich = _part("text/html; charset=utf-8", page, encoding)
    if draw < PLAIN_ONLY + HTML_ONLY:
        return _padded(stock, rich, size=size, number=number)
    both = _multi("alternative", [plain, rich], f"=_alt_{number:06}")
    return _padded(stock, both, size=size, number=number)


def _padded(stock: Stock, part: Part, *, size: int, number: int) -> bytes:
    """The part, with a picture or a file beside it where it is still far from its size."""
    missing = size - len(part.body)
    if missing < 4000:
        return part.head + part.body
    inline = stock.rng.random() < 0.5
    kind = b"image/png" if inline else b"application/pdf"
    place = b"inline" if inline else b'attachment; filename="file.pdf"'
    head = b"Content-Type: " + kind + b"\nContent-Disposition: " + place
    head += b"\nContent-Transfer-Encoding: base64\n"
    beside = Part(head, b"\n" + stock.base64_lines(missing))
    whole = _multi("related" if inline else "mixed", [part, beside], f"=_mix_{number:06}")
    return whole.head + whole.body


def _leaf(kind: str, raw: bytes, encoding: str) -> Part:
    if encoding == "7bit" and not raw.isascii():
        encoding = "8bit"
    return _part(kind, encoded(raw, encoding), encoding)


def _part(kind: str, body: bytes, encoding: str) -> Part:
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
    return Part(head.encode(), b"\n" + body)


def _multi(kind: str, parts: list[Part], boundary: str) -> Part:
    line = f"--{boundary}".encode()
    inner = b"".join(line + b"\n" + part.head + part.body + b"\n" for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n'.encode()
    return Part(head, b"\n" + inner + line + b"--\n")
