"""Whether a practice still holds what was witnessed of it."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from troth.people.models import Client, Practice
from troth.pure.chain import Break
from troth.record.models import Head
from troth.record.queries import check

Heads = Iterable[tuple[str, int, str]]
"""Chains, each with the number and the hash of its last entry."""


class BrokenChain(NamedTuple):
    """A chain that is not what it was, by the name of whose it is."""

    name: str
    broken: Break


def heads() -> list[tuple[str, int, str]]:
    """The ends of all chains: what a copy must hold."""
    rows = Head.objects.order_by("chain").values_list("chain", "seq", "hash")
    return [(chain.hex, seq, bytes(last).hex()) for chain, seq, last in rows]


def broken_chains(witnessed: Heads) -> list[BrokenChain]:
    """The chains that do not hold what was witnessed, with their first altered entry."""
    found = []
    for chain, seq, last in witnessed:
        pk = UUID(chain)
        broken = check(pk, witness=(seq, bytes.fromhex(last))).result.broken if seq else None
        if broken is not None:
            found.append(BrokenChain(_name(pk), broken))
    return found


def _name(chain: UUID) -> str:
    for model in (Client, Practice):
        name = model.objects.filter(pk=chain).values_list("name", flat=True).first()
        if name:
            return str(name)
    return f"the chain {chain}"
