"""What is erased is found no more, and lies nowhere in the file."""

import pytest
from django.db import transaction
from tests.search.kept import ACME, BIRCH, PRACTICE, found, kept, on_disk, text

from troth.search.actions import begin_anew, drop, forget, forget_client, keep, leave_client
from troth.search.models import Leftover, Text
from troth.search.tidying import tidy

SECRET = "quokkaquokka"


def always() -> bool:
    return True


@pytest.mark.django_db
def test_a_row_that_is_forgotten_is_found_no_more_and_others_are():
    gone, stays = kept("the walrus of monday", "the walrus of tuesday")

    assert forget([gone.row]) == 1
    assert found("walrus") == [stays.words]
    assert forget([gone.row]) == 0


@pytest.mark.django_db
def test_a_client_that_is_forgotten_leaves_what_is_anothers_too():
    both = text("walrus of both", clients=(ACME, BIRCH))
    kept(both, text("walrus of acme"), text("walrus of birch", client=BIRCH))

    assert forget_client(ACME) == 2
    assert found("walrus", client=ACME) == []
    assert sorted(found("walrus", client=BIRCH)) == ["walrus of birch", "walrus of both"]
    assert sorted(found("walrus", client=BIRCH, is_alone=True)) == [
        "walrus of birch",
        "walrus of both",
    ]


@pytest.mark.django_db
def test_a_client_that_is_joined_with_another_leaves_all_but_their_entries():
    kept(text("walrus", row=ACME), text("walrus entry", kind="entry", row=BIRCH))

    assert leave_client(ACME, but="entry") == 1
    assert leave_client(ACME, but="entry") == 0
    assert found("walrus") == ["walrus entry"]


@pytest.mark.django_db
def test_nothing_is_found_after_a_beginning_anew_and_all_after_it_was_kept_again():
    texts = kept("the walrus", "the whale")
    begin_anew(PRACTICE)

    assert found("the ") == []
    keep(texts, practice=PRACTICE)
    assert len(found("the ")) == 2


@pytest.mark.django_db
def test_what_was_erased_in_a_transaction_that_failed_is_still_found():
    (kept_one,) = kept("the walrus")
    with transaction.atomic():
        forget([kept_one.row])
        transaction.set_rollback(True)

    assert found("walrus") == ["the walrus"]


@pytest.mark.django_db
def test_a_text_that_is_kept_again_in_other_words_is_found_by_those_alone():
    (old,) = kept("the walrus")
    kept(text("the whale", row=old.row))

    assert (found("walrus"), found("whale")) == ([], ["the whale"])


@pytest.mark.django_db
def test_the_index_follows_a_row_whoever_changes_or_deletes_it():
    kept("the walrus", "the whale")
    Text.objects.filter(words="the walrus").update(folded="seal")

    assert found("seal") == ["the walrus"]
    assert found("walrus") == []
    Text.objects.all().delete()
    assert found("whale") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_after_tidying_an_erased_word_is_nowhere_in_the_file_or_its_journal(tmp_path):
    with on_disk(tmp_path) as bytes_now:
        erased = kept(*(f"{SECRET} and number {number}" for number in range(300)))
        kept(*(f"what stays, number {number}" for number in range(300)))
        there_before = SECRET.encode() in bytes_now()
        forget(it.row for it in erased)

        assert there_before
        assert found(SECRET) == []
        assert tidy(while_true=always)
        assert SECRET.encode() not in bytes_now()
        assert len(found("stays", most=1_000)) == 300
        assert not Leftover.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_tidying_that_was_stopped_goes_on_at_the_next_call(tmp_path):
    with on_disk(tmp_path):
        texts = kept(*(f"walrus {number}" for number in range(50)))
        forget([texts[1].row])

        assert tidy(while_true=lambda: False) is False
        assert Leftover.objects.exists()
        assert tidy(while_true=always) is True
        assert not Leftover.objects.exists()


@pytest.mark.django_db
def test_where_nothing_was_erased_there_is_nothing_to_tidy():
    (only,) = kept("walrus")
    drop([only.row])

    assert tidy(while_true=lambda: False) is True
