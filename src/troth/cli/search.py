"""`troth search`: words in mail, notes, promises and the record."""

import json
import sys
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from troth.cli.practice import client_named, of_member, signed_in
from troth.search.kinds import KINDS

if TYPE_CHECKING:
    from troth.search.asking import Asked
    from troth.search.queries import Hit

WIDTH = 200
"""Code points of a text that are shown."""


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--client", "named", help="Any part of a client's name or domain: only theirs.")
@click.option("--in", "kind", type=click.Choice(list(KINDS)), help="Look through these alone.")
@click.option("--most", type=click.IntRange(1, 1_000), default=20, help="How many. Default: 20.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one text each.")
@of_member
def command(
    *,
    words: tuple[str, ...],
    named: str | None,
    kind: str | None,
    most: int,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Find what was written, the newest first: letters, notes, promises, and the record.

    All WORDS must be there; the last one may be a beginning of three letters or more. '"several
    words"' stand in a row, and after -- a word with a - before it leaves out what has it.
    """
    viewer = signed_in(member, demo=demo)
    client = client_named(viewer, named) if named else None
    from troth.search.asking import asked  # after Django is loaded
    from troth.search.queries import Within, find

    meant = asked(_typed(words))
    kinds = KINDS[kind] if kind else ()
    within = Within(viewer.practice_id, client.pk if client else None, kinds=kinds)
    hits = find(meant, within, most=most).hits
    known = viewer.clients().filter(pk__in={pk for it in hits for pk in it.clients})
    names = dict(known.values_list("pk", "name"))
    for hit in hits:
        clients = [names[it] for it in hit.clients if it in names]
        zone = ZoneInfo(viewer.member.zone)
        print(_as_json(hit, clients) if as_json else _as_text(hit, clients, meant, zone=zone))
    if not hits:
        print("Nothing has all of these words.", file=sys.stderr)


def _typed(words: tuple[str, ...]) -> str:
    """As one line of a search. Nobody is still typing: a short word at the end is a whole one."""
    from troth.search.asking import SHORTEST_BEGINNING  # after Django is loaded

    typed = " ".join(words)
    return typed if len(words[-1]) >= SHORTEST_BEGINNING else f"{typed} "


def _as_text(hit: "Hit", clients: list[str], meant: "Asked", *, zone: ZoneInfo) -> str:
    from troth.pure.letter.shown_words import visible_line
    from troth.search.lighting import lit

    head = f"{hit.at.astimezone(zone):%Y-%m-%d}  {', '.join(clients)}  {hit.kind}"
    texts = [visible_line(it) for it in (hit.title, hit.words)]
    said = ["".join(it.words for it in lit(text, meant, most=WIDTH)) for text in texts if text]
    return "\n    ".join([head, *said])


def _as_json(hit: "Hit", clients: list[str]) -> str:
    said: dict[str, Any] = {
        "kind": hit.kind,
        "row": str(hit.row) if hit.kind != "entry" else hit.row.int,
        "about": str(hit.about) if hit.about else None,
        "clients": clients,
        "at": hit.at.isoformat(),
        "title": hit.title,
        "people": hit.people.splitlines(),
        "words": hit.words,
    }
    return json.dumps(said, ensure_ascii=False)
