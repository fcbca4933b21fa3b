from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.chain import (
    GENESIS,
    Followed,
    Line,
    canonical,
    digest_of,
    is_text_of,
    link,
    verify,
)

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


def stored(rows, *, chain="a" * 32, row=1):
    """The entries of a chain as a database holds them."""
    return [
        (number, chain, line.seq, line.at.strftime("%Y-%m-%d %H:%M:%S"), line.by.replace("-", "")
         or None, line.kind, line.about.replace("-", "") or None, line.facts,
         line.text_digest or None, previous, held)
        for number, (line, previous, held) in enumerate(rows, start=row)
    ]  # fmt: skip


def real(seq, **changed):
    named = {"chain": str(UUID("a" * 32)), "by": str(UUID("b" * 32)), "about": ""}
    return line(seq, **named, facts='{"why":"\\"ü\\\\"}')._replace(**changed)


def real_chain(length, **changed):
    rows, previous = [], GENESIS
    for seq in range(1, length + 1):
        held = link(real(seq, **changed), previous=previous)
        rows.append((real(seq, **changed), previous, held))
        previous = held
    return rows


@pytest.mark.parametrize(
    "changed",
    [{}, {"by": ""}, {"about": str(UUID("c" * 32))}, {"kind": 'a"b\\c\n\x00é'}, {"facts": "{}"},
     {"at": AT + timedelta(days=9)}],
)  # fmt: skip
def test_following_finds_whole_what_verifying_finds_whole(changed):
    rows = real_chain(4, **changed)
    followed = Followed()
    followed.follow(stored(rows))

    assert verify(rows).broken is None
    assert followed.is_whole("a" * 32)
    assert followed.ends["a" * 32] == (5, rows[-1][2])


def test_following_reads_parts_of_a_second_as_they_were_hashed():
    at = AT + timedelta(microseconds=120)
    held = link(real(1, at=at), previous=GENESIS)
    row = stored([(real(1, at=at), GENESIS, held)])[0]
    followed = Followed()
    followed.follow([(*row[:3], "2026-03-02 08:00:00.000120", *row[4:])])

    assert followed.is_whole("a" * 32)


COLUMNS = {
    "seq": (2, 9), "at": (3, "2026-03-02 08:00:01"), "at with more in it": (3, '2026","b'),
    "by": (4, "d" * 32), "by nobody": (4, None), "kind": (5, "promise.broken"),
    "about": (6, "c" * 32), "facts": (7, "{}"), "a digest": (8, b"z" * 32),
    "previous": (9, b"z" * 32), "hash": (10, b"z" * 32),
}  # fmt: skip


@pytest.mark.parametrize("changed", COLUMNS)
def test_following_doubts_a_chain_in_which_any_column_was_altered(changed):
    rows = stored(real_chain(5))
    column, value = COLUMNS[changed]
    rows[2] = (*rows[2][:column], value, *rows[2][column + 1 :])
    followed = Followed()
    followed.follow(rows)
    followed.compare([])

    assert not followed.is_whole("a" * 32)


@given(st.integers(2, 8), st.data())
def test_following_doubts_a_chain_with_an_entry_gone_or_moved(length, data):
    rows = stored(real_chain(length))
    gone = rows.pop(data.draw(st.integers(0, length - 2)))
    without, moved = Followed(), Followed()
    without.follow(rows)
    moved.follow([*rows, gone])

    assert not without.is_whole("a" * 32)
    assert not moved.is_whole("a" * 32)


@given(st.integers(1, 8), st.data())
def test_a_chain_followed_in_two_stretches_is_followed_as_one(length, data):
    rows = stored(real_chain(length))
    cut = data.draw(st.integers(0, length))
    first, second = Followed(), Followed()
    first.follow(rows[:cut])
    second.follow(rows[cut:])
    first.join(second)

    assert first.is_whole("a" * 32)
    assert first.ends["a" * 32] == (length + 1, rows[-1][-1])


def test_two_stretches_that_do_not_meet_are_doubted():
    rows = stored(real_chain(6))
    first, second = Followed(), Followed()
    first.follow(rows[:2])
    second.follow(rows[3:])
    first.join(second)

    assert not first.is_whole("a" * 32)


TEXTS = {
    "as it was": ([(1, "by Friday", b"salt", False)], True),
    "erased": ([(1, "", None, True)], True),
    "altered": ([(1, "by Monday", b"salt", False)], False),
    "gone": ([], False),
}


@pytest.mark.parametrize("state", TEXTS)
def test_following_compares_each_text_with_its_digest(state):
    beside, is_whole = TEXTS[state]
    digest = digest_of("by Friday", salt=b"salt")
    followed = Followed()
    followed.follow(stored(real_chain(1, text_digest=digest)))
    followed.compare(beside)

    assert followed.is_whole("a" * 32) == is_whole
