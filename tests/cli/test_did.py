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
