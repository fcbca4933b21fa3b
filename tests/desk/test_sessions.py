"""Where a member is signed in."""

import re

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session as DjangosOwn
from django.test import Client as Browser

from tests.desk.coming_in import Clock, come_in, is_in, words
from troth.desk.presenting.sessions import UNKNOWN, browser_words
from troth.people.accounts import Session
from troth.people.actions.sessions import mark_of
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", clock)
    return clock


def end_urls(browser) -> list[str]:
    page = browser.get("/you/sessions").content.decode()
    return re.findall(r'action="(/you/sessions/[0-9a-f]{16}/end)"', page)


def test_each_browser_is_named_with_its_place_and_its_times_this_one_first(cast, clock):
    come_in(cast.alice, user_agent=SAFARI)
    clock.on(hours=1)
    here = come_in(cast.alice, user_agent=FIREFOX)
    page = words(here.get("/you/sessions"))

    assert page.index("Firefox on Linux") < page.index("this one") < page.index("Safari on iPhone")
    assert "From 127.0.0.1. Since today at 09:00 by a link, last seen today at 09:00." in page
    assert here.session.session_key not in page


def test_when_it_was_last_seen_is_kept_to_five_minutes_and_writes_no_more_often(
    cast, clock, django_assert_num_queries
):
    browser = come_in(cast.alice)
    clock.on(minutes=4)
    browser.get("/you/sessions")
    early = words(browser.get("/you/sessions"))
    clock.on(minutes=3)
    late = words(browser.get("/you/sessions"))

    assert "last seen today at 09:00" in early
    assert "last seen today at 09:07" in late
    with django_assert_num_queries(5):  # session, member, sessions, what waits, what failed
        browser.get("/you/sessions")


def test_ending_one_is_at_once_and_ends_no_other(cast):
    there, other, here = (come_in(cast.alice) for _ in range(3))
    url = f"/you/sessions/{mark_of(there.session.session_key)}/end"
    listed = url in end_urls(here)
    here.post(url)

    assert listed
    assert [is_in(it) for it in (there, other, here)] == [False, True, True]
    assert Entry.objects.filter(kind="member.sessions_ended", about=cast.alice.pk).count() == 1


def test_all_others_end_together(cast):
    there, other, here = (come_in(cast.alice) for _ in range(3))
    bobs = come_in(cast.bob)
    said = words(here.post("/you/sessions/end", follow=True))

    assert [is_in(it) for it in (there, other, here, bobs)] == [False, False, True, True]
    assert "2 other browsers are signed out." in said
    assert "No other browser was signed in." in words(here.post("/you/sessions/end", follow=True))


def test_a_session_of_somebody_else_answers_as_one_that_ended(cast):
    alices, bobs = come_in(cast.alice), come_in(cast.bob)
    come_in(cast.alice)
    (foreign,) = end_urls(alices)
    answers = [
        words(bobs.post(url, follow=True)) for url in (foreign, f"/you/sessions/{'0' * 16}/end")
    ]

    assert all("That session had ended already." in it for it in answers)
    assert len(end_urls(alices)) == 1


def test_a_page_that_was_under_way_does_not_bring_an_ended_session_back(cast):
    there, here = come_in(cast.alice), come_in(cast.alice)
    session = there.session
    here.post("/you/sessions/end")
    with pytest.raises(UpdateError):
        session.save(must_create=False)

    assert not is_in(there)


@pytest.mark.parametrize(
    ("asked", "status", "leads"),
    [
        ({}, 302, ("Location", "/signin")),
        ({"headers": {"HX-Request": "true"}}, 204, ("HX-Redirect", "/signin")),
    ],
)
def test_a_request_under_way_while_its_session_ends_leads_to_the_page_to_sign_in_at(
    cast, monkeypatch, asked, status, leads
):
    there = come_in(cast.alice)
    end_all = Session.objects.filter(member=cast.alice).delete
    monkeypatch.setattr("troth.desk.viewing.now", lambda: end_all() and cast.at)
    answer = there.post("/theme", {"theme": "dark"}, **asked)

    assert answer.status_code == status
    assert answer.headers[leads[0]] == leads[1]
    assert not is_in(there)


def test_a_page_under_way_leads_back_to_itself_after_signing_in(cast, monkeypatch):
    there = come_in(cast.alice)
    there.post("/you/sessions/end")  # leaves a notice, which the next page takes out
    end_all = Session.objects.filter(member=cast.alice).delete
    monkeypatch.setattr("troth.desk.viewing.now", lambda: end_all() and cast.at)

    assert there.get("/clients").headers["Location"] == "/signin?next=%2Fclients"


def test_what_is_no_request_is_answered_in_a_sentence(cast):
    answer = come_in(cast.alice).get("/you", HTTP_HOST="elsewhere.example")

    assert answer.status_code == 400
    assert "Troth could not make sense of what your browser sent." in words(answer)
    assert "Alice" not in words(answer)


def test_signing_out_ends_it_and_sessions_that_are_over_are_swept(cast, clock):
    browser = come_in(cast.alice)
    browser.post("/signout")
    after = Session.objects.filter(member=cast.alice).count()
    come_in(cast.alice)
    Session.objects.update(expire_date=cast.at)
    clock.on(days=1)
    come_in(cast.bob)

    assert after == 0
    assert set(Session.objects.values_list("member", flat=True)) == {cast.bob.pk}
    assert DjangosOwn.objects.count() == 0


def test_a_session_of_a_browser_that_says_nothing_of_itself_is_listed_too(cast):
    browser = Browser()
    browser.force_login(cast.alice)

    assert UNKNOWN in words(browser.get("/you/sessions"))


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Mac"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.0", UNKNOWN),
        ("", UNKNOWN),
    ],
)  # fmt: skip
def test_browsers_are_called_as_people_call_them(agent, said):
    assert browser_words(agent) == said
