import pytest
from tests.cli.terminal import call, lines_of

from troth.notes.models import Win

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")


def test_good_news_is_one_line(cast):
    answer = call("did", "checkout 4 s to 0.3 s", "--client", "acme", *ALICE)

    assert answer.stdout == "Noted for Acme.\n"
    assert Win.objects.get().text == "checkout 4 s to 0.3 s"


def test_a_program_gets_its_id(cast):
    said = lines_of(call("did", "done", "--client", "acme", "--json", *ALICE))[0]

    assert said == {"id": str(Win.objects.get().pk), "client": "Acme", "text": "done"}


def test_a_win_without_words_or_for_a_strangers_client_is_none(cast):
    empty = call("did", " ", "--client", "acme", *ALICE)
    foreign = call("did", "done", "--client", "cove", *ALICE)
    missing = call("did", "done", "--client", "nave", *ALICE)

    assert [it.exit_code for it in (empty, foreign, missing)] == [2, 2, 2]
    assert foreign.stderr.replace("cove", "nave") == missing.stderr
    assert not Win.objects.exists()


def test_what_work_took_is_said_with_it(cast):
    took = ("--hours", "3.5", "--estimated", "3", "--kind", "shop", "--on", "2026-02-20")
    (said,) = lines_of(call("did", "done", "--client", "acme", *took, "--json", *ALICE))
    win = Win.objects.get()

    assert (win.hours, win.estimated_hours, win.kind) == (3.5, 3, "shop")
    assert win.at.isoformat() == "2026-02-20T11:00:00+00:00"
    assert (said["hours"], said["estimated_hours"], said["kind"]) == (3.5, 3, "shop")


@pytest.mark.parametrize("hours", ["3.5", "3,5", "3:30"])
def test_hours_may_be_written_as_people_write_them(cast, hours):
    assert call("did", "done", "--client", "acme", "--hours", hours, *ALICE).exit_code == 0
    assert Win.objects.get().hours == 3.5


@pytest.mark.parametrize(
    ("took", "says"),
    [
        (("--hours", "0"), "Hours are a number above 0"),
        (("--hours", "5h"), '"5h" are no hours. Write them like 3.5 or 3:30.'),
        (("--estimated", "3"), "Say with the estimate how many hours it took."),
        (("--hours", "3", "--on", "2999-01-01"), "That day has not come yet."),
        (("--on", "Friday"), "'Friday' is no day. Write it like 2026-03-02."),
    ],
)
def test_hours_that_cannot_be_are_refused_and_nothing_is_noted(cast, took, says):
    answer = call("did", "done", "--client", "acme", *took, *ALICE)

    assert answer.exit_code == 2
    assert says in answer.stderr
    assert not Win.objects.exists()
