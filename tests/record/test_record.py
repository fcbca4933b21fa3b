import pytest
from django.db import DatabaseError, transaction

from troth.record.actions import erase_words
from troth.record.appending import append, append_about, append_own
from troth.record.models import Entry, Head, Words
from troth.record.queries import about, chains, check, head, of_chain

pytestmark = pytest.mark.django_db


def told(cast, kind="promise.kept", *, client=None, text="", **facts):
    with transaction.atomic():
        return append(
            kind,
            practice=cast.practice.pk,
            client=client,
            by=cast.alice.pk,
            at=cast.at,
            about=cast.anna.pk,
            facts=facts,
            text=text,
        )


def test_each_client_has_a_chain_and_the_practice_one_of_its_own(cast):
    told(cast, client=cast.acme.pk)
    told(cast, client=cast.birch.pk)
    told(cast)

    assert set(chains(cast.practice.pk)) == {cast.acme.pk, cast.birch.pk, cast.practice.pk}
    assert [entry.seq for entry in Entry.objects.order_by("id")] == [1, 1, 1]


@pytest.mark.parametrize("by", ["alice", None])
def test_an_entry_about_a_row_goes_to_its_client_or_to_the_practice_alone(cast, by):
    who = cast.alice if by else None
    with transaction.atomic():
        theirs = append_about(cast.anna, "contact.added", by=who, at=cast.at)
        own = append_own(cast.anna, "work.timed", by=who, at=cast.at, facts={"minutes": 90})

    assert (theirs.chain, own.chain) == (cast.acme.pk, cast.practice.pk)
    assert {(it.about, it.by) for it in (theirs, own)} == {(cast.anna.pk, who and who.pk)}


def test_a_chain_that_nobody_touched_is_whole(cast):
    for day in range(5):
        told(cast, client=cast.acme.pk, day=day, text=f"day {day}")

    result = check(cast.acme.pk).result

    assert (result.entries, result.broken) == (5, None)
    assert head(cast.acme.pk) == (5, result.head)


WAYS = {
    "update": lambda entry, entries: entries.update(kind="promise.broken"),
    "queryset delete": lambda entry, entries: entries.delete(),
    "delete": lambda entry, entries: entry.delete(),
    "raw delete": lambda entry, entries: entries._raw_delete(using="default"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_database_refuses_to_alter_or_to_drop_an_entry(cast, way):
    entry = told(cast, client=cast.acme.pk)
    entries = Entry.objects.filter(pk=entry.pk)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WAYS[way](entry, entries)

    assert Entry.objects.get(pk=entry.pk).kind == "promise.kept"


def test_erasing_words_leaves_the_chain_whole_and_nothing_to_guess_them_by(cast):
    entry = told(cast, client=cast.acme.pk, text="yes")
    erase_words([entry.pk], at=cast.at)

    held = Words.objects.get(entry=entry)

    assert (held.text, held.salt, held.erased_at) == ("", None, cast.at)
    assert check(cast.acme.pk).result.broken is None
    assert about(cast.anna.pk, practice=cast.practice.pk)[0].text is None


def test_a_text_changed_beside_the_record_is_named(cast):
    told(cast, client=cast.acme.pk, text="by Friday")
    told(cast, client=cast.acme.pk, text="by Monday")
    Words.objects.filter(text="by Monday").update(text="by Tuesday")

    broken = check(cast.acme.pk).result.broken

    assert (broken.seq, broken.why) == (2, "the text beside it was altered")


def test_a_chain_whose_head_is_gone_on_is_noticed_as_cut_off(cast):
    told(cast, client=cast.acme.pk)
    Head.objects.filter(chain=cast.acme.pk).update(seq=2)

    assert "cut off" in check(cast.acme.pk).result.broken.why


def test_a_witness_notices_a_chain_that_was_begun_anew(cast):
    told(cast, client=cast.acme.pk)

    broken = check(cast.acme.pk, witness=(1, b"x" * 32)).result.broken

    assert broken.why == "it is not the one that was witnessed"


def test_pages_are_read_newest_first_and_only_of_the_own_practice(cast):
    for day in range(4):
        told(cast, client=cast.acme.pk, day=day)

    newest = of_chain(cast.acme.pk, practice=cast.practice.pk, most=2)
    older = of_chain(cast.acme.pk, practice=cast.practice.pk, most=9, before=newest[-1].seq)

    assert [entry.facts["day"] for entry in newest + older] == [3, 2, 1, 0]
    assert of_chain(cast.acme.pk, practice=cast.carol.practice_id, most=9) == []
