"""What became of a matter, thread by thread."""

from datetime import date

from troth.pure.ledger import Letters, Matter, Posted, Standing, decide
from troth.pure.reading import Kind

from .thread import ANNA, BEN, ME, MONDAY, ask, deferral, delivery, found, need, posted, promise
from .thread import settled as run

SILENCE: list = []
"""A letter in which nothing was found."""


def standing(*letters, quiet=()) -> list[str | None]:
    return [matter.standing for matter in run(*letters, quiet=quiet)]


def test_a_promise_stays_open_while_nothing_is_delivered():
    assert standing((ME, [promise("I'll send you the quote by Friday.")])) == ["open"]


def test_a_later_delivery_of_the_same_thing_meets_the_promise():
    letters = (
        (ME, [promise("I'll send you the quote by Friday.")]),
        (ME, [delivery("Attached is the quote.")]),
    )

    assert standing(*letters) == ["met", None]


def test_a_delivery_that_names_nothing_meets_the_promise():
    letters = (
        (ME, [promise("I'll send you the quote by Friday.")]),
        (ME, [delivery("Here it is.")]),
    )

    assert standing(*letters) == ["met", None]


def test_a_delivery_of_something_else_leaves_a_doubt():
    letters = (
        (ME, [promise("I'll send you the migration plan by Friday.")]),
        (ME, [delivery("Attached is the invoice.")]),
    )

    assert standing(*letters) == ["unclear", None]


def test_of_two_promises_a_delivery_meets_the_one_it_is_about():
    letters = (
        (ME, [promise("I'll send you the quote."), promise("I'll check the backups.")]),
        (ME, [delivery("The quote is attached.")]),
    )

    assert standing(*letters) == ["met", "open", None]


def test_the_clients_thanks_neither_close_nor_reopen():
    letters = (
        (ME, [promise("I'll send you the quote by Friday.")]),
        (ANNA, SILENCE),
        (ME, [delivery("Attached is the quote.")]),
        (ANNA, SILENCE),
    )

    assert standing(*letters, quiet=(1, 3)) == ["met", None]


def test_a_delivery_in_the_letter_of_the_promise_does_not_meet_it():
    letters = ((ME, [delivery("Attached is the draft."), promise("I'll send the final draft.")]),)

    assert standing(*letters) == [None, "open"]


def test_an_ask_is_answered_by_a_promise_a_delivery_a_no_or_a_decision():
    for kind in (Kind.PROMISE, Kind.DELIVERY, Kind.DECLINE, Kind.DECISION):
        matters = run((ANNA, [ask("Could you send the quote?")]), (ME, [found(kind, "Words.")]))

        assert matters[0].standing is Standing.MET, kind


def test_any_other_reply_makes_an_ask_unclear_and_thanks_leave_it_open():
    asked = (ANNA, [ask("Could you send the quote?")])

    assert standing(asked, (ME, SILENCE)) == ["unclear"]
    assert standing(asked, (ME, SILENCE), quiet=(1,)) == ["open"]


def test_a_reply_to_somebody_else_answers_nothing():
    letters = [posted(ANNA, day=0, number=0), posted(ME, day=1, to=(BEN,), number=1, answers=0)]
    asked = _matter(ask("Could you send the quote?"), letters, at=0)

    decide(Letters(letters), [asked, _matter(promise("Will do."), letters, at=1)], me={ME})

    assert asked.standing is Standing.OPEN


def test_a_deferral_moves_what_is_expected():
    matters = run(
        (ME, [need("Could you send your feedback by Tuesday?", due=date(2026, 3, 3))]),
        (ANNA, [deferral("I was ill, feedback follows tomorrow.", due=date(2026, 3, 4))]),
    )

    assert matters[0].standing is Standing.DEFERRED
    assert matters[0].due == date(2026, 3, 4)
    assert matters[1].is_repeated


def test_the_promise_in_a_deferral_is_not_one_more_debt():
    sentence = "I was ill, I'll send the feedback tomorrow."
    matters = run(
        (ME, [need("Could you send your feedback by Tuesday?")]),
        (ANNA, [need(sentence), deferral(sentence)]),
    )

    assert matters[0].standing is Standing.DEFERRED
    assert [matter.is_repeated for matter in matters] == [False, True, True]


def test_what_was_deferred_and_then_delivered_is_met():
    letters = (
        (ANNA, [need("I'll send the texts on Monday.")]),
        (ANNA, [deferral("The texts will be a day late.")]),
        (ANNA, [delivery("Here are the texts.")]),
    )

    assert standing(*letters)[0] == "met"


def test_the_one_who_asked_can_withdraw():
    letters = (
        (ANNA, [ask("Could you look at the printer?")]),
        (ANNA, [found(Kind.WITHDRAWAL, "Never mind the printer.")]),
    )

    assert standing(*letters) == ["withdrawn", None]


def test_a_no_of_mine_ends_my_own_promise():
    letters = (
        (ME, [promise("I'll build the report by Friday.")]),
        (ME, [found(Kind.DECLINE, "I'm afraid I can't build the report after all.")]),
    )

    assert standing(*letters) == ["withdrawn", None]


def test_facts_have_no_standing():
    kinds = (Kind.DELIVERY, Kind.DECISION, Kind.AWAY)

    assert standing((ANNA, [found(kind, "Words.") for kind in kinds])) == [None, None, None]


def test_another_thread_settles_nothing():
    letters = [posted(ME, day=0, number=0), posted(ME, day=1, number=1, subject="Invoice")]
    promised = _matter(promise("I'll send the quote."), letters, at=0)

    decide(
        Letters(letters),
        [promised, _matter(delivery("Here is the quote."), letters, at=1)],
        me={ME},
    )

    assert promised.standing is Standing.OPEN


def _matter(finding, letters: list[Posted], *, at: int) -> Matter:
    return Matter(
        finding=finding,
        place=at,
        sender=letters[at].sender,
        message_id="",
        sent_at=MONDAY,
        is_mine=letters[at].sender == ME,
        to=letters[at].to,
    )
