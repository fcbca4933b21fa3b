"""Signing in through the firm's own sign-in: against one that runs here."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client as Browser

from tests.desk.coming_in import is_in, words
from tests.people.firm import CLIENT, firm_running
from troth.people.accounts import Identity
from troth.people.models import Member
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


LONG_AGO, FAR_AWAY = 1_000_000_000, 4_000_000_000
"""Seconds since 1970: the library that checks tokens reads the machine's clock."""


@pytest.fixture(scope="module")
def running():
    with firm_running() as firm:
        yield firm


@pytest.fixture
def firm(running, settings):
    running.lies, running.found, running.asked = {}, {}, {}
    running.signs_with, running.algorithm = running.key, "RS256"
    running.who = {"sub": "s-1", "email": "alice@harbour-it.example", "email_verified": True}
    settings.OIDC = running.variables
    return running


def sign_in(firm, browser=None):
    """Off to the firm, agree there, and back."""
    browser = browser or Browser()
    away = browser.get("/signin/firm")
    assert away.status_code == 302, words(away)
    back = firm.agree(away.headers["Location"])
    return browser, browser.get(back.removeprefix("http://testserver"))


def test_a_member_comes_in_by_a_verified_address_and_from_then_on_by_the_subject(cast, firm):
    browser, answer = sign_in(firm)
    firm.who = {"sub": "s-1", "email": "another@harbour-it.example", "email_verified": False}
    again, _ = sign_in(firm)

    assert (answer.status_code, is_in(browser), is_in(again)) == (302, True, True)
    assert "Alice" in words(again.get("/you"))
    assert Entry.objects.filter(kind="member.identity_linked", about=cast.alice.pk).count() == 1
    assert Entry.objects.filter(kind="member.signed_in", facts='{"way":"firm"}').count() == 2


def test_an_address_that_went_to_somebody_else_opens_nothing(cast, firm):
    sign_in(firm)
    firm.who |= {"sub": "s-2"}
    browser, answer = sign_in(firm)

    assert answer.status_code == 403
    assert "belongs to somebody else at Harbour Login already" in words(answer)
    assert not is_in(browser)


def test_nobody_becomes_a_member_by_it(cast, firm):
    members = Member.objects.count()
    firm.who |= {"sub": "s-9", "email": "eve@harbour-it.example"}
    browser, answer = sign_in(firm)

    assert answer.status_code == 403
    assert "Ask an owner of the practice to invite you" in words(answer)
    assert not is_in(browser)
    assert (Member.objects.count(), Identity.objects.count()) == (members, 0)


def test_whoever_left_comes_in_no_more(cast, firm):
    sign_in(firm)
    Member.objects.filter(pk=cast.alice.pk).update(is_active=False)
    browser, answer = sign_in(firm)

    assert "You left this practice" in words(answer)
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("lies", "says"),
    [
        ({"iss": "https://other.example"}, "from somebody else"),
        ({"aud": "another"}, "for somebody else"),
        ({"aud": [CLIENT, "b"], "azp": "b"}, "for somebody else"),
        ({"nonce": "of another time"}, "another question than was asked"),
        ({"nonce": None}, "another question than was asked"),
        ({"exp": LONG_AGO}, "too old"),
        ({"iat": FAR_AWAY}, "signature does not hold"),
        ({"exp": None}, "signature does not hold"),
        ({"sub": None}, "signature does not hold"),
        ({"email_verified": False}, "does not say that alice@harbour-it.example is yours"),
        ({"email_verified": "true"}, "does not say that alice@harbour-it.example is yours"),
        ({"email": None}, "does not say that your address is yours"),
    ],
    ids=str,
)
def test_what_cannot_be_believed_is_refused_in_one_sentence(cast, firm, lies, says):
    firm.lies = lies
    browser, answer = sign_in(firm)

    assert answer.status_code == 403
    assert says in words(answer)
    assert not is_in(browser)
    assert not Identity.objects.exists()


def test_a_token_signed_with_another_key_or_with_none_is_refused(cast, firm):
    firm.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    _, forged = sign_in(firm)
    firm.signs_with, firm.algorithm = None, "none"
    _, unsigned = sign_in(firm)
    firm.signs_with, firm.algorithm = "a secret that is long enough for HS256", "HS256"
    _, shared = sign_in(firm)

    for answer in (forged, unsigned, shared):
        assert answer.status_code == 403
        assert "its signature does not hold" in words(answer)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({"issuer": "https://other.example"}, "calls itself by another name"),
        ({"authorization_endpoint": "http://other.example/a"}, "is no safe address"),
        ({"token_endpoint": ""}, "is no safe address"),
    ],
)
def test_a_firm_that_says_something_else_of_itself_is_not_gone_to(cast, firm, found, says):
    firm.found = found
    answer = Browser().get("/signin/firm")

    assert answer.status_code == 403
    assert says in words(answer)


def test_an_answer_belongs_to_one_browser_and_one_try(cast, firm):
    mine, stranger = Browser(), Browser()
    back = firm.agree(mine.get("/signin/firm").headers["Location"]).removeprefix(
        "http://testserver"
    )
    nothing = stranger.get(back)
    stranger.get("/signin/firm")
    other = stranger.get(back)
    first = mine.get(back)
    again = mine.get(back)

    assert [it.status_code for it in (nothing, other, first, again)] == [403, 403, 302, 403]
    assert "belongs to another try" in words(other)
    assert not is_in(stranger)


@pytest.mark.parametrize(
    "query", ["", "?error=access_denied&state=x", "?state=%00&code=é", "?code=1"]
)
def test_coming_back_with_something_else_is_answered_in_a_sentence(cast, firm, query):
    browser = Browser()
    browser.get("/signin/firm")
    answer = browser.get(f"/signin/firm/back{query}")

    assert answer.status_code == 403
    assert "Begin again from this page" in words(answer)


def test_a_refusal_at_the_firm_is_said(cast, firm):
    browser = Browser()
    back = firm.agree(browser.get("/signin/firm").headers["Location"])
    state = back.rpartition("state=")[2]

    assert "did not sign you in" in words(
        browser.get(f"/signin/firm/back?error=denied&state={state}")
    )


def test_a_firm_that_does_not_answer_leaves_the_other_ways(cast, settings, firm):
    settings.OIDC = firm.variables | {"TROTH_OIDC_ISSUER": "http://127.0.0.1:9/firm"}
    answer = Browser().get("/signin/firm")

    assert answer.status_code == 403
    assert "does not answer as it should" in words(answer)
    assert "troth link" in words(answer)


def test_it_is_offered_only_where_it_is_set_up_and_what_is_missing_is_said(cast, settings, firm):
    offered = words(Browser().get("/signin"))
    settings.OIDC = {"TROTH_OIDC_ISSUER": firm.issuer}
    half = Browser().get("/signin")
    settings.OIDC = firm.variables | {"TROTH_OIDC_ISSUER": "http://firm.example"}
    unsafe = words(Browser().get("/signin"))
    settings.OIDC = {}
    without = Browser()

    assert "Sign in with Harbour Login" in offered
    assert "Set TROTH_OIDC_CLIENT_ID and TROTH_OIDC_CLIENT_SECRET too" in words(half)
    assert "must begin with https://" in unsafe
    assert "Harbour" not in words(without.get("/signin"))
    assert (
        without.get("/signin/firm").status_code
        == without.get("/signin/firm/back").status_code
        == 404
    )


def test_it_goes_on_to_where_one_wanted(cast, firm):
    browser = Browser()
    away = browser.get("/signin/firm?next=/clients")
    answer = browser.get(firm.agree(away.headers["Location"]).removeprefix("http://testserver"))

    assert answer.headers["Location"] == "/clients"
