"""What a provider may answer, and what a person is told of it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest

from tests.people.oauth_provider import TestProvider, hang, provider_running, trickle
from troth.people.oauth import GrantEndedError, GrantUnreachableError, asking, device, loopback
from troth.people.oauth.device import DeviceCode
from troth.people.oauth.providers import Provider, provider_for, provider_named, providers
from troth.people.oauth.secret import AccessToken
from troth.people.oauth.tokens import Tokens, refreshed
from troth.people.oauth.trouble import MisconfiguredError, NotGivenError

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ALICE = "alice@harbour-it.example"


@pytest.fixture(scope="module")
def server():
    with provider_running() as provider:
        yield provider


@pytest.fixture
def there(server) -> TestProvider:
    server.revoke()
    server.pending, server.client_secret, server.interval = 0, "", 5
    server.asked.clear()
    server.scripted.clear()
    return server


@pytest.fixture
def harbour(there) -> Provider:
    provider = provider_named("harbour", there.environment())
    assert provider
    return provider


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(asking, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(asking, "CONNECT_SECONDS", 0.3)


def test_a_code_is_given_and_once_it_was_typed_the_tokens(there, harbour):
    there.pending = 2
    code = device.start(harbour, at=AT)
    waiting = device.poll(harbour, code, at=AT + timedelta(seconds=5))
    again = device.poll(harbour, code, at=AT + timedelta(seconds=10))
    tokens = device.poll(harbour, code, at=AT + timedelta(seconds=15))

    assert (code.user_code, code.url, code.interval) == ("WXYZ-1234", f"{there.url}/link", 5)
    assert waiting == again == code
    assert isinstance(tokens, Tokens)
    assert tokens.until == AT + timedelta(seconds=15 + 3600)
    assert tokens.access in there.access
    assert tokens.refresh in there.refresh


def test_a_provider_that_wants_to_be_asked_less_is(there, harbour):
    code = device.start(harbour, at=AT)
    there.answer("/token", (400, b'{"error": "slow_down"}'), (503, b""))
    slower = device.poll(harbour, code, at=AT)
    slowest = device.poll(harbour, slower, at=AT)

    assert isinstance(slower, DeviceCode)
    assert isinstance(slowest, DeviceCode)
    assert (slower.interval, slowest.interval) == (10, 15)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("access_denied", "Harbour says that you declined. Begin again if that was not meant."),
        ("authorization_declined", "Harbour says that you declined."),
        ("expired_token", "Nobody signed in with Harbour in time. Begin again for a new code."),
        ("bad_verification_code", "Nobody signed in with Harbour in time."),
        ("something_else", "Harbour gave no leave: something_else. Begin again."),
    ],
)
def test_whoever_gives_no_leave_is_told_what_to_do(there, harbour, said, sentence):
    code = device.start(harbour, at=AT)
    there.answer("/token", (400, f'{{"error": "{said}"}}'.encode()))

    with pytest.raises(NotGivenError) as told:
        device.poll(harbour, code, at=AT)

    assert str(told.value).startswith(sentence)


def test_a_code_whose_time_is_over_is_not_asked_with(there, harbour):
    code = device.start(harbour, at=AT)
    there.asked.clear()

    with pytest.raises(NotGivenError, match="in time"):
        device.poll(harbour, code, at=code.until)

    assert there.asked == []


@pytest.mark.parametrize(
    "said",
    [
        b"{}",
        b'{"device_code": "d", "user_code": "U", "verification_uri": "javascript:alert(1)"}',
        b'{"device_code": "d", "user_code": "U", "verification_uri": "http://evil.example/"}',
        b'{"device_code": "d", "user_code": "\\u202e", "verification_uri": "https://a.example"}',
        b'{"device_code": "d", "user_code": 7, "verification_uri": "https://a.example"}',
        b'{"device_code": "", "user_code": "U", "verification_uri": "https://a.example"}',
    ],
)
def test_a_code_that_nobody_should_follow_is_not_shown(there, harbour, said):
    there.answer("/device", (200, said))

    with pytest.raises(GrantUnreachableError, match="no code that can be used"):
        device.start(harbour, at=AT)


def test_a_program_that_is_not_registered_says_where_to_look(there, harbour):
    there.client_secret = "another"
    code = device.start(harbour, at=AT)

    with pytest.raises(MisconfiguredError, match=r"docs/oauth\.md"):
        device.poll(harbour, code, at=AT)


GARBAGE = [
    (500, b"{}"),
    (503, b"busy"),
    (429, b"{}"),
    (302, b"{}"),
    (200, b""),
    (200, b"<html>"),
    (200, b"[]"),
    (200, b"\xff\xfe\x00"),
    (200, b"[" * 60_000),
    (200, b'{"access_token": "' + b"x" * 70_000 + b'"}'),
    (200, b"{}"),
    (200, b'{"access_token": ""}'),
    (200, b'{"access_token": 7}'),
    (200, b'{"access_token": "a\\u0001b"}'),
    (200, b'{"access_token": "a b"}'),
    (200, b'{"access_token": "ab", "refresh_token": "\\n"}'),
    (200, b'{"access_token": "ab", "token_type": "mac"}'),
    (400, b'{"error": {"code": 1}}'),
]


@pytest.mark.parametrize("answer", GARBAGE)
def test_an_answer_that_is_none_ends_nothing(there, harbour, answer):
    there.answer("/token", answer)

    with pytest.raises(GrantUnreachableError) as told:
        refreshed(harbour, "rt-secret", at=AT)

    assert str(told.value).startswith("Harbour ")
    assert "rt-secret" not in str(told.value)
    assert len(there.asked) == 1


@pytest.mark.parametrize("silent", [hang, trickle])
def test_a_provider_that_says_nothing_is_not_waited_for(there, harbour, impatient, silent):
    there.answer("/token", silent)

    with pytest.raises(GrantUnreachableError, match="did not answer in time"):
        refreshed(harbour, "rt-secret", at=AT)


def test_a_provider_that_is_not_there_says_so_without_the_secret():
    nobody = Provider("gone", "Gone", "http://127.0.0.1:9/token", client_id="x")

    with pytest.raises(GrantUnreachableError, match="Gone could not be reached") as told:
        refreshed(nobody, "rt-secret", at=AT)

    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


@pytest.mark.parametrize("url", ["http://login.example/token", "ftp://login.example/t", "", "https:///x"])  # fmt: skip
def test_no_secret_leaves_without_tls(url):
    careless = Provider("careless", "Careless", url, client_id="x")

    with pytest.raises(GrantUnreachableError, match="without https"):
        refreshed(careless, "rt-secret", at=AT)


@pytest.mark.parametrize("said", ["invalid_grant", "interaction_required", "consent_required"])
def test_leave_that_was_taken_back_has_ended_in_the_providers_words(there, harbour, said):
    body = f'{{"error": "{said}", "error_description": "AADSTS1: revoked.\\r\\nTrace: 1"}}'
    there.answer("/token", (400, body.encode()))

    with pytest.raises(GrantEndedError) as told:
        refreshed(harbour, "rt-1", at=AT)

    assert str(told.value) == "AADSTS1: revoked"


@pytest.mark.parametrize(
    ("holds", "seconds"),
    [("3599", 3599), (3599, 3599), (0, 1), (-5, 1), (1e400, 3600), ("soon", 3600), (True, 3600),
     (None, 3600), (10**12, 30 * 24 * 3600)],
)  # fmt: skip
def test_how_long_a_token_holds_is_read_with_care(there, harbour, holds, seconds):
    there.holds = holds
    tokens = refreshed(harbour, there.issue()["refresh_token"], at=AT)
    there.holds = 3600

    assert tokens.until == AT + timedelta(seconds=seconds)


def went(journey) -> dict[str, str]:
    """What a browser brings back that followed the way and said yes."""
    answer = httpx2.get(journey.url)
    where = answer.headers["Location"]
    assert where.startswith(journey.back)
    return dict(parse_qsl(urlsplit(where).query))


def test_a_way_there_and_back_gives_tokens_once(there, harbour):
    journey = loopback.set_out(harbour, back="http://127.0.0.1:1/", account=ALICE)
    brought = went(journey)
    tokens = loopback.came_back(journey, brought, provider=harbour, at=AT)

    assert there.access[tokens.access] == ALICE
    with pytest.raises(NotGivenError):
        loopback.came_back(journey, brought, provider=harbour, at=AT)


def test_what_another_sign_in_brings_is_not_taken(there, harbour):
    journey, other = (
        loopback.set_out(harbour, back="http://127.0.0.1:1/", account=ALICE) for _ in range(2)
    )
    brought = went(other)
    there.asked.clear()

    with pytest.raises(NotGivenError, match="another sign-in"):
        loopback.came_back(journey, brought, provider=harbour, at=AT)
    assert there.asked == []
    with_our_state = brought | {"state": journey.state}
    with pytest.raises(NotGivenError, match="Wrong verifier"):
        loopback.came_back(journey, with_our_state, provider=harbour, at=AT)


@pytest.mark.parametrize(
    ("brought", "sentence"),
    [
        ({"error": "access_denied"}, "says that you declined"),
        ({}, "sent you back without leave"),
        ({"code": ""}, "sent you back without leave"),
        ({"code": "x" * 5000}, "sent you back without leave"),
        ({"code": "made-up"}, "gave no leave"),
    ],
)
def test_who_comes_back_with_nothing_begins_again(there, harbour, brought, sentence):
    journey = loopback.set_out(harbour, back="http://127.0.0.1:1/", account=ALICE)

    with pytest.raises(NotGivenError, match=sentence):
        loopback.came_back(journey, brought | {"state": journey.state}, provider=harbour, at=AT)


def test_leave_for_an_hour_only_is_no_leave(there, harbour):
    code = device.start(harbour, at=AT)
    there.answer("/token", (200, b'{"access_token": "at-1", "token_type": "bearer"}'))

    with pytest.raises(MisconfiguredError, match="for an hour only"):
        device.poll(harbour, code, at=AT)


def test_microsoft_and_google_are_known_and_want_a_client_id():
    said = {
        "TROTH_OAUTH_MICROSOFT_CLIENT_ID": "abc",
        "TROTH_OAUTH_MICROSOFT_TENANT": "firm.example",
    }
    microsoft = provider_for("Outlook.Office365.com.", said)
    google = provider_for("imap.gmail.com", said)

    assert microsoft
    assert google
    assert (microsoft.is_set_up, google.is_set_up) == (True, False)
    assert microsoft.token_url == "https://login.microsoftonline.com/firm.example/oauth2/v2.0/token"
    assert "offline_access" in microsoft.scopes
    assert (google.device_url, google.scopes) == ("", "https://mail.google.com/")
    assert provider_for("mail.harbour-it.example", said) is None
    assert provider_named("google", said) is None


FITS = {
    "CLIENT_ID": "x",
    "TOKEN_URL": "https://login.harbour.example/token",
    "DEVICE_URL": "https://login.harbour.example/device",
    "IMAP_HOSTS": "mail.harbour.example, imap.harbour.example",
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"TOKEN_URL": ""}, "TROTH_OAUTH_HARBOUR_TOKEN_URL is missing"),
        ({"TOKEN_URL": "http://login.harbour.example"}, "TOKEN_URL must begin with https://"),
        ({"DEVICE_URL": "login.harbour.example"}, "DEVICE_URL must begin with https://"),
        ({"DEVICE_URL": ""}, "DEVICE_URL or ..._AUTHORIZE_URL is missing"),
        ({"IMAP_HOSTS": ""}, "IMAP_HOSTS is missing"),
        ({"TENANT": "a/../b"}, "TENANT is no tenant"),
    ],
)
def test_what_is_set_up_wrongly_says_which_variable(changed, sentence):
    said = {f"TROTH_OAUTH_HARBOUR_{name}": value for name, value in (FITS | changed).items()}

    with pytest.raises(MisconfiguredError) as told:
        providers(said)

    assert sentence in str(told.value)
    assert "docs/oauth.md" in str(told.value)


def test_a_provider_of_ones_own_is_found_by_its_servers():
    said = {f"TROTH_OAUTH_HARBOUR_{name}": value for name, value in FITS.items()}
    found = provider_for("imap.harbour.example", said)

    assert found
    assert (found.name, found.words, found.is_set_up) == ("harbour", "Harbour", True)


def test_no_secret_stands_in_what_is_printed(there, harbour):
    code = device.start(harbour, at=AT)
    tokens = device.poll(harbour, code, at=AT)
    journey = loopback.set_out(harbour, back="http://127.0.0.1:1/", account=ALICE)
    secret = Provider("a", "A", "https://a.example", client_id="x", client_secret="s3cret")
    assert isinstance(tokens, Tokens)

    said = f"{code!r} {tokens!r} {journey!r} {secret!r} {AccessToken(tokens.access)!r}"

    for hidden in (
        "dc-1",
        tokens.access,
        tokens.refresh,
        journey.state,
        journey.verifier,
        "s3cret",
    ):
        assert hidden not in said
