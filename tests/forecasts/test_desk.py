"""What finished work took is asked for at the desk, and told to whoever did it."""

from html import unescape

import pytest
from django.test import Client as Browser
from django.urls import reverse

from troth.notes.models import Win

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    monkeypatch.setattr("troth.desk.viewing.now", lambda: cast.at)


def desk_of(member) -> Browser:
    browser = Browser()
    browser.force_login(member)
    return browser


def jotted(cast, **typed):
    said = {"words": "checkout faster", "client": str(cast.acme.pk)} | typed
    return desk_of(cast.alice).post(reverse("win_new"), said)


def page_of_acme(cast, member, *, drawn: bool = False) -> str:
    browser = desk_of(member)
    if drawn:
        browser.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    return unescape(browser.get(reverse("client", args=(cast.acme.pk,))).content.decode())


def test_a_form_keeps_what_it_took_and_its_own_member_alone_reads_it(cast):
    jotted(cast, hours="3:30", estimated="3")
    win = Win.objects.get()

    assert (win.hours, win.estimated_hours) == (3.5, 3)
    assert "It took 3.5 h; you had thought 3 h." in page_of_acme(cast, cast.alice)
    assert "checkout faster" in page_of_acme(cast, cast.alice, drawn=True)
    assert "It took" not in page_of_acme(cast, cast.alice, drawn=True)
    assert "checkout faster" in page_of_acme(cast, cast.bob)
    assert "It took" not in page_of_acme(cast, cast.bob)


def test_who_counts_no_hours_is_asked_for_none(cast):
    jotted(cast)

    assert Win.objects.get().hours is None
    assert "It took" not in page_of_acme(cast, cast.alice)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"hours": "many"}, '"many" are no hours. Write them like 3.5 or 3:30.'),
        ({"hours": "0"}, "Hours are a number above 0"),
        ({"estimated": "3"}, "Say with the estimate how many hours it took."),
    ],
)
def test_hours_that_cannot_be_are_asked_for_again_and_nothing_typed_is_lost(cast, typed, says):
    answer = jotted(cast, **typed)
    page = unescape(answer.content.decode())

    assert answer.status_code == 422
    assert says in page
    assert "checkout faster" in page
    assert not Win.objects.exists()


def test_everything_that_is_wrong_is_told_at_once_and_in_its_own_place(cast):
    page = unescape(jotted(cast, client="", hours="5h", estimated="-3").content.decode())

    said = ("Choose the client.", '"5h" are no hours', '"-3" are no hours')
    assert {page.count(it) for it in said} == {2}
    assert not Win.objects.exists()
