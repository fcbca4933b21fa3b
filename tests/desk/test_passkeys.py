"""Passkeys: made, used, refused, removed. What a browser adds to it is in the journeys."""

import json

import pytest
from django.test import Client as Browser

from tests.desk.coming_in import Clock, by_password, come_in, is_in, set_password, words
from tests.people.device import Device
from troth.people.accounts import Passkey, RecoveryCode
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

SAFE = {"secure": True}


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", clock)
    return clock


def add(browser, device, name="laptop"):
    asked = browser.post("/you/passkeys/ask", **SAFE).json()["publicKey"]
    said = {"name": name, "credential": device.made(asked)}
    return browser.post("/you/passkeys", said, **SAFE)


def show(browser, device, **changed):
    asked = browser.post("/signin/passkey/ask", **SAFE).json()["publicKey"]
    return browser.post("/signin/passkey", {"credential": device.signed(asked | changed)}, **SAFE)


@pytest.fixture
def device(cast):
    device = Device()
    assert add(come_in(cast.alice), device).status_code == 302
    return device


def test_a_passkey_signs_in_with_nothing_beside_it(cast, device):
    browser = Browser()
    answer = show(browser, device)

    assert (answer.status_code, is_in(browser)) == (302, True)
    assert Entry.objects.filter(kind="member.passkey_added", about=cast.alice.pk).count() == 1
    assert Entry.objects.filter(kind="member.signed_in", facts='{"way":"passkey"}').count() == 1
    assert "last used today" in words(browser.get("/you/signing-in", **SAFE))


def test_a_device_that_does_not_make_sure_who_holds_it_needs_the_password_first(cast, device):
    set_password(cast.alice)
    device.verifies = False
    alone, beside = Browser(), Browser()
    refused = show(alone, device)
    half = by_password(beside, cast.alice)
    let_in = show(beside, device)

    assert (refused.status_code, is_in(alone)) == (403, False)
    assert half.headers["Location"] == "/signin/second"
    assert (let_in.status_code, is_in(beside)) == (302, True)


def test_the_passkey_of_somebody_else_is_no_second_step(cast, device):
    set_password(cast.bob)
    other = Device()
    add(come_in(cast.bob), other)
    browser = Browser()
    by_password(browser, cast.bob)
    answer = show(browser, device)

    assert (answer.status_code, is_in(browser)) == (403, False)


@pytest.mark.parametrize(
    ("wrong", "change"),
    [
        (
            "another page",
            lambda device: setattr(device, "origin", "https://testserver.evil.example"),
        ),
        ("not encrypted", lambda device: setattr(device, "origin", "http://testserver")),
        ("another port", lambda device: setattr(device, "origin", "https://testserver:8443")),
        ("another key", lambda device: setattr(device, "key", Device().key)),
        ("unknown", lambda device: setattr(device, "id", Device().id)),
    ],
)
def test_what_is_not_the_passkey_on_this_page_signs_nobody_in(device, wrong, change):
    change(device)
    browser = Browser()
    answer = show(browser, device)

    assert answer.status_code == 403
    assert "passkey" in words(answer)
    assert not is_in(browser)


@pytest.mark.parametrize("changed", [{"challenge": "AAAA"}, {"rpId": "evil.example"}])
def test_an_answer_to_another_question_signs_nobody_in(device, changed):
    browser = Browser()

    assert show(browser, device, **changed).status_code == 403
    assert not is_in(browser)


def test_an_answer_is_good_once_and_for_five_minutes(device, clock):
    first, late = Browser(), Browser()
    asked = first.post("/signin/passkey/ask", **SAFE).json()["publicKey"]
    said = {"credential": device.signed(asked)}
    first.post("/signin/passkey", said, **SAFE)
    first.post("/signout", **SAFE)
    again = first.post("/signin/passkey", said, **SAFE)
    asked = late.post("/signin/passkey/ask", **SAFE).json()["publicKey"]
    clock.on(minutes=5)
    too_late = late.post("/signin/passkey", {"credential": device.signed(asked)}, **SAFE)

    assert (again.status_code, too_late.status_code) == (403, 403)


def test_a_passkey_that_counts_less_than_before_was_copied(device):
    show(Browser(), device)
    show(Browser(), device)
    device.count = 0
    browser = Browser()
    answer = show(browser, device)

    assert answer.status_code == 403
    assert "two of this passkey" in words(answer)
    assert not is_in(browser)


@pytest.mark.parametrize("said", ["", "x", "[]", "{}", "null", '{"id": 1}', '{"rawId": "é"}', "\0"])
def test_what_is_no_answer_is_refused_in_a_sentence(cast, device, said):
    browser, inside = Browser(), come_in(cast.alice)
    browser.post("/signin/passkey/ask", **SAFE)
    signing = browser.post("/signin/passkey", {"credential": said}, **SAFE)
    inside.post("/you/passkeys/ask", **SAFE)
    making = inside.post("/you/passkeys", {"credential": said, "name": "x"}, **SAFE)

    assert (signing.status_code, making.status_code) == (403, 422)
    for page in (signing, making):
        assert "The passkey did not answer as it should" in words(page)


def test_a_passkey_is_added_once_and_has_a_name(cast, device):
    inside = come_in(cast.alice)

    assert "Troth knows this passkey already" in words(add(inside, device))
    assert "Give it a name" in words(add(inside, Device(), name=" "))
    assert "Shorten it" in words(add(inside, Device(), name="x" * 101))
    assert Passkey.objects.count() == 1


def test_adding_or_removing_one_ends_the_other_sessions(cast, device):
    here, there = come_in(cast.alice), come_in(cast.alice)
    add(here, Device(), name="phone")
    after_adding = (is_in(here), is_in(there))
    there = come_in(cast.alice)
    here = come_in(cast.alice)
    here.post(f"/you/passkeys/{Passkey.objects.get(name='laptop').pk}/drop", **SAFE)

    assert after_adding == (is_in(here), is_in(there)) == (True, False)
    assert show(Browser(), device).status_code == 403


def test_codes_on_paper_end_with_the_last_device(cast, device):
    inside = come_in(cast.alice)
    inside.post("/you/paper", **SAFE)
    held = RecoveryCode.objects.count()
    inside.post(f"/you/passkeys/{Passkey.objects.get().pk}/drop", **SAFE)

    assert (held, RecoveryCode.objects.count()) == (10, 0)
    assert "First add a passkey" in words(inside.post("/you/paper", follow=True, **SAFE))


def test_a_passkey_of_another_member_can_be_seen_and_removed_by_nobody_else(cast, device):
    for member in (cast.bob, cast.carol):
        inside = come_in(member)
        answer = inside.post(f"/you/passkeys/{Passkey.objects.get().pk}/drop", **SAFE)
        assert answer.status_code == 404
        assert "laptop" not in words(inside.get("/you/signing-in", **SAFE))
    assert Passkey.objects.count() == 1


def test_at_an_address_in_numbers_it_says_why_there_are_none_and_where_there_are(cast):
    inside = come_in(cast.alice)
    page = inside.get("/you/signing-in", HTTP_HOST="127.0.0.1:8321").content.decode()
    refused = add_at_number(inside)

    assert "http://localhost:8321/signin?sesame=" in page
    assert "data-passkey" not in page
    assert refused.status_code == 422
    assert "do not work at an address in numbers" in words(refused)


def add_at_number(browser):
    said = {"name": "x", "credential": json.dumps({})}
    return browser.post("/you/passkeys", said, HTTP_HOST="127.0.0.1:8321")


def test_a_passkey_works_at_the_house_it_was_made_for(cast, settings, clock):
    settings.ALLOWED_HOSTS = ["testserver", "desk.harbour-it.example"]
    device = Device()
    inside = set_password(cast.alice)
    add(inside, device)
    page = words(Browser().get("/signin", **SAFE))
    browser = Browser(HTTP_HOST="desk.harbour-it.example")
    by_password(browser, cast.alice)
    second = words(browser.get("/signin/second", **SAFE))
    device.origin = "https://desk.harbour-it.example"
    asked = browser.post("/signin/passkey/ask", **SAFE).json()["publicKey"]
    answer = browser.post("/signin/passkey", {"credential": device.signed(asked)}, **SAFE)

    assert "Sign in with a passkey" in page
    assert "Your passkeys work at testserver only" in second
    assert answer.status_code == 403


def test_whoever_asks_and_never_comes_in_leaves_little_and_asks_so_often_only(cast, device):
    browser = Browser()
    asked = [browser.post("/signin/passkey/ask", **SAFE) for _ in range(51)]
    before = browser.session.get_expiry_age()
    there = Browser(REMOTE_ADDR="192.0.2.9")
    show(there, device)

    assert [it.status_code for it in asked] == [200] * 50 + [429]
    assert "Too many tries. Wait 15 minutes" in asked[-1].content.decode()
    assert before <= 15 * 60
    assert there.session.get_expiry_age() > 29 * 24 * 3600
