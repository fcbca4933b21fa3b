"""`troth read`: what a sentence suggests, and which rule says so."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from troth.cli.options import InstantType, ZoneType, aware, machine_zone, now
from troth.cli.shown import LEDGER_ONLY, finding_json
from troth.pure.reading import Finding, UnknownLanguageError, languages, read


@click.command(name="read")
@click.option(
    "--from", "writer", type=click.Choice(["me", "them"]), required=True, help="Who wrote the text."
)
@click.option("--at", type=InstantType(), help="When it was written. Default: now.")
@click.option("--zone", type=ZoneType(), help="The writer's zone. Default: this machine's.")
@click.option("--language", metavar="LL", help="Two letters; default: as the words tell.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line per line read.")
def command(
    *, writer: str, at: datetime | None, zone: ZoneInfo | None, language: str | None, as_json: bool
) -> None:
    """Read one sentence per line on standard input and say what each suggests.

    Shows the kind of each finding, when it is due, how certain it is and the rule that fired.
    """
    written_at = _in_zone(at or now(), zone=zone or machine_zone(), chosen=zone is not None)
    chosen = (language,) if language else languages()
    try:
        read("", mine=True, at=written_at, languages=chosen)
    except UnknownLanguageError as error:
        raise click.BadParameter(str(error), param_hint="--language") from error
    for line in _lines():
        findings = [
            finding
            for finding in read(line, mine=writer == "me", at=written_at, languages=chosen)
            if finding.kind not in LEDGER_ONLY
        ]
        print(_as_json(line, findings) if as_json else _as_text(line, findings))


def _in_zone(at: datetime, *, zone: ZoneInfo, chosen: bool) -> datetime:
    """`at` in `zone`, or with the offset it was given where no zone was chosen."""
    read_in_zone = aware(at, zone=zone)
    return read_in_zone.astimezone(zone) if chosen else read_in_zone


def _lines() -> Iterator[str]:
    """Standard input line by line; bytes that are no UTF-8 are replaced, never fatal."""
    stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    for line in stream:
        yield line.removesuffix("\n").removesuffix("\r")


def _as_json(line: str, findings: list[Finding]) -> str:
    answer: dict[str, Any] = {"text": line, "findings": [finding_json(f) for f in findings]}
    return json.dumps(answer, ensure_ascii=False)


def _as_text(line: str, findings: list[Finding]) -> str:
    return "\n".join([line, *(f"    {_finding_as_text(finding)}" for finding in findings)])


def _finding_as_text(finding: Finding) -> str:
    due = f", due {finding.due.isoformat()} ({finding.due_words})" if finding.due else ""
    return f"{finding.kind.value}{due}, certainty {finding.certainty:.2f}, rule {finding.rule}"
