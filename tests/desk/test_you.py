import pytest

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
