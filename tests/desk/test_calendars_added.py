"""A calendar is added at the desk: kept as typed, read by the worker, put right where that failed."""

from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

from tests.calendars.feeds import event, feed_on_loopback, ics
from tests.calendars.kept_rows import FEED, added, meeting
from tests.cli.terminal import call
from troth.calendars.actions.keeping import failed, looked
from troth.calendars.models import TABLE, Calendar
from troth.desk import viewing
from troth.forecasts.gathering import known
from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.people.sealing import unseal
from troth.record.models import Entry
from troth.safekeeping.doctor.answers import Asked
from troth.safekeeping.doctor.calendars import calendars as doctor
from troth.worker.tasks import TASKS

pytestmark = pytest.mark.django_db

MEETING = event("1", "DTSTART:20260302T090000Z", "DTEND:20260302T100000Z", "SUMMARY:Budget of Acme")


@pytest.fixture(autouse=True)
def _clock(monkeypatch, cast):
    monkeypatch.setattr(viewing, "now", lambda: cast.at)


@pytest.fixture
def feed():
    with feed_on_loopback() as feed:
        feed.body = ics(MEETING)
        yield feed


def work(cast) -> None:
    """What the worker does, until nothing is left."""
    while job := jobs.claim("test", at=cast.at):
        TASKS[job.name](job, cast.at)
        jobs.done(job, at=cast.at)


def page_of(answer) -> str:
    return unescape(answer.content.decode())


def add(desk, address=FEED, **typed):
    return desk.post(reverse("calendar_new"), {"address": address} | typed)


def put_right(desk, address, **typed):
    where = reverse("calendar_put_right", args=(Calendar.objects.get().pk,))
    return desk.post(where, {"address": address} | typed)


def here() -> str:
    return reverse("calendar", args=(Calendar.objects.get().pk,))


def password_of(calendar) -> str:
    sealed = bytes(calendar.password)
    return unseal(sealed, practice=calendar.practice_id, table=TABLE, row=calendar.pk)


def test_an_address_is_kept_at_once_and_read_by_the_worker_and_no_page_waits_for_it(
    desk, cast, feed
):
    answer = add(desk, feed.address)
    asked_before = list(feed.asked)
    reading = page_of(desk.get(answer.url))
    work(cast)
    page = page_of(desk.get(answer.url))
    days = page_of(desk.get(reverse("calendars")))

    assert answer.url == here()
    assert asked_before == []
    assert "The calendar is being read." in reading
    assert "1 occurrence, read each hour." in page
    assert "Read today at 09:00" in page
    assert "Budget of Acme" in days
    kinds = list(Entry.objects.filter(about=Calendar.objects.get().pk).values_list("kind"))
    assert kinds == [("calendar.added",)]


def test_a_user_and_a_password_open_it_and_the_password_is_sealed(desk, cast, feed):
    feed.account = "alice:s3cret"
    add(desk, feed.address.replace("http://", "http://alice@"), password="s3cret")
    work(cast)
    calendar = Calendar.objects.get()

    assert (calendar.address, calendar.account) == (feed.address, "alice")
    assert (calendar.trouble, calendar.read_at) == ("", cast.at)
    assert b"s3cret" not in bytes(calendar.password)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"address": ""}, "address", "This is no address."),
        ({"address": "https://"}, "address", "This is no address."),
        ({"address": "ftp://host.example/a.ics"}, "address", "This is no address."),
        ({"address": "https://[::1/a.ics"}, "address", "This is no address."),
        ({"address": "https://alice:pw@host.example/a"}, "address", "A password does not belong"),
        ({"address": f"https://host.example/{'a' * 1_000}"}, "address", "It is longer than any"),
        ({"user": "u" * 321}, "address", "It is longer than any address"),
        ({"password": "s3cret"}, "user", "Say whose password this is."),
        ({"user": "alice", "password": "p" * 1_001}, "password", "That is longer than it can be."),
    ],
)
def test_what_can_be_no_calendar_says_so_at_its_field_and_what_was_typed_stays(
    desk, typed, field, says
):
    answer = add(desk, **{"address": FEED, "user": ""} | typed)
    page = page_of(answer)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in page
    assert says in page
    assert f'value="{typed.get("address", FEED)}"' in page
    assert "s3cret" not in page
    assert not Calendar.objects.exists()


@pytest.mark.parametrize("path", ["/etc/hostname", "~/work.ics", "work.ics", "-", "C:\\work.ics"])
def test_a_file_of_the_machine_is_never_opened_for_a_browser(desk, path):
    page = page_of(add(desk, path))

    assert "A file is added where Troth runs: `troth calendars add FILE`." in page
    assert not Calendar.objects.exists()


def test_a_name_of_a_file_that_looks_like_an_address_is_an_address(
    desk, cast, tmp_path, monkeypatch
):
    place = tmp_path / "https:" / "127.0.0.1:1"
    place.mkdir(parents=True)
    (place / "a.ics").write_bytes(ics(MEETING))
    monkeypatch.chdir(tmp_path)
    add(desk, "https://127.0.0.1:1/a.ics")
    work(cast)

    assert "could not be reached" in Calendar.objects.get().trouble


def test_the_same_calendar_twice_is_told_and_a_colleagues_is_nobodys_business(desk, cast):
    added(cast, by=cast.bob)
    add(desk)
    again = add(desk)

    assert again.status_code == 422
    assert "is one of your calendars already." in page_of(again)
    assert Calendar.objects.count() == 2


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((404, b""), "has no calendar at this address (404)"),
        ((503, b""), "has trouble of its own (503)"),
        ((200, b"<html>Sign in</html>"), "It is a web page"),
    ],
)
def test_one_that_cannot_be_read_says_why_and_shows_what_was_typed(desk, cast, feed, answer, says):
    feed.status, feed.body = answer
    add(desk, feed.address, user="alice", password="s3cret")
    work(cast)
    page = page_of(desk.get(here()))

    assert says in page
    assert "Troth tries again each hour." in page
    assert "still counts" not in page
    assert f'value="{feed.address}"' in page
    assert 'value="alice"' in page
    assert "s3cret" not in page
    assert "Nothing of it was read yet." in page_of(desk.get(reverse("calendars")))


def test_a_server_that_wants_to_know_who_asks_is_told_by_putting_it_right(desk, cast, feed):
    feed.account = "alice:s3cret"
    add(desk, feed.address)
    work(cast)
    troubled = page_of(desk.get(here()))
    put_right(desk, feed.address, user="alice", password="s3cret")
    work(cast)
    calendar = Calendar.objects.get()
    kinds = Entry.objects.filter(about=calendar.pk).order_by("id").values_list("kind", flat=True)

    assert "wants to know who asks. Write the user below." in troubled
    assert "It is not tried again by itself, so that no account is locked." in troubled
    assert (calendar.read_at, calendar.trouble, calendar.is_paused) == (cast.at, "", False)
    assert list(kinds) == ["calendar.added", "calendar.trouble_began", "calendar.put_right"]


def test_what_came_of_an_old_password_or_address_is_not_told_of_the_new_one(desk, cast):
    add(desk, "http://127.0.0.1:1/a.ics", user="alice", password="wrong")
    under_way = Calendar.objects.get()
    put_right(desk, "http://127.0.0.1:1/a.ics", user="alice", password="right")
    failed(under_way, "Refused.", may_retry=False, at=cast.at)
    after_the_password = Calendar.objects.get()
    put_right(desk, "http://127.0.0.1:2/a.ics", user="alice", password="right")
    looked(after_the_password, [meeting()], at=cast.at)
    now = Calendar.objects.get()

    assert (after_the_password.trouble, after_the_password.is_paused) == ("", False)
    assert (now.read_at, now.occasions.count()) == (None, 0)
    assert Job.objects.filter(name="read calendar").count() == 1


def test_a_password_that_is_kept_goes_to_no_other_place(desk, cast):
    add(desk, "http://127.0.0.1:1/a.ics", user="alice", password="s3cret")
    work(cast)
    put_right(desk, "http://127.0.0.1:1/a.ics", user="alice")
    same = password_of(Calendar.objects.get())
    work(cast)
    put_right(desk, "http://127.0.0.1:2/a.ics", user="alice")

    assert same == "s3cret"
    assert Calendar.objects.get().password is None


def test_what_is_put_right_wrongly_comes_back_and_what_was_read_is_not_put_right(desk, cast):
    add(desk, "http://127.0.0.1:1/a.ics")
    work(cast)
    added(cast)
    there = Calendar.objects.get(address="http://127.0.0.1:1/a.ics")
    where = reverse("calendar_put_right", args=(there.pk,))
    answers = [desk.post(where, {"address": it}) for it in ("nonsense", FEED)]
    read = Calendar.objects.get(address=FEED)
    refused = desk.post(reverse("calendar_put_right", args=(read.pk,)), {"address": "https://x.example/"})  # fmt: skip
    there.refresh_from_db()

    assert [it.status_code for it in answers] == [422, 422]
    assert 'value="nonsense"' in page_of(answers[0])
    assert "is one of your calendars already." in page_of(answers[1])
    assert there.address == "http://127.0.0.1:1/a.ics"
    assert refused.status_code == 404


def test_one_that_was_never_read_is_told_as_such_wherever_it_is_named(desk, cast):
    add(desk, "http://127.0.0.1:1/a.ics")
    asked = Asked(at=cast.at, home=Path("nowhere"))
    waiting = [it.sentence for it in doctor(asked)]
    work(cast)
    troubled = [it.sentence for it in doctor(asked)]
    told = call("calendars", "--member", cast.alice.email).stdout
    said = "http://127.0.0.1/… could not be read yet, and nothing of it counts."

    assert waiting == ["http://127.0.0.1/… of Alice was not read yet."]
    assert troubled[0].endswith("Nothing of it was read yet.")
    assert "Not read: 0 occurrences." in told
    assert "still counts" not in told
    assert known(cast.viewer(cast.alice), at=cast.at).left_out == (
        f"{said} `troth calendars` says why.",
    )


def test_nothing_typed_reaches_the_record_but_the_server(desk, cast):
    add(desk, "https://alice@calendars.example/private-4711/a.ics", password="s3cret")
    texts = str(list(Entry.objects.filter(kind="calendar.added").values_list("words__text")))

    assert "https://calendars.example/…" in texts
    assert "4711" not in texts
    assert Job.objects.filter(name="read calendar").count() == 1
