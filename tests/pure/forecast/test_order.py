"""What a piece of work waits for is as urgent as the piece itself."""

import random

import numpy as np
import pytest
from tests.pure.forecast.plans import clock, random_plan

from troth.pure.forecast.network import Piece
from troth.pure.forecast.order import (
    CycleError,
    RepeatedPieceError,
    UnknownPieceError,
    by_person,
    in_order,
)

CLOCK = clock([], minutes=1)
NOTHING = np.zeros(1, np.int32)


def pieces(text: str) -> list[Piece]:
    """`a:bc` comes after b and c."""
    named = (each.partition(":") for each in text.split())
    return [Piece(name, "robin", NOTHING, after=tuple(after)) for name, _, after in named]


@pytest.mark.parametrize(
    ("work", "order"),
    [
        ("a b c", "abc"),
        ("a:c b c", "cab"),
        ("a b:d c d", "adbc"),
        ("a:d b c d:c", "cdab"),
        ("a:cb b c", "bca"),
        ("a:bc b:d c d:c", "cdba"),
        ("a b:a c:a", "abc"),
        ("a:bb b", "ba"),
    ],
)
def test_what_is_waited_for_stands_before_what_waits(work: str, order: str) -> None:
    assert "".join(each.id for each in in_order(pieces(work))) == order


@pytest.mark.parametrize(
    ("work", "ids"),
    [("a:a", "a"), ("a:b b:a", "ab"), ("x y:x a:yb b:c c:a", "abc"), ("z:a a:b b:a", "ab")],
)
def test_a_cycle_names_its_pieces_and_no_others(work: str, ids: str) -> None:
    with pytest.raises(CycleError) as refused:
        in_order(pieces(work))
    assert refused.value.ids == tuple(ids)
    assert all(f"“{each}”" in str(refused.value) for each in ids)
    assert "“x”" not in str(refused.value)
    assert "“z”" not in str(refused.value)


def test_a_cycle_reads_as_one_sentence() -> None:
    with pytest.raises(CycleError) as refused:
        in_order(pieces("a:b b:a"))
    assert str(refused.value) == (
        "None of these can begin: “a” after “b” after “a”. Take one “after” away."
    )


def test_a_piece_that_is_not_there_is_named_with_the_one_that_waits_for_it() -> None:
    with pytest.raises(UnknownPieceError, match="“a” comes after “q”, which is not among"):
        in_order(pieces("a:q"))


def test_two_pieces_of_one_id_are_refused() -> None:
    with pytest.raises(RepeatedPieceError, match="have the id “a”"):
        in_order(pieces("a b a"))


def test_a_chain_may_be_as_long_as_one_likes() -> None:
    chain = [Piece(str(each), "robin", NOTHING, after=(str(each + 1),)) for each in range(5_000)]
    chain.append(Piece("5000", "robin", NOTHING))
    assert [each.id for each in in_order(chain)] == [str(each) for each in range(5_000, -1, -1)]


@pytest.mark.parametrize("seed", range(20))
def test_person_by_person_everybody_keeps_their_order_and_nothing_precedes_what_it_waits_for(
    seed: int,
) -> None:
    ordered = in_order(random_plan(seed, pieces=random.Random(seed).randint(1, 20)).pieces)
    grouped = list(by_person(ordered))
    for person in "ab":
        assert [it for it in grouped if it.person == person] == [
            it for it in ordered if it.person == person
        ]
    places = {piece.id: place for place, piece in enumerate(grouped)}
    assert all(places[named] < places[it.id] for it in ordered for named in it.after)
