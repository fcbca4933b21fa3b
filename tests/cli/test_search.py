import pytest
from tests.cli.terminal import call, lines_of

from troth.notes.actions import did

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _written(cast):
    did(cast.acme, text="The walrus is on the new VM", by=cast.alice, at=cast.at)
    did(cast.birch, text="Birch has a walrus, too", by=cast.bob, at=cast.at)


def search(*arguments, member="alice@harbour-it.example"):
    return call("search", "--member", member, *arguments)


def test_what_was_written_is_found_and_named_with_its_client_and_its_day():
    said = search("walrus", "VM").stdout.splitlines()

    assert said == ["2026-03-02  Acme  win", "    The walrus is on the new VM"]


def test_one_client_alone_is_looked_through_where_one_is_named():
    found = lines_of(search("wal", "--client", "birch", "--json"))

    assert [(it["clients"], it["kind"], it["words"]) for it in found] == [
        (["Birch"], "win", "Birch has a walrus, too")
    ]


def test_a_word_with_a_minus_leaves_out_what_has_it():
    assert [it["clients"] for it in lines_of(search("--json", "--", "walrus", "-vm"))] == [
        ["Birch"]
    ]


def test_what_is_nowhere_is_said_so():
    answer = search("unicorn")

    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "Nothing has all of these words." in answer.stderr


def test_a_stranger_finds_nothing(cast):
    assert search("walrus", member=cast.carol.email).stdout == ""


def test_only_a_kind_that_there_is_can_be_looked_through():
    assert search("walrus", "--in", "notes").stdout.count("walrus") == 2
    assert search("walrus", "--in", "letters").stdout == ""
    assert "'letters', 'notes', 'promises', 'record'" in search("walrus", "--in", "x").stderr
