import pytest

from tests.agenda.digest_world import promised, sender_of
from troth.agenda.digest_wish import wish_of
from troth.agenda.models import DigestChoice
from troth.post.actions.senders import troubled
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, cast):
    client.force_login(cast.alice)
    return client


def test_a_member_says_who_they_are(browser, cast):
    said = {"name": "Alice B.", "email": "a@new.example", "zone": "Europe/Madrid"}
    answer = browser.post("/you", said)
    cast.alice.refresh_from_db()

    assert answer.status_code == 302
    assert (cast.alice.name, cast.alice.email, cast.alice.zone) == tuple(said.values())
    assert "a@new.example" in browser.get("/you").content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"zone": "Mars"}, "is no time zone"),
        ({"email": "bob@harbour-it.example"}, "another member"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(browser, changed, says):
    said = {"name": "Alice B.", "email": "a@new.example", "zone": "UTC"} | changed
    answer = browser.post("/you", said)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert says in page
    assert all(value in page for value in said.values())


@pytest.fixture
def at_nine(monkeypatch, cast):
    """It is Monday, nine in Berlin."""
    monkeypatch.setattr("troth.desk.viewing.now", lambda: cast.at)


def test_without_a_way_to_send_the_page_says_why_no_digest_comes_and_leads_to_one(browser):
    page = browser.get("/you").content.decode()

    assert "No digest comes: Troth does not know yet how your letters leave." in page
    assert 'name="hour"' not in page
    assert 'href="/outbox/sender"' in page


def test_where_letters_cannot_leave_the_page_says_why_and_leads_there(browser, cast):
    troubled(sender_of(cast.alice, cast), "The password is wrong.", at=cast.at)
    page = browser.get("/you").content.decode()

    assert "letters cannot leave: The password is wrong." in page
    assert 'href="/outbox/sender"' in page
    assert 'name="hour"' in page


def test_with_a_way_to_send_the_digest_is_on_and_the_page_says_when_it_comes(
    browser, cast, at_nine
):
    sender_of(cast.alice, cast)
    page = browser.get("/you").content.decode()

    assert "The next one comes tomorrow at 07:00 to alice@harbour-it.example" in page
    assert '<input type="radio" name="wanted" value="yes" checked>' in page
    assert '<option value="7" selected>07:00</option>' in page


def test_a_member_chooses_the_hour_of_the_digest_and_whether_it_comes(browser, cast, at_nine):
    sender_of(cast.alice, cast)
    answer = browser.post("/you/digest", {"wanted": "yes", "hour": "10"})
    page = browser.get("/you").content.decode()

    assert (answer.status_code, answer["Location"]) == (302, "/you#digest")
    assert "The next one comes today at 10:00" in page

    browser.post("/you/digest", {"wanted": "no", "hour": "10"})
    page = browser.get("/you").content.decode()

    assert "The next one" not in page
    assert '<input type="radio" name="wanted" value="no" checked>' in page
    assert Entry.objects.filter(kind="digest.switched_off", by=cast.alice.pk).count() == 1


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"wanted": "perhaps", "hour": "7"}, "Say whether it comes or not."),
        ({"wanted": "yes", "hour": "24"}, "Choose an hour of the list."),
        ({"wanted": "yes", "hour": "²"}, "Choose an hour of the list."),
        ({"wanted": "yes", "hour": "9" * 5000}, "Choose an hour of the list."),
        ({}, "Choose an hour of the list."),
    ],
)
def test_what_is_wrong_with_the_digest_stands_beside_it_and_nothing_changes(
    browser, cast, said, says
):
    sender_of(cast.alice, cast)
    answer = browser.post("/you/digest", said)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not DigestChoice.objects.exists()


def test_one_members_choice_is_not_anothers(browser, cast, client):
    sender_of(cast.bob, cast)
    browser.post("/you/digest", {"wanted": "no", "hour": "3"})

    assert [it.member for it in DigestChoice.objects.all()] == [cast.alice]
    assert wish_of(cast.bob).is_wanted


def test_the_digest_is_changed_by_post_alone_and_by_who_is_signed_in(browser, cast):
    shown = browser.get("/you/digest")
    browser.logout()
    stranger = browser.post("/you/digest", {"wanted": "no", "hour": "3"})

    assert shown.status_code == 405
    assert (stranger.status_code, stranger["Location"]) == (302, "/signin")
    assert not DigestChoice.objects.exists()


def test_behind_the_curtain_the_page_names_no_other_client(browser, cast, at_nine):
    sender_of(cast.alice, cast, email="alice@acme.example")
    promised(cast.acme, cast)
    browser.post(f"/curtain?client={cast.birch.pk}", {"client": str(cast.birch.pk)})
    page = browser.get("/you").content.decode()

    assert "alice@acme.example is a client" in page
    assert "Birch" in page
    assert "Acme" not in page
