"""Signing in to a real server with tokens instead of a password."""

import pytest

from tests.mail.dovecot import running
from tests.people.oauth_provider import TestProvider, provider_running
from troth.mail.imap import open_imap
from troth.mail.imap.explained import SignInError
from troth.mail.places import SourceError
from troth.people.oauth import AccessToken, GrantEndedError, GrantUnreachableError

ALICE = "alice@harbour-it.example"


@pytest.fixture(scope="module", params=["xoauth2", "oauthbearer"])
def server(request):
    """A provider, and a Dovecot that asks it and offers one of the two ways."""
    with (
        provider_running() as provider,
        running(
            introspection_url=f"{provider.url}/introspect", mechanisms=request.param
        ) as dovecot,
    ):
        dovecot.fill(ALICE, {"": [b"From: a@acme.example\n\nHello\n"]})
        yield provider, dovecot


@pytest.fixture
def provider(server) -> TestProvider:
    provider, _ = server
    provider.revoke()
    return provider


@pytest.fixture
def place(server) -> str:
    _, dovecot = server
    return dovecot.address("alice%40harbour-it.example")


def letters(place, token):
    return [it.name for it in open_imap(place, password=lambda _: token).places()]


def test_a_token_opens_the_mailbox(provider, place):
    token = AccessToken(provider.issue()["access_token"])

    assert letters(place, token) == ["INBOX, UID 1"]


def test_a_token_that_has_ended_is_got_anew_on_the_spot(provider, place):
    asked = []

    def renew(refused):
        asked.append(refused)
        return provider.issue()["access_token"]

    token = AccessToken("at-ended", renew=renew)

    assert letters(place, token) == ["INBOX, UID 1"]
    assert letters(place, token) == ["INBOX, UID 1"]
    assert asked == ["at-ended"]


def test_a_second_refusal_is_one_that_only_a_person_can_help(provider, place):
    asked = []

    def renew(refused):
        asked.append(refused)
        return "at-no-better"

    with pytest.raises(SignInError, match=r"Sign in again as alice@harbour-it\.example"):
        letters(place, AccessToken("at-ended", renew=renew))

    assert asked == ["at-ended"]


def test_the_token_of_another_account_opens_nothing(provider, place):
    token = AccessToken(provider.issue("bob@harbour-it.example")["access_token"])

    with pytest.raises(SignInError, match="does not let alice@harbour-it"):
        letters(place, token)


def test_leave_that_has_ended_says_so_in_its_own_words(provider, place):
    def renew(_refused):
        raise GrantEndedError("Harbour no longer lets Troth read alice's mail. Sign in again.")

    with pytest.raises(SignInError, match=r"^Harbour no longer lets Troth read alice's mail\."):
        letters(place, AccessToken("at-ended", renew=renew))


def test_a_provider_that_cannot_be_reached_is_no_refusal(provider, place):
    def renew(_refused):
        raise GrantUnreachableError("Harbour did not answer in time.")

    with pytest.raises(SourceError, match="Harbour did not answer in time") as failed:
        letters(place, AccessToken("at-ended", renew=renew))

    assert not isinstance(failed.value, SignInError)


def test_no_token_stands_in_what_is_said(provider, place):
    with pytest.raises(SignInError) as failed:
        letters(place, AccessToken("at-very-secret"))

    chain, error = "", failed.value
    while error is not None:
        chain, error = chain + repr(error) + str(error), error.__cause__ or error.__context__
    assert "very-secret" not in chain + repr(AccessToken("at-very-secret"))
