"""A password and what goes beside it."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client as Browser

from tests.desk.coming_in import (
    PASSWORD,
    Clock,
    by_password,
    code_now,
    come_in,
    is_in,
    set_password,
    with_app,
    words,
)
from troth.people.accounts import Attempt, RecoveryCode
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", clock)
    return clock


def until_the_token(answer) -> str:
    return words(answer).partition("csrfmiddlewaretoken")[0]


def paper(browser) -> list[str]:
    page = browser.post("/you/paper").content.decode()
    return re.findall(r"<code>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</code>", page)


def test_a_password_is_set_only_by_who_holds_something_beside_it(cast):
    inside = come_in(cast.alice)
    page = words(inside.get("/you/signing-in"))
    refused = inside.post("/you/password", {"password": PASSWORD})
    cast.alice.refresh_from_db()
    before = cast.alice.has_usable_password()
    set_password(cast.alice, inside)

    assert "First add a passkey or an app: a password alone signs nobody in." in page
    assert 'name="password"' not in page
    assert refused.status_code == 422
    assert "First add a passkey or an app that shows codes." in words(refused)
    assert (before, cast.alice.has_usable_password()) == (False, True)
    assert Entry.objects.filter(kind="member.password_set", about=cast.alice.pk).count() == 1


def test_a_password_with_nothing_beside_it_is_answered_as_a_wrong_one(cast, monkeypatch):
    set_password(cast.alice)
    cast.bob.set_password(PASSWORD)  # as no page lets him
    cast.bob.save()
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.make_password",
        lambda *said, **more: hashed.append("none") or make_password(*said, **more),
    )
    browser = Browser()
    alone, wrong = by_password(browser, cast.bob), by_password(Browser(), cast.bob, "wrong")

    assert alone.status_code == wrong.status_code == 403
    assert until_the_token(alone) == until_the_token(wrong)
    assert "No member has this address and this password" in words(alone)
    assert hashed == ["none", "none"]
    assert browser.get("/signin/second").status_code == 403
    assert not is_in(browser)


def test_with_an_app_a_password_alone_signs_nobody_in(cast, clock):
    _, secret = with_app(cast.alice)
    clock.on(minutes=1)
    browser = Browser()
    half = by_password(browser, cast.alice)
    before = is_in(browser)
    wrong = browser.post("/signin/second", {"code": "000000"})
    right = browser.post("/signin/second", {"code": code_now(secret)})

    assert half.headers["Location"] == "/signin/second"
    assert not before
    assert wrong.status_code == 422
    assert "That code is not the one of now" in words(wrong)
    assert (right.status_code, is_in(browser)) == (302, True)


def test_a_code_works_once_and_half_a_minute_to_either_side(cast, clock):
    _, secret = with_app(cast.alice)
    clock.on(minutes=5)
    for steps, status in ((-2, 422), (-1, 302), (-1, 422), (0, 302), (-1, 422), (2, 422), (1, 302)):
        browser = Browser()
        by_password(browser, cast.alice)
        answer = browser.post("/signin/second", {"code": code_now(secret, steps=steps)})
        assert answer.status_code == status, steps


def test_a_code_on_paper_stands_in_for_the_device_once(cast, clock):
    codes = paper(set_password(cast.alice))
    answers = []
    for typed in (codes[0].upper().replace("-", " "), codes[0], codes[1]):
        browser = Browser()
        by_password(browser, cast.alice)
        answers.append(browser.post("/signin/second", {"code": typed}).status_code)

    assert len(set(codes)) == 10
    assert answers == [302, 422, 302]
    assert RecoveryCode.objects.filter(member=cast.alice, used_at=None).count() == 8
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()


def test_the_second_step_ends_after_ten_minutes_and_with_another_password(cast, clock):
    inside, secret = with_app(cast.alice)
    late, changed = Browser(), Browser()
    for browser in (late, changed):
        by_password(browser, cast.alice)
    inside.post("/you/password", {"password": "another quiet harbour"})
    refused = changed.post("/signin/second", {"code": code_now(secret, steps=1)})
    clock.on(minutes=10)
    too_late = late.post("/signin/second", {"code": code_now(secret)})

    assert refused.status_code == too_late.status_code == 403
    assert "Sign in again from the start" in words(too_late)
    assert not is_in(late)


def test_an_unknown_address_is_answered_as_a_wrong_password_is(cast, monkeypatch):
    set_password(cast.alice)
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.make_password",
        lambda *said, **more: hashed.append("none") or make_password(*said, **more),
    )
    typed = {"password": "wrong horse battery"}
    known = Browser().post("/signin/password", typed | {"email": cast.alice.email})
    nobody = Browser().post("/signin/password", typed | {"email": "nobody@harbour-it.example"})
    unset = Browser().post("/signin/password", typed | {"email": cast.bob.email})
    pages = {
        until_the_token(it).replace(who, "WHO")
        for it, who in (
            (known, cast.alice.email),
            (nobody, "nobody@harbour-it.example"),
            (unset, cast.bob.email),
        )
    }

    assert {it.status_code for it in (known, nobody, unset)} == {403}
    assert len(pages) == 1
    assert hashed == ["none", "none"]  # the work of a comparison, where there is nothing to compare


def test_what_was_typed_comes_back_but_for_the_password(cast):
    set_password(cast.alice)
    page = words(
        Browser().post("/signin/password", {"email": "a<b@x.example", "password": "secret w"})
    )

    assert "a&lt;b@x.example" in page
    assert "secret w" not in page


@pytest.mark.parametrize(
    "typed", [{}, {"email": "\0", "password": "\0"}, {"email": "é" * 400}, {"password": "x" * 5000}]
)
def test_what_is_no_address_and_no_password_is_answered_in_a_sentence(cast, typed):
    set_password(cast.alice)
    answer = Browser().post("/signin/password", typed)

    assert answer.status_code == 403
    assert "No member has this address and this password" in words(answer)


def test_after_ten_wrong_tries_an_address_waits_also_with_the_right_password(cast, clock):
    set_password(cast.alice)
    for _ in range(10):
        assert by_password(Browser(), cast.alice, "wrong").status_code == 403
    clock.on(minutes=3)
    answer = by_password(Browser(), cast.alice)
    other = by_password(Browser(), cast.bob, "wrong")
    clock.on(minutes=12)
    later = by_password(Browser(), cast.alice)

    assert answer.status_code == 429
    assert "Too many tries. Wait 12 minutes, then try again." in words(answer)
    assert other.status_code == 403
    assert later.status_code == 302


def test_trying_while_waiting_makes_the_wait_no_longer(cast, clock):
    set_password(cast.alice)
    for _ in range(10):
        by_password(Browser(), cast.alice, "wrong")
    for _ in range(5):
        clock.on(minutes=3)
        answer = by_password(Browser(), cast.alice)

    assert answer.status_code == 302


def test_one_place_may_not_try_many_addresses(cast, clock):
    set_password(cast.alice)
    tried = [
        Browser().post("/signin/password", {"email": f"{n}@x.example", "password": "x"})
        for n in range(51)
    ]
    elsewhere = Browser(REMOTE_ADDR="192.0.2.9")

    assert [it.status_code for it in tried] == [403] * 50 + [429]
    assert by_password(elsewhere, cast.alice).status_code == 302


def test_codes_cannot_be_tried_through(cast, clock):
    _, secret = with_app(cast.alice)
    clock.on(minutes=1)
    browser = Browser()
    by_password(browser, cast.alice)
    tried = [browser.post("/signin/second", {"code": f"{n:06}"}).status_code for n in range(7)]
    right = browser.post("/signin/second", {"code": code_now(secret)})

    assert tried == [422] * 6 + [429]
    assert right.status_code == 429
    assert not is_in(browser)


def test_tries_are_forgotten_after_a_day_and_name_nobody(cast, clock):
    set_password(cast.alice)
    by_password(Browser(), cast.alice, "wrong")
    held = set(Attempt.objects.values_list("what", flat=True))
    clock.on(days=2)
    by_password(Browser(), cast.bob, "wrong")

    assert all(cast.alice.email not in it for it in held)
    assert Attempt.objects.count() == 2


def test_a_colleague_who_left_is_answered_as_nobody(cast):
    set_password(cast.bob)
    type(cast.bob).objects.filter(pk=cast.bob.pk).update(is_active=False)
    set_password(cast.alice)

    assert by_password(Browser(), cast.bob).status_code == 403


def test_the_page_offers_only_what_somebody_can_use(cast):
    bare = words(Browser().get("/signin"))
    set_password(cast.alice)
    full = words(Browser().get("/signin"))

    assert "password" not in bare
    assert "Your password" in full
    assert "Alice" not in full


def test_a_password_is_hashed_with_scrypt():
    from troth.project import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]


def test_signing_in_by_password_goes_on_to_where_one_wanted_and_stays_in_the_house(cast, clock):
    _, secret = with_app(cast.alice)
    for wanted, reached in (("/found?x=1", "/found?x=1"), ("https://evil.example/", "/")):
        clock.on(minutes=1)
        browser = Browser()
        by_password(browser, cast.alice, next=wanted)
        answer = browser.post("/signin/second", {"code": code_now(secret)})

        assert answer.headers["Location"] == reached


def test_the_key_of_a_session_changes_when_somebody_signs_in(cast, clock):
    _, secret = with_app(cast.alice)
    clock.on(minutes=1)
    browser = Browser()
    by_password(browser, cast.alice)
    before = browser.session.session_key
    browser.post("/signin/second", {"code": code_now(secret)})

    assert is_in(browser)
    assert browser.session.session_key != before


def test_whoever_came_in_by_link_needs_nothing_else(cast):
    with_app(cast.alice)

    assert is_in(come_in(cast.alice))


def test_a_password_is_never_kept_in_clear(cast):
    set_password(cast.alice)

    assert PASSWORD not in cast.alice.password
