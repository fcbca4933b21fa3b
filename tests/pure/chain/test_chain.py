from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.chain import GENESIS, Line, canonical, digest_of, is_text_of, link, verify

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def line(seq, **changed):
    return Line("acme", seq, AT, "alice", "promise.kept", "plan", "{}", b"")._replace(**changed)


def chain(length):
    rows, previous = [], GENESIS
    for seq in range(1, length + 1):
        held = link(line(seq), previous=previous)
        rows.append((line(seq), previous, held))
        previous = held
    return rows


def test_a_whole_chain_holds_to_its_head():
    rows = chain(4)

    assert verify(rows) == (4, rows[-1][2], None)


@pytest.mark.parametrize(
    "changed",
    [{"kind": "promise.broken"}, {"by": "bob"}, {"facts": '{"x":1}'}, {"text_digest": b"z"},
     {"at": AT + timedelta(microseconds=1)}, {"about": "quote"}, {"chain": "birch"}],
)  # fmt: skip
def test_the_first_altered_entry_is_named(changed):
    rows = chain(5)
    rows[2] = (rows[2][0]._replace(**changed), *rows[2][1:])

    assert verify(rows).broken == (3, "it was altered")


@given(st.integers(2, 8), st.data())
def test_an_entry_left_out_or_moved_is_noticed_where_it_stood(length, data):
    rows = chain(length)
    at = data.draw(st.integers(0, length - 2))
    gone = rows.pop(at)

    assert verify(rows).broken.seq == at + 1

    rows.append(gone)

    assert verify(rows).broken.seq == at + 1


def test_a_cut_off_end_is_noticed_by_whoever_kept_the_head():
    rows = chain(5)
    witness = (5, rows[-1][2])

    assert verify(rows[:3]).broken is None
    assert verify(rows[:3], witness=witness).broken == (4, "the end was cut off before it")
    assert verify([*rows], witness=witness).broken is None


def test_the_same_instant_hashes_the_same_in_every_zone():
    berlin = timezone(timedelta(hours=1))

    assert link(line(1, at=AT), previous=GENESIS) == link(
        line(1, at=AT.astimezone(berlin)), previous=GENESIS
    )


def test_fractions_are_refused_wherever_they_hide():
    with pytest.raises(TypeError, match=r"0\.5 is a fraction"):
        canonical({"a": [{"b": 0.5}]})


def test_facts_are_written_one_way_only():
    assert canonical({"b": 1, "a": ["ü", None]}) == '{"a":["ü",null],"b":1}'


def test_a_text_is_known_by_its_salt_alone():
    digest = digest_of("yes", salt=b"s" * 16)

    assert is_text_of(digest, "yes", salt=b"s" * 16)
    assert not is_text_of(digest, "no", salt=b"s" * 16)
    assert not is_text_of(digest, "yes", salt=b"t" * 16)
