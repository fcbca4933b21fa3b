"""`troth verify`: whether the record is what it was."""

import json
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import click

from troth.cli.practice import client_named, of_member, signed_in
from troth.cli.refusing import Refusal

if TYPE_CHECKING:
    from troth.people.access import Viewer
    from troth.pure.chain import Break, Verified

HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
BROKEN = 1


class Chain(NamedTuple):
    """A chain of the record, and how a person calls it."""

    pk: UUID
    name: str


class Answer(NamedTuple):
    """What checking a chain gave."""

    chain: Chain
    entries: int
    head: bytes
    broken: "Break | None"


@click.command("verify")
@click.option("--client", "named", help="Only this client's chain: a part of a name or domain.")
@click.option(
    "--head",
    metavar="SEQ:HASH",
    help="A head that was printed before: the chain must still hold it. Without --client it is the "
    "practice's own.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one chain each.")
@of_member
def command(
    *, named: str | None, head: str | None, as_json: bool, member: str | None, demo: bool
) -> None:
    """Check the record: every entry, the texts beside them, and the ends of all chains.

    Each client has a chain of their own, and the practice has one. For each that is whole it prints
    its head as SEQ:HASH. Keep that somewhere else: with --head it shows that the end was not cut
    off since. The first altered entry of a chain is named; the exit code is then 1.
    """
    viewer = signed_in(member, demo=demo)
    witness = None if head is None else _witness(head)
    answers = _answers(list(_chains(viewer, named)), named=named, witness=witness)
    for answer in answers:
        print(_as_json(answer) if as_json else _as_text(answer))
    if any(answer.broken for answer in answers):
        sys.exit(BROKEN)


def _chains(viewer: "Viewer", named: str | None) -> Iterator[tuple[Chain, bool]]:
    """The chains to check, and whether each is the practice's own.

    A client whose chain is gone altogether is among them: it began when the client was added.
    """
    if named:
        client = client_named(viewer, named)
        yield Chain(client.pk, client.name), False
        return
    yield Chain(viewer.practice_id, f"{viewer.practice.name} (the practice itself)"), True
    from troth.record.queries import chains  # after Django is loaded

    names = dict(viewer.clients().order_by("name").values_list("pk", "name"))
    names |= {
        pk: f"a client that is gone ({pk})" for pk in chains(viewer.practice_id) if pk not in names
    }
    yield from ((Chain(pk, name), False) for pk, name in names.items() if pk != viewer.practice_id)


def _answers(
    chains: list[tuple[Chain, bool]], *, named: str | None, witness: tuple[int, bytes] | None
) -> list[Answer]:
    """One pass over the whole record, but for a chain that is asked for or has a witness."""
    from troth.record.queries import check, check_all  # after Django is loaded

    alone = {chain.pk for chain, is_own in chains if named or (witness and is_own)}
    rest = [chain.pk for chain, _ in chains if chain.pk not in alone]
    checked = {it.chain: it.result for it in check_all(rest)}
    checked |= {pk: check(pk, witness=witness).result for pk in alone}
    return [_answer(chain, checked[chain.pk]) for chain, _ in chains]


def _answer(chain: Chain, result: "Verified") -> Answer:
    from troth.pure.chain import Break

    entries, head, broken = result
    if not entries and broken is None:
        broken = Break(1, "it is missing, and everything after it")
    return Answer(chain, entries, head, broken)


def _witness(text: str) -> tuple[int, bytes]:
    match = HEAD.fullmatch(text.strip().lower())
    if match is None:
        raise Refusal(f"{text!r} is no head. Give one as this command prints it: SEQ:HASH.")
    return int(match[1]), bytes.fromhex(match[2])


def _as_text(answer: Answer) -> str:
    if answer.broken:
        return f"BROKEN {answer.chain.name}: entry {answer.broken.seq}: {answer.broken.why}."
    return f"{answer.entries}:{answer.head.hex()} {answer.chain.name}"


def _as_json(answer: Answer) -> str:
    said = {
        "chain": str(answer.chain.pk),
        "name": answer.chain.name,
        "entries": answer.entries,
        "head": None if answer.broken else f"{answer.entries}:{answer.head.hex()}",
        "broken": answer.broken.seq if answer.broken else None,
        "why": answer.broken.why if answer.broken else None,
    }
    return json.dumps(said, ensure_ascii=False)
