"""Calls, meetings, chats, and what went well."""

from datetime import timedelta

import pytest

from troth.notes.actions import (
    EmptyTextError,
    ForeignContactError,
    FutureNoteError,
    LongTextError,
    did,
    erase,
    note,
)
from troth.notes.models import Note, NoteKind, Win
from troth.notes.queries import note as one_note
from troth.notes.queries import notes_of, win, wins_of
from troth.people.access import NotFoundError, Viewer
from troth.record.models import Entry, Words
from troth.record.queries import check

pytestmark = pytest.mark.django_db


def called(cast, text="Anna will send the texts by Friday.", *, hours_ago=1, **said):
    asked = {
        "contact": cast.anna,
        "kind": NoteKind.CALL,
        "at_time": cast.at - timedelta(hours=hours_ago),
        "is_word": True,
        "by": cast.alice,
        "at": cast.at,
    }
    return note(cast.acme, text=text, **(asked | said))


def won(cast, text="checkout 4 s to 0.3 s", **said):
    return did(cast.acme, text=text, **({"by": cast.alice, "at": cast.at} | said))


def test_a_call_is_one_line_with_its_time_and_its_person_and_stands_in_the_record(cast):
    written = called(cast, "  Anna will send the texts.  ")

    assert Note.objects.get() == written
    assert (written.text, written.contact) == ("Anna will send the texts.", cast.anna)
    entry = Entry.objects.get()
    assert (entry.kind, entry.about, entry.words.text) == (
        "note.written",
        written.pk,
        "Anna will send the texts.",
    )
    assert "texts" not in entry.facts


def test_finished_work_is_one_line(cast):
    written = won(cast)

    assert (Win.objects.get(), written.at, written.told_at) == (written, cast.at, None)
    assert Entry.objects.get().kind == "win.written"


@pytest.mark.parametrize(
    ("said", "error", "says"),
    [
        ({"text": " \n"}, EmptyTextError, "Write in a line"),
        ({"text": "x" * 200_001}, LongTextError, "200,000 characters"),
        ({"hours_ago": -1}, FutureNoteError, "Give the time at which you spoke"),
    ],
)
def test_a_note_that_cannot_be_is_refused_with_what_to_do_and_writes_nothing(
    cast, said, error, says
):
    with pytest.raises(error, match=says):
        called(cast, **said)

    assert (Note.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_contact_of_another_client_is_refused_by_name(cast):
    with pytest.raises(ForeignContactError, match="Ben does not work at Acme"):
        called(cast, contact=cast.ben)


@pytest.mark.parametrize(("text", "error"), [("", EmptyTextError), ("x" * 501, LongTextError)])
def test_a_win_is_a_line(cast, text, error):
    with pytest.raises(error):
        won(cast, text)


@pytest.mark.parametrize("write", [called, won])
def test_erasing_leaves_nothing_of_the_text_and_a_chain_that_is_whole(cast, write):
    written = write(cast, "the secret")

    for _ in range(2):
        erase(written, by=cast.alice, at=cast.at)

    written.refresh_from_db()
    assert (written.text, written.erased_at) == ("", cast.at)
    assert not Words.objects.filter(text__contains="secret").exists()
    assert [it.partition(".")[2] for it in Entry.objects.values_list("kind", flat=True)] == [
        "written",
        "erased",
    ]
    assert check(cast.acme.pk).result.broken is None


@pytest.mark.parametrize(("write", "read"), [(called, notes_of), (won, wins_of)])
def test_they_are_read_page_by_page_the_latest_first_in_two_queries(
    cast, write, read, django_assert_num_queries
):
    for number in range(5):
        write(cast, f"number {number}")  # all at one time
    viewer, pages, before = Viewer(cast.alice), [], None

    while True:
        with django_assert_num_queries(2):
            page = read(viewer, cast.acme.pk, most=2, before=before)
            assert {row.by.name for row in page.rows} == {"Alice"}
        pages.append(page.rows)
        if (before := page.before) is None:
            break

    assert [len(rows) for rows in pages] == [2, 2, 1]
    texts = sorted(row.text for rows in pages for row in rows)
    assert texts == [f"number {number}" for number in range(5)]


def test_a_stranger_finds_nothing_alike_for_what_exists_and_what_does_not(cast):
    written, done = called(cast), won(cast)

    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        for read, pk in (
            (notes_of, cast.acme.pk),
            (wins_of, cast.acme.pk),
            (one_note, written.pk),
            (win, done.pk),
        ):
            for unknown in (pk, "nothing"):
                with pytest.raises(NotFoundError):
                    read(viewer, unknown)
    for act in (called, won):
        with pytest.raises(NotFoundError):
            act(cast, by=cast.carol)
    with pytest.raises(NotFoundError):
        erase(written, by=cast.carol, at=cast.at)
    assert one_note(Viewer(cast.bob), written.pk) == written
    assert win(Viewer(cast.bob), done.pk) == done
