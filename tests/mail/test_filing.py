"""Kept bytes are exact, rows are what every database takes, and only the right ones are shown."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.promises.letters import ALICE, ANNA, BEN, letter, mailbox_of, taken_in
from troth.mail import queries
from troth.mail.actions import empty, keep_states
from troth.mail.filing import signed, storable, unsigned
from troth.mail.models import Mailbox, Message
from troth.mail.packing import AS_IT_IS, UnknownPackingError, pack, unpack
from troth.people.access import NotFoundError, Viewer
from troth.web.ids import uuid7

db = pytest.mark.django_db


@given(st.binary(max_size=2_000) | st.binary(max_size=9).map(lambda some: some * 500))
def test_what_was_packed_comes_back_to_the_last_byte(raw):
    assert unpack(pack(raw)) == raw
    assert len(pack(raw)) <= len(raw) + 1


def test_text_gets_smaller_and_what_would_not_stays_as_it_is():
    text = b"The plan for Acme. " * 100
    noise = zlib.compress(bytes(range(256)) * 4, 9)

    assert len(pack(text)) < len(text) / 5
    assert pack(noise) == AS_IT_IS + noise


@pytest.mark.parametrize("packed", [b"", b"\x7frest"])
def test_an_unknown_packing_is_told_and_nothing_is_guessed(packed):
    with pytest.raises(UnknownPackingError, match="current version"):
        unpack(packed)


@given(st.integers(0, 2**64 - 1))
def test_keys_fit_a_signed_column_and_come_back(key):
    assert -(2**63) <= signed(key) < 2**63
    assert unsigned(signed(key)) == key


@given(st.text())
def test_any_text_is_made_storable_without_moving_a_sign(text):
    text += "\ud800\x00"
    storable(text).encode()
    assert "\x00" not in storable(text)
    assert len(storable(text)) == len(text)


@db
def test_a_letter_is_shown_with_its_words_to_both_members_and_to_nobody_else(cast):
    taken_in(cast, letter("Hello.", subject="Plan"))
    pk = Message.objects.get().pk

    for member in (cast.alice, cast.bob):
        page = queries.letter(Viewer(member), pk)
        assert (page.letter.subject, page.letter.new, page.clients) == (
            "Plan",
            "Hello.",
            (cast.acme,),
        )
    for unknown in (pk, uuid7(), "no id"):
        with pytest.raises(NotFoundError):
            queries.letter(Viewer(cast.carol), unknown)


@db
def test_behind_the_curtain_a_letter_that_is_also_anothers_is_not_shown(cast):
    taken_in(
        cast,
        letter("Only Acme.", sender=ALICE, to=ANNA, number=1),
        letter("Both.", sender=ALICE, to=f"{ANNA}, {BEN}", number=2),
        letter("Only Birch.", sender=ALICE, to=BEN, number=3),
    )
    curtain = Viewer(cast.alice, only=cast.acme.pk)
    hidden = Message.objects.exclude(message_id="1@test.example")

    (line,) = queries.letters_of(curtain, cast.acme.pk, most=9)
    assert queries.letter(curtain, line.message.pk).letter.new == "Only Acme."
    for message in hidden:
        with pytest.raises(NotFoundError):
            queries.letter(curtain, message.pk)
    with pytest.raises(NotFoundError):
        queries.letters_of(curtain, cast.birch.pk, most=9)


@db
@pytest.mark.parametrize("letters", [3, 12])
def test_a_clients_letters_come_newest_first_page_by_page(cast, letters, django_assert_num_queries):
    taken_in(cast, *(letter("Hello.", number=day, day=day // 2) for day in range(letters)))
    viewer = Viewer(cast.bob)

    seen, before = [], None
    while page := queries.letters_of(viewer, cast.acme.pk, most=2, before=before):
        seen += [line.message.pk for line in page]
        before = page[-1].cursor
    with django_assert_num_queries(2):
        whole = queries.letters_of(viewer, cast.acme.pk, most=99)

    assert seen == [line.message.pk for line in whole]
    assert len(set(seen)) == letters
    assert [it.sent_at for it in whole] == sorted((it.sent_at for it in whole), reverse=True)


@db
def test_a_stranger_cannot_list_a_clients_letters(cast):
    for unknown in (cast.acme.pk, uuid7(), ""):
        with pytest.raises(NotFoundError):
            queries.letters_of(Viewer(cast.carol), unknown, most=9)


@db
def test_a_mailbox_is_its_members_own_and_hides_behind_the_curtain(cast):
    box = mailbox_of(cast)

    assert queries.mailboxes(Viewer(cast.alice)) == [box]
    assert queries.mailbox(Viewer(cast.alice), box.pk) == box
    for viewer in (Viewer(cast.bob), Viewer(cast.carol), Viewer(cast.alice, only=cast.acme.pk)):
        assert queries.mailboxes(viewer) == []
        with pytest.raises(NotFoundError):
            queries.mailbox(viewer, box.pk)


@db
def test_how_far_each_folder_was_looked_into_is_kept_and_replaced(cast):
    box = mailbox_of(cast)
    keep_states(box, {"INBOX": {"uid": 1}, "Sent": {"uid": 2}})
    keep_states(box, {"INBOX": {"uid": 9}})

    assert queries.states(box) == {"INBOX": {"uid": 9}, "Sent": {"uid": 2}}
    assert queries.states(Mailbox(pk=uuid7())) == {}


@db
def test_an_erased_letter_is_listed_without_words(cast):
    taken_in(cast, letter("Hello."))
    message = Message.objects.get()
    empty(message, at=cast.at)

    page = queries.letter(Viewer(cast.alice), message.pk)

    assert (page.letter, page.raw, page.message.subject) == (None, None, "")


@db
def test_reading_one_letter_takes_two_statements(cast, django_assert_num_queries):
    taken_in(cast, letter("Hello."))
    pk = Message.objects.get().pk
    with django_assert_num_queries(2):
        queries.letter(Viewer(cast.alice), pk)
