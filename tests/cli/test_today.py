from datetime import timedelta

import pytest
from tests.cli.terminal import call, lines_of
from tests.promises.found import finding

from troth.agenda.queries import today
from troth.people.access import Viewer
from troth.promises.actions.deciding import confirm

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
CAROL = ("--member", "carol@cliff-it.example")


@pytest.fixture
def owed(cast):
    for member, client, days in ((cast.alice, cast.acme, 3), (cast.bob, cast.birch, 9)):
        found = finding(client, at=cast.at, days_ago=days, due="2026-03-06")
        confirm(found, by=member, at=cast.at)
    return cast


def test_the_lines_are_those_of_the_desk_in_its_order(owed):
    shown = lines_of(call("today", "--everyone", "--json", *ALICE))
    desk = today(Viewer(owed.alice), at=owed.at + timedelta(days=400), everyone=True).lines

    assert [line["client"] for line in shown] == [str(line.client) for line in desk]
    assert len(shown) == 2


def test_a_member_sees_their_own_clients_and_on_request_those_of_all(owed):
    assert [line["name"] for line in lines_of(call("today", "--json", *ALICE))] == ["Acme"]
    assert "Birch" not in call("today", *ALICE).stdout
    assert "Birch" in call("today", "--everyone", *ALICE).stdout


def test_what_is_overdue_is_said_with_its_words(owed):
    said = call("today", *ALICE).stdout

    assert "Acme" in said
    assert "and not done" in said
    assert "“I'll send the plan by Friday.”" in said


def test_a_stranger_hears_of_nobody(owed):
    answer = call("today", "--everyone", *CAROL)

    assert answer.exit_code == 0
    assert "Acme" not in answer.output
    assert answer.stdout == ""


def test_who_one_is_has_to_be_said_where_it_is_not_clear(owed):
    unclear, unknown = call("today"), call("today", "--member", "nobody@cove.example")

    assert (unclear.exit_code, unknown.exit_code) == (2, 2)
    assert "--member" in unclear.stderr
    assert "Nobody signs in with nobody@cove.example" in unknown.stderr
