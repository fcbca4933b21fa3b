"""`troth letter`: what a letter's bytes were understood to say."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from troth.promises.absence import back_on
from troth.pure.language import language_of
from troth.pure.letter import Address, Bounce, Letter, holds_several, parse_file

_SEVERAL = "The file holds several letters; only the first was read. `troth scan` reads them all."
_INDENT = "    "


@click.command(name="letter")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="One JSON line per file.")
def command(*, files: tuple[str, ...], as_json: bool) -> None:
    """Show how each FILE is understood: who wrote to whom, what is new, what is quoted.

    FILE is one letter, or a text without a header, which is taken as a letter's body; - is standard
    input. A file that cannot be read is named on standard error, and the command ends with 1.

    `auto_reply` says why a letter counts as automatic (rule) and what for (sort: away, receipt or
    other); of an absence, which other address it gives (stand_in) and the day until which, or on
    which again, somebody is there (back). `bounce` says why a letter counts as a mail server's
    report (rule), who was not reached (address), the server's words and code (reason, status),
    whether it gave up (action: failed or delayed), and what was not delivered (original, a
    Message-ID).
    """
    unread = 0
    for name in files:
        try:
            raw = _bytes_of(name)
        except (OSError, ValueError) as error:
            unread += 1
            click.echo(f"{click.format_filename(name)} was not read: {_reason(error)}", err=True)
            continue
        letter = parse_file(raw)
        problems = [*letter.problems, *([_SEVERAL] if holds_several(raw) else [])]
        show = _as_json if as_json else _as_text
        click.echo(show(click.format_filename(name), letter, problems))
    if unread:
        sys.exit(1)


def _bytes_of(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{words}. Give the path of a file that you may read."


def _as_json(name: str, letter: Letter, problems: list[str]) -> str:
    answer: dict[str, Any] = {
        "file": name,
        "sender": letter.sender.email if letter.sender else None,
        "sender_name": letter.sender.name if letter.sender else None,
        "recipients": _emails((*letter.to, *letter.cc)),
        "to": _emails(letter.to),
        "cc": _emails(letter.cc),
        "message_id": letter.message_id,
        "references": list(letter.references),
        "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
        "subject": letter.subject,
        "new": letter.new,
        "quoted": letter.quoted,
        "signature": letter.signature,
        "auto_reply": _auto_reply(letter),
        "bounce": asdict(letter.bounce) if letter.bounce else None,
        "mass": letter.mass,
        "language": language_of(letter.new),
        "problems": problems,
    }
    return json.dumps(answer, ensure_ascii=False)


def _auto_reply(letter: Letter) -> dict[str, Any] | None:
    if letter.auto_reply is None:
        return None
    back = back_on(letter)
    return asdict(letter.auto_reply) | {"back": back.isoformat() if back else None}


def _emails(people: tuple[Address, ...]) -> list[str]:
    return [person.email for person in people]


def _as_text(name: str, letter: Letter, problems: list[str]) -> str:
    lines = [name, *(f"  {label:<9} {words}" for label, words in _facts(letter) if words)]
    for label, text in (
        ("New", letter.new),
        ("Quoted", letter.quoted),
        ("Signature", letter.signature),
    ):
        if text:
            lines += ["", f"  {label}", *(f"{_INDENT}{line}".rstrip() for line in text.split("\n"))]
    if problems:
        lines += ["", "  Problems", *(f"{_INDENT}{problem}" for problem in problems)]
    return "\n".join([*lines, ""])


def _facts(letter: Letter) -> list[tuple[str, str]]:
    return [
        ("From", _person(letter.sender) if letter.sender else ""),
        ("To", ", ".join(map(_person, letter.to))),
        ("Cc", ", ".join(map(_person, letter.cc))),
        ("Sent", letter.sent_at.isoformat(sep=" ") if letter.sent_at else ""),
        ("Subject", letter.subject),
        ("Language", language_of(letter.new)),
        ("Automatic", _automatic(letter)),
        ("Bounce", _bounced(letter.bounce) if letter.bounce else ""),
        ("Mass mail", letter.mass or ""),
    ]


def _automatic(letter: Letter) -> str:
    if letter.auto_reply is None:
        return ""
    back = back_on(letter)
    return "; ".join(
        [
            f"{letter.auto_reply.sort.value}: {letter.auto_reply.rule}",
            *([f"until {back}"] if back else []),
            *([f"instead {letter.auto_reply.stand_in}"] if letter.auto_reply.stand_in else []),
        ]
    )


def _bounced(bounce: Bounce) -> str:
    """The rule may end in what it found; the address and the server's words follow."""
    return f"{bounce.rule}: {bounce.address} {bounce.reason}".strip()


def _person(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name else address.email
