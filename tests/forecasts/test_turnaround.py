"""How long clients took to answer, from letters that were taken in the real way."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.rows import by_hand
from tests.forecasts.asked import HERE, LOGO, ask, measured, reply
from tests.promises.letters import letter, taken_in
from troth.forecasts.queries.turnaround import turnaround
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions.deciding import confirm, dismiss
from troth.promises.actions.outcomes import receive, release
from troth.promises.actions.proposals import decline
from troth.promises.actions.settling import settle
from troth.promises.models import Finding, Proposal
from troth.pure.ledger import Debt

pytestmark = pytest.mark.django_db

DAY = 8 * 60
EVENING = 8 / 24
"""17:00 in Berlin, which is 11:00 in New York."""

SMALL_TALK = "The weather in the north is lovely these days."
WORD = "Thanks, I will send you the logo next week."


def minutes_of(cast, **said):
    return [(it.answer.minutes, it.answer.is_open) for it in measured(cast, **said)]


def asked() -> Finding:
    return Finding.objects.get(sentence=LOGO)


def away_until(cast, day: str, *, said_on: float, number: int = 77) -> None:
    words = f"I am out of the office until {day}."
    raw = letter(
        words, day=said_on, number=number, subject="Automatic reply: Logo", answers=1,
        more="Auto-Submitted: auto-replied\n",
    )  # fmt: skip
    taken_in(cast, raw)
    settle(cast.acme, at=cast.at)


def test_an_answer_stands_on_the_sentence_that_asked_and_the_sentence_that_delivered(cast):
    ask(cast, day=-20)
    reply(cast, day=-18)
    (found,) = measured(cast)

    assert (found.sentence, found.answering_sentence) == (LOGO, HERE)
    assert found.answer.minutes == 2 * DAY
    assert (found.answer.contact, found.answer.client) == (str(cast.anna.pk), str(cast.acme.pk))
    assert found.asked_in == asked().message_id
    assert found.answered_in == Finding.objects.get(sentence=HERE).message_id
    assert found.answered_at - found.answer.asked_at == timedelta(days=2)


@pytest.mark.parametrize(
    ("zone", "domain", "asked_on", "answered_on", "minutes"),
    [
        ("", "acme.example", -20 + EVENING, -19, 0),  # nothing tells: as Alice in Berlin
        ("America/New_York", "acme.example", -20 + EVENING, -19, 6 * 60),
        ("Nowhere/At_All", "acme.example", -20 + EVENING, -19, 0),
        ("", "acme.example", -17, -13, 2 * DAY),  # from Friday to Tuesday
        ("America/New_York", "acme.example", -17, -13, DAY),  # Monday was Presidents' Day
        ("", "acme.example", -20, -18, 2 * DAY),
        ("", "acme.jp", -20, -18, DAY),  # Wednesday was National Foundation Day
        ("Europe/Berlin", "acme.jp", -20, -18, 2 * DAY),  # who they are counts before where
    ],
)
def test_measured_is_the_working_time_of_whoever_was_asked(  # noqa: PLR0913, PLR0917  # a column each
    cast, zone, domain, asked_on, answered_on, minutes
):
    ask(cast, day=asked_on)
    reply(cast, day=answered_on)
    cast.anna.zone = zone
    cast.anna.save()
    cast.acme.addresses.update(key=domain)

    assert minutes_of(cast) == [(minutes, False)]


def test_days_away_are_taken_out_as_their_own_letters_tell_them_and_only_once(cast):
    ask(cast, day=-20)
    away_until(cast, "Monday, 16 February 2026", said_on=-19.99)
    away_until(cast, "Friday, 13 February 2026", said_on=-19.9, number=78)
    reply(cast, day=-10)

    assert minutes_of(cast) == [(4 * DAY, False)]


def test_an_absence_that_ends_years_from_now_was_misread_and_takes_nothing_out(cast):
    ask(cast, day=-20)
    away_until(cast, "16 February 2031", said_on=-19.99)
    reply(cast, day=-18)

    assert minutes_of(cast) == [(2 * DAY, False)]


@pytest.mark.parametrize("words", ["Thanks!", "OK, thank you."])
def test_thanks_are_no_answer(cast, words):
    ask(cast, day=-20)
    reply(cast, day=-19, words=words)

    assert minutes_of(cast) == [(14 * DAY, True)]


def test_their_word_that_it_will_come_is_no_answer_until_it_has_come(cast):
    ask(cast, day=-20)
    reply(cast, day=-19, words=WORD)
    before = minutes_of(cast)
    reply(cast, day=-13)

    assert before == [(14 * DAY, True)]
    assert minutes_of(cast) == [(5 * DAY, False)]


def test_a_wait_that_was_confirmed_as_their_word_is_counted_once(cast):
    ask(cast, day=-20)
    reply(cast, day=-19, words=WORD)
    need = confirm(Finding.objects.get(sentence=WORD), by=cast.alice, at=cast.at)
    waiting = minutes_of(cast)
    receive(need, by=cast.alice, at=cast.at, done_at=cast.at - timedelta(days=13))

    assert waiting == [(14 * DAY, True)]
    assert minutes_of(cast) == [(5 * DAY, False)]


def test_a_reply_that_may_have_been_the_answer_tells_nothing(cast):
    ask(cast, day=-20)
    reply(cast, day=-19, words=SMALL_TALK)

    assert asked().standing == "unclear"
    assert minutes_of(cast) == []


def test_what_nobody_confirmed_is_waited_for_a_month(cast):
    ask(cast, day=-45)
    ask(cast, 2, day=-20, subject="Photos", words="Could you send me the photos, please?")

    assert [it.sentence for it in measured(cast)] == ["Could you send me the photos, please?"]


def test_what_they_spoke_of_lately_is_waited_for_still(cast):
    ask(cast, day=-45)
    reply(cast, day=-20, words=WORD)

    assert minutes_of(cast) == [(31 * DAY, True)]


def test_of_several_asks_in_one_letter_that_wait_alike_one_counts(cast):
    both = f"{LOGO}\n\nPlease also send me the photos of the shop."
    ask(cast, day=-20, words=both)
    needs = Finding.objects.filter(kind="need")
    open_ones = len(measured(cast))
    need = confirm(needs.get(sentence__contains="photos"), by=cast.alice, at=cast.at)

    assert needs.count() == 2
    assert open_ones == 1
    assert [it.need for it in measured(cast)] == [need.pk]


def test_an_open_ask_weighs_less_where_many_replies_tell_nothing(cast):
    ask(cast, day=-20)
    before = measured(cast)[0].answer.weight
    for number in (2, 3):
        ask(cast, number, day=-10, subject=f"Logo {number}")
        reply(cast, number, day=-9, subject=f"Logo {number}", words=SMALL_TALK)

    (found,) = measured(cast)
    assert (before, found.answer.weight) == (1, pytest.approx(1 / 3))
    confirm(Finding.objects.get(message=found.asked_in), by=cast.alice, at=cast.at)
    assert measured(cast)[0].answer.weight == 1


def test_a_confirmed_need_is_waited_for_as_long_as_it_is_open(cast):
    ask(cast, day=-45)
    need = confirm(asked(), by=cast.alice, at=cast.at)
    (found,) = measured(cast)

    assert (found.need, found.answer.is_open, found.answered_at) == (need.pk, True, None)
    assert found.answer.minutes == 31 * DAY  # six weeks and three days, without weekends


def test_what_a_member_says_came_came_when_they_say(cast):
    ask(cast, day=-20)
    need = confirm(asked(), by=cast.alice, at=cast.at)
    receive(need, by=cast.alice, at=cast.at, done_at=cast.at - timedelta(days=17))

    (found,) = measured(cast)
    assert (found.answer.minutes, found.answer.is_open) == (3 * DAY, False)
    assert (found.answered_in, found.answering_sentence) == (None, "")


def test_the_letter_that_met_a_need_counts_before_the_click(cast):
    ask(cast, day=-20)
    need = confirm(asked(), by=cast.alice, at=cast.at)
    reply(cast, day=-18)
    receive(need, by=cast.alice, at=cast.at, done_at=cast.at)

    assert minutes_of(cast) == [(2 * DAY, False)]


def test_a_letter_of_which_a_member_said_that_it_is_not_the_answer_is_none(cast):
    ask(cast, day=-20)
    confirm(asked(), by=cast.alice, at=cast.at)
    reply(cast, day=-18)
    decline(Proposal.objects.get(), by=cast.alice, at=cast.at)

    assert minutes_of(cast) == [(14 * DAY, True)]


def test_what_was_let_go_was_waited_for_until_then(cast):
    ask(cast, day=-20)
    need = confirm(asked(), by=cast.alice, at=cast.at - timedelta(days=10))
    release(need, by=cast.alice, at=cast.at - timedelta(days=10))

    assert minutes_of(cast) == [(8 * DAY, True)]


def test_what_was_dismissed_was_never_asked(cast):
    ask(cast, day=-20)
    reply(cast, day=-18)
    dismiss(asked(), by=cast.alice, at=cast.at)

    assert minutes_of(cast) == []


def test_a_need_that_stands_in_no_letter_counts_from_when_it_was_written_down(cast):
    by_hand(cast, "the texts", kind=Debt.NEED)
    (found,) = measured(cast, at=cast.at + timedelta(days=1))

    assert (found.answer.minutes, found.answer.is_open) == (DAY, True)
    assert (found.sentence, found.asked_in) == ("the texts", None)


def test_a_promise_and_an_ask_of_theirs_are_no_wait_of_ours(cast):
    taken_in(cast, letter("Could you send me the price by Friday?", day=-3, number=5))
    by_hand(cast, "the quote", kind=Debt.PROMISE)
    settle(cast.acme, at=cast.at)

    assert measured(cast) == []


def test_nobody_sees_the_answers_of_clients_that_are_not_theirs(cast):
    ask(cast, day=-20)
    own = turnaround(Viewer(cast.bob), cast.acme.pk, at=cast.at)

    assert len(own) == 1
    assert turnaround(Viewer(cast.carol), at=cast.at) == []
    assert turnaround(Viewer(cast.alice, only=cast.birch.pk), at=cast.at) == []
    assert turnaround(Viewer(cast.alice), cast.birch.pk, at=cast.at) == []
    for client in (cast.cove.pk, "nothing"):
        with pytest.raises(NotFoundError):
            turnaround(Viewer(cast.alice), client, at=cast.at)


def test_more_letters_take_no_more_queries(cast):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as held:
            measured(cast)
        return len(held)

    ask(cast, day=-20)
    reply(cast, day=-18)
    before = queries()
    for number in range(2, 6):
        ask(cast, number, day=-10, subject=f"Photo {number}")
        reply(cast, number, day=-9, subject=f"Photo {number}")

    assert len(measured(cast)) == 5
    assert queries() == before
