"""`troth member`: who belongs to the practice."""

import pytest
from django.test import Client as Browser
from tests.cli.terminal import call, lines_of

from troth.people.models import Client, Member

pytestmark = pytest.mark.django_db

ALICE, BOB = "alice@harbour-it.example", "bob@harbour-it.example"


def member(*arguments, by=ALICE):
    return call("member", *arguments, "--member", by)


def test_members_are_listed_with_what_they_are(cast):
    told = member("list").stdout.splitlines()
    rows = lines_of(member("list", "--json"))

    assert told == [
        f"Alice <{ALICE}>, owner, has not signed in yet",
        f"Bob <{BOB}>, colleague, has not signed in yet",
    ]
    assert rows[1] == {"name": "Bob", "email": BOB, "role": "colleague", "signed_in_at": None}


def test_the_printed_link_signs_a_new_colleague_in(cast):
    answer = member("add", "dora@harbour-it.example", "--name", "Dora")
    link = answer.stdout.strip()
    browser = Browser()
    browser.post("/signin", {"sesame": link.partition("sesame=")[2]})

    assert "Dora <dora@harbour-it.example> is a colleague now." in answer.stderr
    assert link.startswith("/signin?sesame=")
    assert "Dora" in browser.get("/you").content.decode()


def test_behind_a_proxy_the_link_names_the_house(cast, monkeypatch):
    monkeypatch.setenv("TROTH_HTTPS", "1")
    monkeypatch.setenv("TROTH_HOSTS", "desk.harbour-it.example,127.0.0.1")

    for answer in (member("add", "dora@harbour-it.example"), call("link", "--member", ALICE)):
        assert answer.stdout.startswith("https://desk.harbour-it.example/signin?sesame=")


def test_whoever_is_removed_leaves_their_clients_to_who_asked_or_to_who_is_named(cast):
    member("add", "dora@harbour-it.example", "--name", "Dora")
    said = member("remove", BOB, "--to", "dora@harbour-it.example").stdout
    again = member("remove", "dora@harbour-it.example").stdout

    assert said == "Bob left the practice. Dora answers for 1 client of theirs now.\n"
    assert again == "Dora left the practice. Alice answers for 1 client of theirs now.\n"
    assert Client.objects.get(pk=cast.birch.pk).owner == cast.alice


@pytest.mark.parametrize(
    ("arguments", "by", "says"),
    [
        (("add", "no-address"), ALICE, "is no mail address"),
        (("add", BOB), ALICE, "is a member already"),
        (("add", "dora@x.example"), BOB, "Only an owner"),
        (("list",), BOB, "Only an owner"),
        (("remove", "nobody@x.example"), ALICE, "Nobody signs in with nobody@x.example"),
        (("remove", "carol@cliff-it.example"), ALICE, "Nobody signs in with carol"),
        (("remove", ALICE, "--to", BOB), ALICE, "at least one owner"),
        (("remove", BOB, "--to", BOB), ALICE, "They are no member"),
        (("remove", BOB), BOB, "Only an owner"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(cast, arguments, by, says):
    answer = member(*arguments, by=by)

    assert answer.exit_code == 2
    assert says in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert Member.objects.filter(is_active=True).count() == 3
