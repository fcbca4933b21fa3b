"""The page of a promise, an ask or a need, and what becomes of it."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from tests.desk.mail import PLAN
from tests.desk.rows import by_hand, need, promise
from tests.promises.letters import letter, taken_in
from troth.notes.actions import note
from troth.promises.actions.deciding import confirm
from troth.promises.actions.erasing import erase
from troth.promises.actions.note_reading import read_note
from troth.promises.actions.outcomes import keep
from troth.promises.actions.settling import settle
from troth.promises.models import Finding, Matter
from troth.pure.ledger import Debt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]


def page_of(response) -> str:
    return unescape(response.content.decode())


def at(name, row) -> str:
    return reverse(name, args=(row.pk,))


def ask(cast) -> Matter:
    return by_hand(cast, "a second shop", kind=Debt.ASK)


def test_a_promise_stands_with_its_sentence_lit_in_its_letter_and_what_happened(desk, cast):
    held = promise(cast)
    page = page_of(desk.get(at("matter", held)))

    assert f"<mark data-lit>{PLAN}</mark>" in page
    assert "thank you for the list" in page
    assert "You promised this on Sat 28 Feb. It is due on Friday." in page
    assert "Said in a letter." in page
    assert "Confirmed." in page


def test_what_was_written_down_by_hand_says_so(desk, cast):
    page = page_of(desk.get(at("matter", by_hand(cast))))

    assert "Written down by hand; no letter says it." in page
    assert "No day was named." in page


def test_what_was_said_in_a_call_is_lit_in_its_note(desk, cast):
    held = note(
        cast.acme, contact=cast.anna, kind="call", at_time=cast.at, is_word=True,
        text="I promised the plan for Tuesday.", by=cast.alice, at=cast.at,
    )  # fmt: skip
    read_note(held, at=cast.at)
    found = Finding.objects.get(note=held)
    page = page_of(desk.get(at("matter", confirm(found, by=cast.alice, at=cast.at))))

    assert "<mark data-lit>I promised the plan for Tuesday.</mark>" in page
    assert "Said in a call or a meeting." in page


def test_erased_words_are_told_as_erased(desk, cast):
    held = promise(cast)
    erase(held.message, by=cast.alice, at=cast.at)
    page = page_of(desk.get(at("matter", held)))

    assert PLAN not in page
    assert "Its words were erased." in page


DONE = [
    (promise, "matter_keep", "kept", "Kept"),
    (need, "matter_receive", "received", "Received"),
    (ask, "matter_answer", "answered", "Answered"),
    (ask, "matter_decline", "declined", "Declined"),
    (promise, "matter_release", "released", "They let you off"),
    (need, "matter_release", "released", "You need it no more"),
    (ask, "matter_release", "released", "They want it no more"),
    (promise, "matter_break", "broken", "Not kept"),
]


@pytest.mark.parametrize("done", DONE, ids=lambda it: f"{it[1]} {it[2]}")
def test_it_is_closed_with_one_key_told_so_undone_and_opened_again(desk, cast, done):
    made, name, outcome, says = done
    held = made(cast)
    page = page_of(desk.post(at(name, held), {"why": "as agreed"}, follow=True))
    undone = reverse("undo", args=("matter", held.pk))

    assert f"{says} today." in page
    assert f'action="{undone}"' in page
    assert Matter.objects.get(pk=held.pk).outcome == outcome
    desk.post(undone)
    assert Matter.objects.get(pk=held.pk).outcome == ""
    desk.post(at(name, held))
    page = page_of(desk.post(at("matter_reopen", held), follow=True))
    assert Matter.objects.get(pk=held.pk).outcome == ""
    assert "The last step was taken back." in page


def test_what_can_be_done_depends_on_what_it_is(desk, cast):
    offered = {made: page_of(desk.get(at("matter", made(cast)))) for made in (promise, ask, need)}

    for label, who in (
        ("Kept", promise), ("Answered", ask), ("It is here", need), ("I said no", ask),
        ("I will not keep it", promise), ("Remind them", need),
    ):  # fmt: skip
        for made, page in offered.items():
            assert (f">{label}" in page) == (made is who), label


def test_what_cannot_be_done_is_told_with_what_can(desk, cast):
    held = promise(cast)
    keep(held, by=cast.alice, at=cast.at, done_at=cast.at)
    twice = desk.post(at("matter_keep", held))
    wrong_kind = desk.post(at("matter_receive", by_hand(cast)))

    assert twice.status_code == wrong_kind.status_code == 409
    assert "It is closed already: kept. Reopen it first." in page_of(twice)
    assert "A promise is kept, moved, broken or released." in page_of(wrong_kind)


@pytest.mark.parametrize("asks", ["move", "release", "break"])
def test_what_asks_something_first_asks_it_on_the_page(desk, cast, asks):
    page = page_of(desk.get(at("matter", promise(cast)), {"asks": asks}))

    assert '<h2 id="opened">' in page


@pytest.mark.parametrize("asks", ["defer", "decline", "nonsense", "\0"])
def test_what_nobody_can_ask_of_a_promise_is_not_asked(desk, cast, asks):
    response = desk.get(at("matter", promise(cast)), {"asks": asks})

    assert response.status_code == 200
    assert '<h2 id="opened">' not in page_of(response)


def test_a_moved_date_is_told_with_why_and_whether_they_know(desk, cast):
    held = promise(cast)
    typed = {"due": "Wednesday, 11 March", "why": "The list came late.", "told": "no"}
    page = page_of(desk.post(at("matter_move", held), typed, follow=True))
    held.refresh_from_db()

    assert (held.due_on, held.told_at) == (date(2026, 3, 11), None)
    assert (
        "Moved from Friday, 6 March to Wednesday, 11 March: The list came late. They do not" in page
    )
    assert "They have not heard of the new date yet." in page
    assert "Write that it moved" in page
    assert "Moved: " in page


@pytest.mark.parametrize("told", ["yes", "phone"])
def test_a_move_that_they_know_of_is_told_already(desk, cast, told):
    held = promise(cast)
    desk.post(at("matter_move", held), {"due": "2026-03-12", "why": "ill", "told": told})
    held.refresh_from_db()

    assert held.told_at == cast.at


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"due": "Fryday", "why": "ill"}, "“Fryday” is no day Troth can read."),
        ({"due": "", "why": "ill"}, "Name the new day"),
        ({"due": "2026-03-01", "why": "ill"}, "That date is over. Choose one that is ahead."),
        ({"due": "2026-03-06", "why": "ill"}, "It is due then already."),
        ({"due": "2026-03-12", "why": " "}, "Say in a few words why it is moved."),
        ({"due": "\0", "why": "ill"}, "Name the new day"),
        ({}, "Name the new day"),
    ],
)
def test_a_move_that_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
    desk, cast, typed, says
):
    held = promise(cast)
    response = desk.post(at("matter_move", held), typed)
    page = page_of(response)

    assert response.status_code == 422
    assert says in page
    assert (typed.get("due") or "").strip("\0") in page
    assert Matter.objects.get().due_on == date(2026, 3, 6)


def test_a_need_comes_later_and_nothing_is_asked_about_who_told_whom_when_it_ends(desk, cast):
    held = need(cast)
    page = page_of(desk.get(at("matter", held), {"asks": "defer"}))
    desk.post(at("matter_move", held), {"due": "2026-03-12", "why": "She is ill", "told": "yes"})
    held.refresh_from_db()

    assert "Wait until then" in page
    assert held.due_on == date(2026, 3, 12)
    released = page_of(desk.get(at("matter", held), {"asks": "release"}))
    assert "Does the other side know?" not in released


def test_told_by_phone_counts_as_told(desk, cast):
    held = by_hand(cast)
    page = page_of(desk.post(at("matter_told", held), follow=True))
    held.refresh_from_db()

    assert held.told_at == cast.at
    assert "They heard of it by phone." in page


def test_a_page_takes_the_same_number_of_queries_however_long_its_story(
    desk, cast, django_assert_num_queries
):
    held = promise(cast)
    desk.get(at("matter", held))
    with django_assert_num_queries(9):
        desk.get(at("matter", held))
    for day in range(10, 30):
        desk.post(at("matter_move", held), {"due": f"2026-03-{day}", "why": "ill", "told": "no"})
    desk.get(at("matter", held))

    with django_assert_num_queries(9):
        desk.get(at("matter", held))


def test_behind_the_curtain_a_letter_to_two_clients_is_not_shown(desk, cast):
    raw = letter(
        f"Hello Anna, hello Ben,\n\n{PLAN}\n\nAlice",
        sender="Alice <alice@harbour-it.example>",
        to="Anna <anna@acme.example>, Ben <ben@birch.example>", number=5, day=-1, subject="Both",
    )  # fmt: skip
    taken_in(cast, raw)
    settle(cast.acme, at=cast.at)
    held = confirm(Finding.objects.get(client=cast.acme), by=cast.alice, at=cast.at)
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    page = page_of(desk.get(at("matter", held)))

    assert PLAN in page
    assert "Ben" not in page
    assert "Both" not in page


def test_what_is_due_at_an_hour_says_the_hour(desk, cast):
    held = by_hand(cast)
    at_three = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
    Matter.objects.filter(pk=held.pk).update(due_at=at_three)

    assert "It is due on Wednesday at 15:00." in page_of(desk.get(at("matter", held)))
