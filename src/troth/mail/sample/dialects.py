"""How a mail program lays out what a person writes: signature, quotation, line ends, HTML."""

import html
import textwrap
from dataclasses import dataclass
from datetime import datetime

from troth.mail.sample.people import Person, Program
from troth.mail.sample.words import Words

WIDTH = 72
FLOWED = frozenset({Program.THUNDERBIRD, Program.APPLE})
"""Programs that send format=flowed: a line that ends in a space goes on below it (RFC 3676)."""

RICH = frozenset({Program.GMAIL, Program.OUTLOOK, Program.WEB})
"""Programs that send HTML beside the text."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was written, and what an answer needs to know of it.

    `sent_at` is local; `meets_at` is when the meeting begins that an invitation speaks of.
    """

    message_id: str
    references: tuple[str, ...]
    writer: Person
    to: tuple[Person, ...]
    sent_at: datetime
    subject: str
    body: str
    meets_at: datetime | None = None


def laid_out(own: str, *, writer: Person, answered: Sent | None, words: Words) -> str:
    """The plain text as the writer's program sends it, one line per paragraph."""
    under = _under(writer, words=words)
    quotation = _quotation(own, program=writer.program, answered=answered, words=words)
    below = [quotation, under] if writer.program is Program.THUNDERBIRD else [under, quotation]
    return "\n\n".join(part for part in [own, *below] if part) + "\n"


def attribution(program: Program, *, answered: Sent, words: Words) -> str:
    """What the program writes above the answered letter."""
    return words.attribution(
        program,
        sent_at=answered.sent_at,
        name=answered.writer.name,
        email=answered.writer.email,
        to="; ".join(f"{person.name} <{person.email}>" for person in answered.to),
        subject=answered.subject,
    )


def wrapped(text: str, *, program: Program) -> str:
    """The text with lines of at most 72 characters, as far as the program wraps them."""
    if program in {Program.OUTLOOK, Program.PHONE}:
        return text
    return "\n".join(_wrapped_line(line, flowed=program in FLOWED) for line in text.split("\n"))


def as_html(text: str, *, program: Program) -> str:
    """The text as a program's HTML: paragraphs, and what is quoted in its own frame."""
    own, quoted = _split_at_quotation(text)
    frame = QUOTE_FRAMES.get(program, '<blockquote type="cite">{}</blockquote>')
    quotation = frame.format(_paragraphs(quoted)) if quoted else ""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n'
        f"<body>\n{_paragraphs(own)}\n{quotation}\n</body></html>\n"
    )


OUTLOOK_BEGINNINGS = ("From: ", "Von: ", "De\u00a0: ", "De: ")

QUOTE_FRAMES = {
    Program.GMAIL: '<div class="gmail_quote"><blockquote class="gmail_quote" '
    'style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">{}</blockquote></div>',
    Program.OUTLOOK: '<div style="border:none;border-top:solid #E1E1E1 1.0pt;'
    'padding:3.0pt 0cm 0cm 0cm">{}</div>',
}


def _quotation(own: str, *, program: Program, answered: Sent | None, words: Words) -> str:
    """The answered letter, or "" where there is none or the answers stand between its lines."""
    if answered is None or "\n> " in own:
        return ""
    above = attribution(program, answered=answered, words=words)
    if program is Program.OUTLOOK:
        return f"{above}\n\n{answered.body}"
    return f"{above}\n{_marked(answered.body)}"


def _under(writer: Person, *, words: Words) -> str:
    if writer.program is Program.PHONE:
        line: str = words.names["from_a_phone"]
        return line
    signature = words.signature(writer.key)
    return signature if writer.program is Program.OUTLOOK or not signature else f"-- \n{signature}"


def _marked(body: str) -> str:
    lines = body.rstrip("\n").split("\n")
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)


def _wrapped_line(line: str, *, flowed: bool) -> str:
    if len(line) <= WIDTH or line == "-- ":
        return line
    depth = len(line) - len(line.lstrip(">"))
    mark = ">" * depth + (" " if depth else "")
    pieces = textwrap.wrap(
        line[depth:].strip(),
        WIDTH - len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return (" \n" if flowed else "\n").join(mark + piece for piece in pieces)


def _split_at_quotation(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith((">", *OUTLOOK_BEGINNINGS)):
            begin = number - 2 if line.startswith(">") and number > 1 else number
            return "\n".join(lines[:begin]), "\n".join(_unmarked(one) for one in lines[begin:])
    return text, ""


def _unmarked(line: str) -> str:
    return line[1:].removeprefix(" ") if line.startswith(">") else line


def _paragraphs(text: str) -> str:
    return "\n".join(
        "<p>" + html.escape(block, quote=False).replace("\n", "<br>\n") + "</p>"
        for block in text.strip("\n").split("\n\n")
    )
