"""Signing in with the provider of a mailbox at the desk, in place of typing a password."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import pytest
from django.urls import reverse

from tests.people.oauth_provider import TestProvider, provider_running
from troth.desk import viewing
from troth.jobs.models import Job
from troth.mail.actions.mailboxes import add, looked
from troth.mail.models import Mailbox
from troth.people.models import Grant

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
SERVER = "imaps://alice%40harbour-it.example@127.0.0.1"
SECONDS = timedelta(seconds=1)


@pytest.fixture(scope="module")
def server():
    with provider_running() as provider:
        yield provider


class Clock:
    def __init__(self, at) -> None:
        self.at = at


@pytest.fixture
def clock(monkeypatch, cast) -> Clock:
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", lambda: clock.at)
    return clock


def set_up(monkeypatch, server, *, device) -> TestProvider:
    server.revoke()
    server.pending, server.account = 0, "alice@harbour-it.example"
    server.asked.clear()
    server.scripted.clear()
    for name, value in server.environment(device=device).items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def there(monkeypatch, server) -> TestProvider:
    """A provider that gives codes."""
    return set_up(monkeypatch, server, device=True)


@pytest.fixture
def away(monkeypatch, server) -> TestProvider:
    """A provider that leads there and back."""
    return set_up(monkeypatch, server, device=False)


@pytest.fixture
def desk(client, cast, clock):
    client.force_login(cast.alice)
    return client


def begun(desk, **typed) -> str:
    """The page of a sign-in that was just begun."""
    return desk.post(reverse("mailbox_new"), {"source": SERVER} | typed, follow=True).text


def test_a_code_is_shown_and_the_page_goes_on_once_it_was_typed(desk, cast, clock, there):
    there.pending = 1
    page = begun(desk, me="al@home.example")
    nothing_yet = Mailbox.objects.count(), Grant.objects.count()
    clock.at += 5 * SECONDS
    waiting = desk.post(reverse("grant_ask"), headers=HTMX)
    clock.at += 5 * SECONDS
    over = desk.post(reverse("grant_ask"), headers=HTMX)

    assert "Sign in with Harbour" in page
    assert "WXYZ-1234" in page
    assert f'href="{there.url}/link"' in page
    assert 'hx-trigger="every 5s, submit"' in page
    assert nothing_yet == (0, 0)
    assert waiting.text.strip().startswith('<section id="leave"')
    mailbox = Mailbox.objects.get()
    assert over.headers["HX-Redirect"] == reverse("mailbox_choose", args=(mailbox.pk,))
    assert (mailbox.grant.account, mailbox.password) == ("alice@harbour-it.example", None)
    assert Job.objects.filter(name="census", about=mailbox.pk).exists()
    assert desk.session["own_addresses"] == {mailbox.pk.hex: ["al@home.example"]}
    assert "signing_in" not in desk.session


def test_without_scripts_a_button_asks(desk, clock, there):
    begun(desk)
    clock.at += 5 * SECONDS
    answer = desk.post(reverse("grant_ask"))

    assert answer.headers["Location"] == reverse("mailbox_choose", args=(Mailbox.objects.get().pk,))


def test_the_provider_is_asked_no_more_often_than_it_wants(desk, clock, there):
    begun(desk)
    there.asked.clear()
    for _ in range(5):
        clock.at += SECONDS / 2
        page = desk.post(reverse("grant_ask")).text

    assert "WXYZ-1234" in page
    assert there.asked == []


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b'{"error": "access_denied"}', "says that you declined"),
        (b'{"error": "expired_token"}', "Nobody signed in with Harbour in time"),
        (b'{"error": "invalid_client"}', "docs/oauth.md has the steps"),
    ],
)
def test_a_sign_in_that_comes_to_nothing_says_why_and_stores_nothing(
    desk, clock, there, answer, says
):
    begun(desk)
    there.answer("/token", (400, answer))
    clock.at += 5 * SECONDS
    page = desk.post(reverse("grant_ask"), follow=True).text

    assert says in page
    assert (Mailbox.objects.count(), Grant.objects.count()) == (0, 0)
    assert "No sign-in is under way" in desk.get(reverse("grant"), follow=True).text


def test_a_provider_that_gives_no_code_is_told_where_it_was_asked(desk, there):
    there.answer("/device", (503, b""))
    page = begun(desk, me="al@home.example")

    assert "Harbour has trouble of its own (503). Try later." in page
    assert "al@home.example" in page
    assert SERVER in page


def test_a_typed_password_counts_before_a_sign_in(desk, there):
    begun(desk, password="made-for-one-program")

    mailbox = Mailbox.objects.get()
    assert (mailbox.grant, mailbox.password is None) == (None, False)
    assert there.asked == []


def test_a_known_provider_that_is_not_set_up_says_how(desk, there):
    source = "imaps://al%40home.example@imap.gmail.com"
    page = desk.post(reverse("mailbox_new"), {"source": source}).text

    assert "Google wants a sign-in instead of a password, and that is not set up yet" in page
    assert not Mailbox.objects.exists()


def test_the_same_mailbox_twice_is_told_before_anybody_signs_in(desk, cast, there):
    add(SERVER, password="x", by=cast.alice, at=cast.at)

    assert "is one of your mailboxes already." in begun(desk)
    assert there.asked == []


def way_of(page) -> str:
    return page.split('href="http://127.0.0.1')[1].split('"')[0].replace("&amp;", "&")


def led_back(there, page) -> str:
    """What the browser asks the desk for, after somebody said yes."""
    where = httpx2.get("http://127.0.0.1" + way_of(page)).headers["Location"]
    parts = urlsplit(where)
    assert (parts.netloc, parts.path) == ("testserver", reverse("grant_back"))
    return f"{parts.path}?{parts.query}"


def test_a_way_to_the_provider_leads_back_and_on(desk, cast, away):
    page = begun(desk)
    where = led_back(away, page)
    answer = desk.get(where)
    again = desk.get(where, follow=True).text

    assert "<form" not in page.split('id="leave"')[1].split("</section>")[0]
    mailbox = Mailbox.objects.get()
    assert answer.headers["Location"] == reverse("mailbox_choose", args=(mailbox.pk,))
    assert away.access
    assert "No sign-in is under way any more. Begin again." in again
    assert Grant.objects.count() == 1


def test_behind_a_server_that_ends_tls_the_way_back_is_encrypted(desk, away, settings):
    settings.SESSION_COOKIE_SECURE = True
    desk.post(reverse("mailbox_new"), {"source": SERVER})
    settings.SESSION_COOKIE_SECURE = False

    assert "redirect_uri=https%3A%2F%2Ftestserver%2Foauth%2Fback" in desk.get(reverse("grant")).text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ("state=made-up&code=x", "This answer belongs to another sign-in."),
        ("", "This answer belongs to another sign-in."),
        ("state=%00%ff", "This answer belongs to another sign-in."),
    ],
)
def test_an_answer_that_nobody_asked_for_gives_nothing_and_disturbs_nothing(
    desk, away, changed, says
):
    where = led_back(away, begun(desk))
    page = desk.get(f"{reverse('grant_back')}?{changed}", follow=True).text
    nothing_yet = Grant.objects.count()
    desk.get(where)

    assert says in page
    assert "Go to Harbour" in page
    assert (nothing_yet, Grant.objects.count()) == (0, 1)


def test_nobody_comes_back_into_another_members_sign_in(desk, client, cast, away):
    where = led_back(away, begun(desk))
    client.force_login(cast.bob)
    page = client.get(where, follow=True).text

    assert "No sign-in is under way any more." in page
    assert not Grant.objects.exists()


@pytest.fixture
def paused(cast, there) -> Mailbox:
    mailbox = add(SERVER, password="old", by=cast.alice, at=cast.at)
    Mailbox.objects.update(state="looking")
    looked(mailbox, ["It refused the password."], may_retry=False, at=cast.at)
    return mailbox


def test_a_mailbox_that_stands_still_is_signed_in_to_again_and_goes_on(desk, clock, paused):
    where = reverse("mailbox_sign_in", args=(paused.pk,))
    before = desk.get(reverse("mailbox", args=(paused.pk,))).text
    desk.post(where, follow=True)
    clock.at += 5 * SECONDS
    page = desk.post(reverse("grant_ask"), follow=True).text

    assert f'action="{where}"' in before
    assert "Sign in with Harbour" in before
    assert "You are signed in. The mailbox is looked at now." in page
    assert "Sign in again" in page
    assert "Use a password" in page
    held = Mailbox.objects.get()
    assert (held.state, held.trouble, held.password) == ("looking", "", None)
    assert held.grant
    assert Job.objects.filter(name="look", about=held.pk).exists()


def test_leave_that_has_ended_says_to_sign_in_again(desk, cast, clock, paused):
    desk.post(reverse("mailbox_sign_in", args=(paused.pk,)))
    clock.at += 5 * SECONDS
    desk.post(reverse("grant_ask"))
    looked(paused, ["Harbour no longer lets Troth read it."], may_retry=False, at=cast.at)
    page = desk.get(reverse("mailbox", args=(paused.pk,))).text

    assert "Harbour no longer lets Troth read it." in page
    assert "Sign in again, and it goes on by itself." in page


def test_a_mailbox_of_a_server_that_takes_no_leave_has_no_sign_in(desk, cast, there):
    other = add("imaps://alice@mail.example", password="x", by=cast.alice, at=cast.at)
    folder = add("/tmp", by=cast.alice, at=cast.at)

    for mailbox in (other, folder):
        assert desk.post(reverse("mailbox_sign_in", args=(mailbox.pk,))).status_code == 404
        page = desk.get(reverse("mailbox", args=(mailbox.pk,))).text
        assert reverse("mailbox_sign_in", args=(mailbox.pk,)) not in page


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_neither_a_colleague_nor_a_stranger_signs_in_for_it(client, cast, clock, paused, who):
    client.force_login(getattr(cast, who))
    there = client.post(reverse("mailbox_sign_in", args=(paused.pk,)))
    nowhere = client.post(reverse("mailbox_sign_in", args=(uuid4(),)))

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


def test_behind_the_curtain_nobody_signs_in(desk, cast, paused):
    begun(desk)
    session = desk.session
    session[viewing.CURTAIN] = str(cast.acme.pk)
    session.save()

    pages = [
        desk.get(reverse("grant")),
        desk.post(reverse("grant_ask")),
        desk.get(reverse("grant_back")),
        desk.post(reverse("mailbox_sign_in", args=(paused.pk,))),
    ]
    assert {it.status_code for it in pages} == {404}
    assert "harbour-it" not in "".join(it.text for it in pages)


def test_what_changes_something_is_not_done_by_a_link(desk, paused):
    assert desk.get(reverse("grant_ask")).status_code == 405
    assert desk.get(reverse("mailbox_sign_in", args=(paused.pk,))).status_code == 405


def test_no_secret_of_a_sign_in_stands_in_the_session_or_on_the_page(desk, there):
    page = begun(desk)

    assert "dc-1" not in page + str(dict(desk.session))
