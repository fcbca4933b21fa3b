"""A member's calendars at the desk: how each is, looked into, given a password, removed."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.calendars.kept_rows import FEED, added, meeting
from troth.calendars.actions import keeping
from troth.calendars.models import TABLE, Calendar, Occasion
from troth.desk import viewing
from troth.jobs.models import Job, Rank
from troth.people.sealing import unseal
from troth.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

HTMX = {"HX-Request": "true"}
SHOWN = "https://calendars.example/…"
REFUSED = "calendars.example does not accept alice with this password."


@pytest.fixture
def held(cast) -> Calendar:
    """With a password, and read this morning."""
    return added(cast, meeting(), account="alice", password="s3cret", left_out=("Choir: odd.",))


def url(name, calendar) -> str:
    return reverse(name, args=(calendar.pk,))


def page_of(answer) -> str:
    return unescape(answer.content.decode())


def kinds(calendar) -> list[str]:
    rows = Entry.objects.filter(about=calendar.pk).order_by("id")
    return list(rows.values_list("kind", flat=True))


def test_before_the_first_calendar_the_page_says_how_to_begin_and_that_all_hours_are_free(desk):
    page = page_of(desk.get(reverse("calendars")))

    assert "No calendar is kept yet: all your hours count as free." in page
    assert reverse("calendar_new") in page


def test_every_calendar_tells_how_it_is_and_none_what_opens_it(desk, cast, held):
    added(cast, address="/home-of/alice.ics")
    keeping.failed(held, REFUSED, may_retry=False, at=cast.at)
    pages = [page_of(desk.get(it)) for it in (reverse("calendars"), url("calendar", held))]

    assert SHOWN in pages[0]
    assert "/home-of/alice.ics" in pages[0]
    assert "1 of 2 is in trouble." in pages[0]
    assert "Stopped, in trouble since today at 09:00" in pages[0]
    assert "1 occurrence, read as alice each hour. Added today. 1 thing could not be" in pages[0]
    assert "What was read today at 09:00 still counts." in pages[1]
    assert "It is not tried again by itself" in pages[1]
    assert "Choir: odd." in pages[1]
    for page in pages:
        assert REFUSED in page
        assert "private-4711" not in page
        assert "s3cret" not in page


def test_it_is_looked_at_now_and_the_page_says_so_until_it_is_done(desk, held):
    answer = desk.post(url("calendar_look", held))
    page = page_of(desk.get(answer.url))
    part = desk.get(url("calendar_reading", held), headers=HTMX)
    Job.objects.all().delete()
    over = desk.get(url("calendar_reading", held), headers=HTMX)
    plain = desk.get(url("calendar_reading", held))

    assert f'hx-get="{url("calendar_reading", held)}"' in page
    assert "The calendar is being read." in page
    assert part.content.decode().strip().startswith('<section id="looking"')
    assert (over.status_code, over.headers["HX-Redirect"]) == (204, url("calendar", held))
    assert (plain.status_code, plain.url) == (302, url("calendar", held))


def test_a_look_is_asked_for_as_what_somebody_waits_for_and_one_that_stood_still_goes_on(
    desk, cast, held
):
    keeping.failed(held, REFUSED, may_retry=False, at=cast.at)
    desk.post(url("calendar_look", held))
    job = Job.objects.get()

    assert (job.name, job.about, job.rank) == ("read calendar", held.pk, Rank.ASKED)
    assert not Calendar.objects.get().is_paused
    assert kinds(held)[-1] == "calendar.gone_on"


def test_one_that_waits_for_another_try_later_is_not_said_to_be_read(desk, cast, held):
    Job.objects.create(
        name="read calendar", about=held.pk, run_at=cast.at + timedelta(hours=1), rank=Rank.LONG
    )

    assert "is being read" not in page_of(desk.get(url("calendar", held)))


def test_a_new_password_is_sealed_and_tried_and_never_shown(desk, cast, held):
    keeping.failed(held, REFUSED, may_retry=False, at=cast.at)
    asked = page_of(desk.get(url("calendar_password", held)))
    empty = desk.post(url("calendar_password", held))
    long = desk.post(url("calendar_password", held), {"password": "x" * 1_001})
    page = page_of(desk.post(url("calendar_password", held), {"password": "new"}, follow=True))
    now = Calendar.objects.get()

    assert 'type="password"' in asked
    assert [it.status_code for it in (empty, long)] == [422, 422]
    assert "Type the password of the calendar." in page_of(empty)
    assert "That is longer than it can be." in page_of(long)
    assert "The new password is kept, sealed, and tried now." in page
    assert unseal(bytes(now.password), practice=cast.practice.pk, table=TABLE, row=now.pk) == "new"
    assert Job.objects.filter(name="read calendar", about=held.pk).exists()
    assert kinds(held)[-1] == "calendar.password_changed"


def test_one_without_a_user_has_no_password_to_change(desk, cast):
    published = added(cast)

    assert desk.get(url("calendar_password", published)).status_code == 404
    assert "Change password" not in page_of(desk.get(url("calendar", published)))


def test_one_that_was_read_and_now_wants_a_user_is_to_be_added_anew(desk, cast):
    published = added(cast)
    wants = "calendars.example wants to know who asks. Name the user: --user NAME."
    keeping.failed(published, wants, may_retry=False, at=cast.at)
    page = page_of(desk.get(url("calendar", published)))

    assert "wants to know who asks. Remove it here, and add it again with the user." in page
    assert "--user" not in page


def test_removing_is_asked_first_and_then_nothing_of_it_is_kept(desk, held):
    asked = page_of(desk.get(url("calendar_remove", held)))
    page = page_of(desk.post(url("calendar_remove", held), follow=True))

    assert "Remove this calendar?" in asked
    assert f"{SHOWN} is no calendar of yours any more, and nothing it said is kept." in page
    assert not Calendar.objects.exists()
    assert not Occasion.objects.exists()
    assert kinds(held)[-1] == "calendar.removed"


NAMES = (
    "calendar", "calendar_reading", "calendar_look", "calendar_put_right", "calendar_password",
    "calendar_remove",
)  # fmt: skip
BY_POST = ("calendar_look",)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["alice", "carol"])
def test_neither_the_owner_of_the_practice_nor_a_stranger_learns_of_a_colleagues(
    client, cast, name, who
):
    bobs = added(cast, meeting(), by=cast.bob, account="bob", password="s3cret")
    client.force_login(getattr(cast, who))

    for ask in (client.post,) if name in BY_POST else (client.get, client.post):
        there, nowhere = ask(url(name, bobs)), ask(reverse(name, args=(uuid4(),)))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content == nowhere.content
    assert Calendar.objects.get().member == cast.bob
    assert not Job.objects.exists()


def test_a_member_sees_in_lists_and_days_nothing_of_anybody_else(client, cast):
    added(cast, meeting(summary="Budget of Acme"), by=cast.bob)
    client.force_login(cast.alice)
    page = page_of(client.get(reverse("calendars")))

    assert SHOWN not in page
    assert "Budget" not in page
    assert "taken</span>" not in page.partition("<ol")[2]
    assert "80 h are free" in page


def test_what_changes_a_calendar_is_not_done_by_a_link(desk, held):
    assert desk.get(url("calendar_look", held)).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_behind_the_curtain_there_is_no_calendar(desk, cast, held, name):
    session = desk.session
    session[viewing.CURTAIN] = str(cast.acme.pk)
    session.save()

    assert desk.post(url(name, held)).status_code == 404
    for alone in ("calendars", "calendar_new"):
        assert desk.get(reverse(alone)).status_code == 404
        assert desk.post(reverse(alone), {"address": FEED}).status_code == 404
    assert Calendar.objects.count() == 1


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_asks_the_database_as_often_for_one_as_for_many(
    desk, cast, number, django_assert_num_queries
):
    for n in range(number):
        added(cast, meeting(9 + n), address=f"https://c{n}.example/a.ics")

    with django_assert_num_queries(10):
        desk.get(reverse("calendars"))


def test_the_way_there_stands_on_the_page_about_oneself(desk):
    page = page_of(desk.get(reverse("you")))

    assert reverse("calendars") in page
    assert reverse("hours") in page
