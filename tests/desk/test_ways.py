"""How a member signs in, changed by the member alone and only just after coming in."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.desk.coming_in import (
    Clock,
    add_app,
    by_password,
    code_now,
    come_in,
    is_in,
    set_password,
    with_app,
    words,
)
from tests.people.device import Device
from troth.people.accounts import RecoveryCode
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

CHANGES = (
    "password", "password_drop", "paper_codes", "code_app", "code_app_drop", "passkey_add",
    "passkey_add_ask", "member_invite",
)  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", clock)
    return clock


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "at least 12 characters"),
        ("eleven char", "at least 12 characters"),
        ("x" * 1025, "1024 characters long"),
        ("Administrator", "among those that are tried first"),
        ("121212121212", "among those that are tried first"),
        ("alice@harbour-it.example", "too much like your name"),
        ("Alice@Harbour-IT.example1", "too much like your name"),
    ],
)
def test_a_password_that_is_tried_first_is_refused_in_a_sentence(cast, typed, says):
    browser = come_in(cast.alice)
    add_app(browser)
    answer = browser.post("/you/password", {"password": typed})

    assert answer.status_code == 422
    assert says in words(answer)
    assert not type(cast.alice).objects.get(pk=cast.alice.pk).has_usable_password()


def test_a_new_password_ends_the_other_sessions_at_once_and_keeps_this_one(cast):
    there, here = come_in(cast.alice), come_in(cast.alice)
    before = is_in(there)
    key = here.session.session_key
    set_password(cast.alice, here)

    assert before
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.session.session_key != key


def test_without_its_password_an_address_signs_in_no_more(cast):
    inside = set_password(cast.alice)
    inside.post("/you/password/drop")

    assert by_password(Browser(), cast.alice).status_code == 403
    assert is_in(inside)


@pytest.mark.parametrize("name", CHANGES)
def test_who_came_in_long_ago_signs_in_once_more_before_changing_it(cast, clock, name):
    browser = come_in(cast.alice)
    clock.on(minutes=16)
    entries = Entry.objects.count()
    answer = browser.post(reverse(name), {"password": "seven quiet harbours"})
    page = words(browser.get("/signin"))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/signin")
    assert "Sign in once more" in page
    assert Entry.objects.count() == entries


def test_signing_in_once_more_leads_back_to_what_was_to_be_changed(cast, clock):
    browser, secret = with_app(cast.alice)
    clock.on(minutes=16)
    browser.get("/you/signing-in")
    by_password(browser, cast.alice)
    answer = browser.post("/signin/second", {"code": code_now(secret)})

    assert answer.headers["Location"] == "/you/signing-in"
    assert browser.get("/you/signing-in").status_code == 200
    assert "once more" not in words(browser.get("/signin"))


def test_an_app_counts_only_once_it_showed_a_right_code(cast):
    inside = come_in(cast.alice)
    inside.get("/you/codes")
    wrong = inside.post("/you/codes", {"code": "000000"})
    too_early = inside.post("/you/password", {"password": "seven quiet harbours"})
    add_app(inside)
    said = words(inside.get("/you/signing-in"))

    assert wrong.status_code == too_early.status_code == 422
    assert "Look at the app again" in words(wrong)
    assert "The app counts from now on. Now set a password: the two together" in said


def add_key(browser, name="laptop"):
    asked = browser.post("/you/passkeys/ask", secure=True).json()["publicKey"]
    said = {"name": name, "credential": Device().made(asked)}
    assert browser.post("/you/passkeys", said, secure=True).status_code == 302


def test_with_the_last_device_the_password_goes_too_as_is_said_before(cast):
    inside, _ = with_app(cast.alice)
    inside.post("/you/paper")
    before = words(inside.get("/you/signing-in"))
    there = come_in(cast.alice)
    said = words(inside.post("/you/codes/drop", follow=True))
    cast.alice.refresh_from_db()

    assert "The password goes with it" in before
    assert "The password went with it: alone it would sign nobody in." in said
    assert not cast.alice.has_usable_password()
    assert not RecoveryCode.objects.exists()
    assert by_password(Browser(), cast.alice).status_code == 403
    assert (is_in(inside), is_in(there)) == (True, False)
    kinds = Entry.objects.filter(about=cast.alice.pk).order_by("id").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["member.code_app_removed", "member.password_dropped"]


def test_while_another_device_stands_beside_it_the_password_stays(cast):
    inside, _ = with_app(cast.alice)
    add_key(inside)
    page = words(inside.get("/you/signing-in"))
    key = cast.alice.passkeys.get()
    said = words(inside.post("/you/codes/drop", follow=True))
    last = words(inside.post(f"/you/passkeys/{key.pk}/drop", follow=True))
    cast.alice.refresh_from_db()

    assert "The password goes with it" not in page
    assert "went with it" not in said
    assert "The password went with it" in last
    assert not cast.alice.has_usable_password()
    assert is_in(inside)


def test_without_a_password_a_device_goes_alone(cast):
    inside = come_in(cast.alice)
    add_app(inside)
    before = words(inside.get("/you/signing-in"))
    said = words(inside.post("/you/codes/drop", follow=True))

    assert "goes with it" not in before
    assert "Codes of that app do not count any more." in said
    assert "went with it" not in said


def test_the_secret_of_an_app_stays_the_same_until_it_counts_and_is_kept_sealed(cast):
    inside = come_in(cast.alice)
    pages = [inside.get("/you/codes") for _ in range(2)]
    secrets = {it.content.decode().partition("<code>")[2].partition("</code>")[0] for it in pages}
    (secret,) = secrets
    cast.alice.refresh_from_db()

    assert secret.replace(" ", "").encode() not in bytes(cast.alice.code_app.secret)
    assert all(it.headers["Cache-Control"] == "no-store" for it in pages)
    assert "<svg" in pages[0].content.decode()


def test_nobody_changes_how_another_signs_in(cast):
    inside = come_in(cast.bob)
    set_password(cast.bob, inside)
    cast.alice.refresh_from_db()

    assert not cast.alice.has_usable_password()
    assert "Alice" not in words(inside.get("/you/signing-in"))
