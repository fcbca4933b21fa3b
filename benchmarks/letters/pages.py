"""HTML as mail programs and agencies send it: tables, inline styles, and much of it."""

import binascii
import html
from base64 import encodebytes
from dataclasses import dataclass
from random import Random

from benchmarks.letters.grammar import paragraphs

ROWS = 3000
IMAGE_BYTES = 3 * 1024 * 1024
LINE = 77
"""Bytes of one line of base64 with its line end."""

HEAD = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<style type="text/css">
p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
a:link {color:#0563C1; text-decoration:underline;}
@media only screen and (max-width: 600px) { .column { width: 100% !important; } }
</style></head>
<body bgcolor="#f4f4f4" style="margin:0;padding:0;font-family:Calibri,Arial,sans-serif">
"""
TAIL = "</table></body></html>\n"

ROW = """<tr><td align="left" valign="top" width="50%" style="padding:12px 24px 12px 24px;\
border-bottom:1px solid #e1e1e1;font-family:Arial,Helvetica,sans-serif;font-size:14px;\
line-height:21px;color:#333333;mso-line-height-rule:exactly">
<a href="https://www.{host}.example/catalogue/{number}?utm_source=mail&amp;utm_medium=row\
&amp;utm_campaign={campaign}" style="color:#0563C1;text-decoration:none"><img \
src="cid:{campaign}{number}" width="120" height="80" alt="" border="0" \
style="display:block;outline:none;border:0"></a></td>
<td class="column" valign="top" style="padding:12px 24px 12px 0;font-size:14px;color:#333333">\
<span style="mso-fareast-language:EN-US">{text}</span></td></tr>
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, plain and as quoted-printable, so that pages are joined, not encoded."""

    plain: bytes
    quoted: bytes


class Stock:
    """What pages and attachments are cut from; made once per mailbox."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rows = [_row(rng) for _ in range(ROWS)]
        self.picture = encodebytes(rng.randbytes(IMAGE_BYTES))

    def base64_lines(self, size: int) -> bytes:
        """About `size` bytes of base64 in whole lines."""
        lines = max(1, min(size, len(self.picture) - LINE) // LINE)
        begin = int(self.rng.random() * (len(self.picture) // LINE - lines)) * LINE
        return self.picture[begin : begin + lines * LINE]

    def page(self, text: str, *, size: int, encoding: str) -> bytes:
        """`text` as an encoded HTML page of about `size` bytes before encoding."""
        own = (HEAD + _own(text)).encode()
        rows = []
        room = size - len(own)
        while room > 0:
            row = self.rows[int(self.rng.random() * ROWS)]
            rows.append(row)
            room -= len(row.plain)
        if encoding == "quoted-printable":
            middle = b"".join(row.quoted for row in rows)
            return encoded(own, encoding) + middle + encoded(TAIL.encode(), encoding)
        return encoded(own + b"".join(row.plain for row in rows) + TAIL.encode(), encoding)


def encoded(raw: bytes, encoding: str) -> bytes:
    """The bytes in a content transfer encoding, ending with a line end."""
    if encoding == "base64":
        return encodebytes(raw)
    if encoding == "quoted-printable":
        return binascii.b2a_qp(raw, istext=True)
    return raw


def _row(rng: Random) -> Row:
    text = " ".join(paragraphs(rng, sentences=2, matters=0))
    plain = ROW.format(
        host=rng.choice(["shop", "portal", "news", "docs"]),
        number=rng.randrange(10_000),
        campaign=f"{rng.randrange(1 << 32):08x}",
        text=html.escape(text),
    ).encode()
    return Row(plain, encoded(plain, "quoted-printable"))


def _own(text: str) -> str:
    own, _, quoted = text.partition("\nOn ")
    page = _as_paragraphs(own)
    if quoted:
        frame = _as_paragraphs("On " + quoted)
        page += f'<div class="gmail_quote"><blockquote>{frame}</blockquote></div>\n'
    return page + '<table width="600" cellpadding="0" cellspacing="0" border="0">\n'


def _as_paragraphs(text: str) -> str:
    return "\n".join(
        '<p class="MsoNormal"><span lang="EN-GB" style="color:#1F497D">'
        + html.escape(block, quote=False).replace("\n", "<br>\n")
        + "<o:p></o:p></span></p>"
        for block in text.strip().split("\n\n")
    )
