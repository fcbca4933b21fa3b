"""What is written, taken in, changed and erased is found, and found no more, as it should be."""

import pytest
from django.db import transaction
from tests.desk.mail import AWAY, SUBJECT, of_birch, promised, waited_for
from tests.desk.rows import by_hand, promise
from tests.promises.letters import letter, taken_in

from troth.jobs.models import Job
from troth.mail.models import Message
from troth.notes.actions import did
from troth.notes.actions import erase as erase_win
from troth.promises.actions.deciding import confirm, dismiss, undo
from troth.promises.actions.erasing import erase
from troth.promises.actions.merging import merge
from troth.promises.actions.outcomes import move
from troth.promises.actions.undoing import take_back
from troth.record.appending import append
from troth.search.actions import begin_anew
from troth.search.asking import asked
from troth.search.models import Text
from troth.search.queries import Within, find
from troth.updates import composing
from troth.updates.actions.drafting import keep as keep_draft
from troth.updates.actions.sending import edit
from troth.worker.searching import fill, fill_entries
from troth.worker.tasks import RECURRING, TASKS

pytestmark = pytest.mark.django_db


def always() -> bool:
    return True


def kinds(cast, typed, *, client=None) -> list[str]:
    within = Within(cast.practice.pk, client.pk if client else None)
    return sorted(it.kind for it in find(asked(typed), within).hits)


def test_letters_wait_for_their_job_which_taking_them_in_asks_for(cast):
    promised(cast)

    assert kinds(cast, "migration plan") == []
    assert Job.objects.filter(name="index", about=cast.acme.pk).exists()
    assert fill(cast.acme, while_true=always)
    assert kinds(cast, "migration plan") == ["letter"]


def test_a_job_that_was_stopped_is_gone_on_with(cast):
    promised(cast)

    assert fill(cast.acme, while_true=lambda: False) is False
    assert fill(cast.acme, while_true=always) is True
    assert kinds(cast, "migration plan") == ["letter"]
    assert Text.objects.count() == Message.objects.count()


def test_only_what_is_new_in_a_letter_is_found_and_not_what_it_quotes(cast):
    promised(cast)
    taken_in(
        cast,
        letter("Fine, thank you.\n\n> I'll send you the migration plan by Friday.", number=7),
    )
    fill(cast.acme, while_true=always)

    assert kinds(cast, "migration plan") == ["letter"]


def test_a_promise_that_is_confirmed_is_found_and_one_that_is_taken_back_is_not(cast):
    finding = promised(cast)
    confirm(finding, by=cast.alice, at=cast.at)

    assert kinds(cast, "migration plan") == ["promise"]
    undo(finding, by=cast.alice, at=cast.at)
    assert kinds(cast, "migration plan") == []


def test_what_is_written_down_by_hand_is_found_once(cast):
    held = by_hand(cast)
    word = held.what.split()[-1]

    assert kinds(cast, f'"{held.what}"') == ["promise"]
    take_back(held, by=cast.alice, at=cast.at)
    assert kinds(cast, word) == []


def test_why_a_promise_was_moved_is_found_in_the_record(cast):
    held = promise(cast)
    move(held, due=None, why="the walrus was ill", client_knows=True, by=cast.alice, at=cast.at)
    (hit,) = find(asked("walrus"), Within(cast.practice.pk)).hits

    assert (hit.kind, hit.about, hit.clients) == ("entry", held.pk, (cast.acme.pk,))


def test_a_sentence_that_is_dismissed_is_not_found_twice(cast):
    finding = promised(cast)
    fill(cast.acme, while_true=always)
    dismiss(finding, by=cast.alice, at=cast.at)

    assert kinds(cast, "migration plan") == ["letter"]


def test_of_an_erased_letter_nothing_is_found_and_no_job_brings_it_back(cast):
    finding = promised(cast)
    confirm(finding, by=cast.alice, at=cast.at)
    fill(cast.acme, while_true=always)
    erase(finding.message, by=cast.alice, at=cast.at)
    fill(cast.acme, while_true=always)

    assert kinds(cast, "migration plan") == []
    assert kinds(cast, SUBJECT) == []


def test_what_a_member_said_in_their_own_words_stays_when_the_letter_is_erased(cast):
    finding = waited_for(cast)
    held = confirm(finding, by=cast.alice, at=cast.at)
    held.what = "walrus texts"
    held.save()
    erase(finding.message, by=cast.alice, at=cast.at)

    assert kinds(cast, "walrus") == ["need"]
    assert kinds(cast, "Wednesday") == []


def test_of_an_erased_win_nothing_is_found(cast):
    won = did(cast.acme, text="The walrus is delivered", by=cast.alice, at=cast.at)
    erase_win(won, by=cast.alice, at=cast.at)

    assert kinds(cast, "walrus") == []


def test_a_letter_that_is_filed_with_one_more_client_is_found_by_both(cast):
    raw = letter("The walrus.", to="Alice <alice@harbour-it.example>, Ben <ben@birch.example>")
    taken_in(cast, raw)
    fill(cast.acme, while_true=always)
    fill(cast.birch, while_true=always)

    assert kinds(cast, "walrus") == ["letter"]
    assert kinds(cast, "walrus", client=cast.acme) == ["letter"]
    assert kinds(cast, "walrus", client=cast.birch) == ["letter"]
    alone = Within(cast.practice.pk, cast.acme.pk, is_alone=True)
    assert find(asked("walrus"), alone).hits == ()


def test_what_two_clients_had_is_the_ones_after_they_are_joined(cast):
    promised(cast)
    of_birch(cast)
    did(cast.birch, text="The walrus is delivered", by=cast.bob, at=cast.at)
    for each in (cast.acme, cast.birch):
        fill(each, while_true=always)
    merge(cast.birch, into=cast.acme, by=cast.alice, at=cast.at)
    fill(cast.acme, while_true=always)

    assert kinds(cast, AWAY, client=cast.acme) == ["letter"]
    assert kinds(cast, "walrus", client=cast.acme) == ["win"]
    assert kinds(cast, "walrus", client=cast.birch) == []
    assert Job.objects.filter(name="index", about=cast.acme.pk).exists()


def test_everything_from_before_the_search_is_found_after_the_first_sweep(cast):
    finding = promised(cast)
    held = confirm(finding, by=cast.alice, at=cast.at)
    move(held, due=None, why="the walrus was ill", client_knows=True, by=cast.alice, at=cast.at)
    did(cast.acme, text="The whale is delivered", by=cast.alice, at=cast.at)
    fill(cast.acme, while_true=always)
    before = sorted(Text.objects.values_list("kind", "title", "words", "scopes", "at"))
    begin_anew(cast.practice.pk)
    assert Text.objects.count() == 0

    assert fill_entries(cast.practice.pk, while_true=always)
    assert fill(cast.acme, while_true=always)
    assert sorted(Text.objects.values_list("kind", "title", "words", "scopes", "at")) == before


def test_the_practices_own_entries_are_nobodys_to_find(cast):
    with transaction.atomic():
        append(
            "mail.unreadable",
            practice=cast.practice.pk,
            client=None,
            by=None,
            at=cast.at,
            text="walrus",
        )
    fill_entries(cast.practice.pk, while_true=always)

    assert kinds(cast, "walrus") == []


def test_the_worker_sweeps_and_tidies(cast):
    assert {"index", "index all", "tidy search"} <= TASKS.keys()
    assert {"index all", "tidy search"} <= RECURRING.keys()
    promised(cast)
    TASKS["index all"](Job(name="index all"), cast.at)

    assert set(Job.objects.filter(name="index").values_list("about", flat=True)) == {
        cast.acme.pk, cast.birch.pk, cast.cove.pk,
    }  # fmt: skip
    TASKS["index"](Job(name="index", about=cast.acme.pk), cast.at)
    assert kinds(cast, "migration plan") == ["letter"]


def test_a_draft_is_found_once_and_in_its_latest_words(cast):
    composed = composing.status(cast.acme, by=cast.alice, at=cast.at)
    draft = keep_draft(composed, by=cast.alice, at=cast.at)
    edit(draft, subject="Walrus", body="about the whale", by=cast.alice, at=cast.at)
    edit(draft, subject="Walrus", body="about the seal", by=cast.alice, at=cast.at)

    assert kinds(cast, "walrus seal") == ["draft"]
    assert kinds(cast, "whale") == []
