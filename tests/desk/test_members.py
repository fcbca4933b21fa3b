"""The page of members, and what a colleague may see."""

import re

import pytest
from django.test import Client as Browser

from tests.desk.coming_in import Clock, come_in, is_in, words
from troth.people.models import Client, Member

pytestmark = pytest.mark.django_db

PAGES = ("/members", "/members/invite")


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", clock)
    return clock


def invited(browser) -> tuple[Member, str]:
    browser.post("/members/invite", {"name": "Dora", "email": "dora@harbour-it.example"})
    dora = Member.objects.get(email="dora@harbour-it.example")
    page = browser.post(f"/members/{dora.pk}/link").content.decode()
    return dora, re.search(r"http://testserver(/signin\?sesame=[\w-]+)", page)[1]


def test_an_owner_invites_and_the_link_signs_in_once_within_seven_days(cast, monkeypatch):
    owner = come_in(cast.alice)
    dora, link = invited(owner)
    browser, second = Browser(), Browser()
    opened = browser.get(link)
    token = link.partition("=")[2]
    browser.post("/signin", {"sesame": token})
    again = second.post("/signin", {"sesame": token})

    assert opened.status_code == 200
    assert is_in(browser)
    assert again.status_code == 403
    assert "Acme" in words(browser.get("/clients"))
    assert owner.post(f"/members/{dora.pk}/link").content.decode().count("sesame") == 0


def test_an_invitation_is_void_after_seven_days_and_an_usual_link_after_ten_minutes(
    cast, monkeypatch
):
    _, link = invited(come_in(cast.alice))
    real = __import__("time").time

    def status(days: float) -> int:
        monkeypatch.setattr("time.time", lambda: real() + days * 86400)
        return Browser().get(link).status_code

    assert [status(6.9), status(7.1)] == [200, 403]


def test_the_link_of_whoever_came_in_already_is_shown_to_nobody(cast):
    come_in(cast.bob)
    page = come_in(cast.alice).post(f"/members/{cast.bob.pk}/link").content.decode()

    assert "sesame" not in page


@pytest.mark.parametrize("path", PAGES)
def test_for_a_colleague_there_is_no_such_page(cast, path):
    bob = come_in(cast.bob)
    nowhere = bob.get("/nothing/here")

    assert bob.get(path).status_code == bob.post(path, {"name": "x"}).status_code == 404
    assert bob.get(path).content == nowhere.content
    assert "Members" not in words(bob.get("/you"))
    assert "Members" in words(come_in(cast.alice).get("/you"))


@pytest.mark.parametrize("what", ["", "/role", "/leave", "/link"])
def test_a_member_of_another_practice_answers_as_one_that_does_not_exist(cast, what):
    alice, bob = come_in(cast.alice), come_in(cast.bob)
    nobody = "01890000-0000-7000-8000-000000000000"
    ask = "post" if what else "get"
    foreign = getattr(alice, ask)(f"/members/{cast.carol.pk}{what}")
    missing = getattr(alice, ask)(f"/members/{nobody}{what}")
    colleague = getattr(bob, ask)(f"/members/{cast.alice.pk}{what}")

    assert foreign.status_code == missing.status_code == colleague.status_code == 404
    assert foreign.content == missing.content == colleague.content


def test_a_colleague_becomes_an_owner_and_the_last_owner_stays_one(cast):
    alice = come_in(cast.alice)
    page = words(alice.get(f"/members/{cast.alice.pk}"))
    refused = alice.post(f"/members/{cast.alice.pk}/role", {"role": "colleague"})
    nonsense = alice.post(f"/members/{cast.bob.pk}/role", {"role": "king"})
    alice.post(f"/members/{cast.bob.pk}/role", {"role": "owner"})
    gone = alice.post(f"/members/{cast.alice.pk}/role", {"role": "colleague"}, follow=True)

    assert "You are the only owner." in page
    assert "/role" not in page
    assert "/leave" not in page
    assert (refused.status_code, nonsense.status_code) == (422, 422)
    assert "at least one owner" in words(refused)
    assert Member.objects.get(pk=cast.bob.pk).role == "owner"
    assert "Alice is a colleague now." in words(gone)
    assert alice.get("/members").status_code == 404


def test_whoever_is_let_go_is_out_at_once_and_their_clients_go_to_the_chosen_one(cast):
    alice, bob = come_in(cast.alice), come_in(cast.bob)
    before = is_in(bob)
    unfit = [
        alice.post(f"/members/{cast.bob.pk}/leave", {"to": it})
        for it in ("", "x", cast.carol.pk, cast.bob.pk)
    ]
    said = alice.post(f"/members/{cast.bob.pk}/leave", {"to": cast.alice.pk.hex}, follow=True)

    assert [it.status_code for it in unfit] == [422] * 4
    assert "Bob left the practice. Alice answers for 1 client of theirs now." in words(said)
    assert (before, is_in(bob)) == (True, False)
    assert Client.objects.get(pk=cast.birch.pk).owner == cast.alice
    assert "Bob" not in words(alice.get("/members")).replace("Bob left", "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": "", "email": "d@x.example"}, "Say what they are called"),
        ({"name": "Dora", "email": "dora"}, "is no mail address"),
        ({"name": "Dora", "email": "bob@harbour-it.example"}, "is a member already"),
        ({"name": "Do\0ra", "email": "carol@cliff-it.example"}, "is a member already"),
    ],
)
def test_what_is_wrong_with_an_invitation_stands_beside_it_and_nothing_typed_is_lost(
    cast, typed, says
):
    answer = come_in(cast.alice).post("/members/invite", typed)
    page = words(answer)

    assert answer.status_code == 422
    assert says in page
    assert f'value="{typed["email"]}"' in page


def test_the_pages_of_signing_in_name_no_client(cast):
    alice = come_in(cast.alice)
    alice.post("/curtain", {"client": str(cast.acme.pk)})
    for path in (
        "/you/signing-in",
        "/you/sessions",
        "/you/codes",
        "/members",
        f"/members/{cast.bob.pk}",
        "/members/invite",
    ):
        page = words(alice.get(path))
        assert "Birch" not in page, path
        assert "Birch" not in words(Browser().get("/signin"))
