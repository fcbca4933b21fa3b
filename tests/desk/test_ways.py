"""How a member signs in, changed by the member alone and only just after coming in."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.desk.coming_in import Clock, by_password, come_in, is_in, set_password, words
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
    answer = come_in(cast.alice).post("/you/password", {"password": typed})

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
    browser = set_password(cast.alice)
    clock.on(minutes=16)
    browser.get("/you/signing-in")
    answer = by_password(browser, cast.alice)

    assert answer.headers["Location"] == "/you/signing-in"
    assert browser.get("/you/signing-in").status_code == 200
    assert "once more" not in words(browser.get("/signin"))


def test_an_app_counts_only_once_it_showed_a_right_code(cast):
    inside = set_password(cast.alice)
    inside.get("/you/codes")
    wrong = inside.post("/you/codes", {"code": "000000"})

    assert wrong.status_code == 422
    assert "Look at the app again" in words(wrong)
    assert by_password(Browser(), cast.alice).headers["Location"] == "/"


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
