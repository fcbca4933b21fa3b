"""Signing in by a link that works once."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from sesame.utils import get_query_string

from troth.people.actions.signing_in import LinkUsedError, sign_in
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


def link(member):
    return f"/signin{get_query_string(member)}"


def token(member):
    return link(member).partition("=")[2]


def signed_in(browser):
    return "_auth_user_id" in browser.session


def test_opening_a_link_uses_nothing_up_and_the_button_signs_in(cast):
    browser, way, held = Browser(), link(cast.alice), token(cast.alice)
    opened = [browser.get(way).status_code for _ in range(3)]
    before = signed_in(browser)
    answer = browser.post("/signin", {"sesame": held})

    assert opened == [200, 200, 200]
    assert not before
    assert signed_in(browser)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert Entry.objects.filter(kind="member.signed_in", by=cast.alice.pk).count() == 1


def test_a_link_works_once_and_makes_those_before_it_useless(cast):
    held, older = token(cast.alice), token(cast.alice)
    Browser().post("/signin", {"sesame": held})
    second = Browser()
    answers = [second.post("/signin", {"sesame": it}) for it in (held, older)]

    assert [it.status_code for it in answers] == [403, 403]
    assert "used already" in answers[0].content.decode()
    assert not signed_in(second)


def test_of_two_who_use_a_link_at_once_one_gets_in(cast):
    same = type(cast.alice).objects.get(pk=cast.alice.pk)
    sign_in(cast.alice, at=cast.at)

    with pytest.raises(LinkUsedError):
        sign_in(same, at=cast.at + timedelta(seconds=1))


@pytest.mark.parametrize("held", ["x", "A" * 40, "\x00", "é", "' OR 1=1"])
def test_what_is_no_link_answers_like_one_that_was_used(held):
    for answer in (
        Browser().get("/signin", {"sesame": held}),
        Browser().post("/signin", {"sesame": held}),
    ):
        assert answer.status_code == 403
        assert "used already" in answer.content.decode()


def test_a_member_who_left_cannot_sign_in(cast):
    held = token(cast.alice)
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(is_active=False)

    assert Browser().post("/signin", {"sesame": held}).status_code == 403


def test_without_a_link_it_says_how_to_get_one():
    answer = Browser().get("/signin")

    assert answer.status_code == 200
    assert "troth link" in answer.content.decode()
    assert "no-cache" in answer.headers["Cache-Control"]


def test_it_goes_on_where_one_wanted_to_and_never_to_another_house(cast):
    for wanted, reached in (
        ("/found?x=1", "/found?x=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ):
        cast.alice.refresh_from_db()
        answer = Browser().post("/signin", {"sesame": token(cast.alice), "next": wanted})

        assert answer.headers["Location"] == reached, wanted


def test_a_form_from_another_house_signs_nobody_in(cast):
    browser = Browser(enforce_csrf_checks=True)

    assert browser.post("/signin", {"sesame": token(cast.alice)}).status_code == 403
    assert not signed_in(browser)


def test_signing_out_takes_a_button_and_ends_the_session(cast):
    browser = Browser()
    browser.force_login(cast.alice)
    looked = browser.get("/signout")
    still = signed_in(browser)
    browser.post("/signout")

    assert (looked.status_code, still) == (405, True)
    assert not signed_in(browser)


def test_what_does_not_exist_answers_the_same_to_everybody(cast):
    browser = Browser()
    browser.force_login(cast.alice)
    signed, stranger = browser.get("/nothing/here"), Browser().get("/nothing/here")

    assert signed.status_code == stranger.status_code == 404
    assert signed.content == stranger.content
