"""Leave as it is kept: sealed, renewed before its end, and ended only where the provider says so."""

from datetime import timedelta

import pytest

from tests.people.oauth_provider import TestProvider, provider_running
from troth.mail.actions.mailboxes import add, drop
from troth.mail.actions.opening import change_password
from troth.people.actions.grants import end, give, renew
from troth.people.models import Grant
from troth.people.oauth import (
    AccessToken,
    GrantEndedError,
    GrantUnreachableError,
    access_token,
    device,
)
from troth.people.oauth.leave import Leave, UnderWay, sealed, unsealed
from troth.people.oauth.loopback import set_out
from troth.people.oauth.providers import Provider, provider_named
from troth.people.oauth.tokens import Tokens
from troth.people.sealing import seal
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def server():
    with provider_running() as provider:
        yield provider


@pytest.fixture
def there(server, monkeypatch) -> TestProvider:
    server.revoke()
    server.rotates, server.reused = True, 0
    server.asked.clear()
    server.scripted.clear()
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def harbour(there) -> Provider:
    provider = provider_named("harbour")
    assert provider
    return provider


def leave(there, provider, at) -> Leave:
    said = there.issue()
    tokens = Tokens(said["access_token"], said["refresh_token"], at + HOUR, said["scope"])
    return Leave(provider, "Alice@Harbour-IT.example", tokens)


@pytest.fixture
def grant(cast, there, harbour) -> Grant:
    return give(leave(there, harbour, cast.at), by=cast.alice, at=cast.at)


def kinds():
    return list(Entry.objects.order_by("at", "seq").values_list("kind", flat=True))


def test_leave_is_kept_sealed_and_the_record_tells_of_it(cast, there, grant):
    held = Grant.objects.get()
    token = access_token(held, at=cast.at)

    assert (held.account, held.provider, held.scopes) == (
        "alice@harbour-it.example", "harbour", "mail offline_access",
    )  # fmt: skip
    kept = bytes(held.access_token) + bytes(held.refresh_token)
    assert not [it for it in (*there.access, *there.refresh) if it.encode() in kept]
    assert isinstance(token, AccessToken)
    assert there.access[str(token)]
    assert there.asked == []
    assert kinds() == ["grant.given"]
    assert Entry.objects.get().words.text == "Harbour: alice@harbour-it.example"


def test_whoever_signs_in_again_has_one_grant_still(cast, there, harbour, grant):
    end(Grant.objects.get(), "It was revoked.", at=cast.at)
    again = give(leave(there, harbour, cast.at), by=cast.alice, at=cast.at + HOUR)

    held = Grant.objects.get()
    assert (again.pk, held.pk) == (grant.pk, grant.pk)
    assert (held.trouble, held.given_at) == ("", cast.at + HOUR)
    assert access_token(held, at=cast.at) in there.access


@pytest.mark.parametrize(("minutes", "asked"), [(0, 0), (54, 0), (55, 1), (60, 1), (600, 1)])
def test_a_token_is_got_anew_a_little_before_its_end(cast, there, grant, minutes, asked):
    token = access_token(grant, at=cast.at + timedelta(minutes=minutes))

    assert token in there.access
    assert len(there.asked) == asked


def test_a_refresh_token_that_counts_once_is_never_lost(cast, there, grant):
    seen = {access_token(grant, at=cast.at + n * HOUR) for n in range(5)}

    assert len(seen) == 5
    assert there.reused == 0
    assert len(there.refresh) == 1
    assert kinds() == ["grant.given"]


def test_a_provider_that_gives_no_new_refresh_token_means_the_old_one(cast, there, grant):
    there.rotates = False
    seen = {access_token(grant, at=cast.at + n * HOUR) for n in range(3)}

    assert len(seen) == 3
    assert len(there.refresh) == 1


def test_a_token_that_a_server_refused_is_got_anew_though_its_time_is_not_over(cast, there, grant):
    token = access_token(grant, at=cast.at)
    there.expire()

    assert token.renewed()
    assert token.latest in there.access
    assert access_token(grant, at=cast.at) == token.latest


def test_a_refused_token_is_not_got_anew_where_another_process_did(cast, there, grant):
    token, other = (access_token(grant, at=cast.at) for _ in range(2))
    there.expire()
    other.renewed()
    there.asked.clear()

    assert token.renewed()
    assert token.latest == other.latest
    assert there.asked == []


def test_leave_that_was_taken_back_ends_in_a_sentence_and_is_not_asked_for_again(
    cast, there, grant
):
    there.revoke()
    with pytest.raises(GrantEndedError) as told:
        access_token(grant, at=cast.at + HOUR)
    there.asked.clear()
    with pytest.raises(GrantEndedError) as again:
        access_token(grant, at=cast.at + HOUR)

    assert (
        str(told.value)
        == str(again.value)
        == (
            "Harbour no longer lets Troth read alice@harbour-it.example (It was revoked). Sign in "
            "again: on the page of the mailbox, or with "
            "`troth mailbox password alice%40harbour-it.example`."
        )
    )
    held = Grant.objects.get()
    assert (held.refresh_token, held.access_token) == (None, None)
    assert there.asked == []
    assert kinds() == ["grant.given", "grant.ended"]


def test_a_provider_in_trouble_ends_nothing(cast, there, grant):
    there.answer("/token", (503, b""), (200, b"<html>"), (400, b'{"error": "invalid_client"}'))
    for _ in range(3):
        with pytest.raises(GrantUnreachableError):
            access_token(grant, at=cast.at + HOUR)

    assert Grant.objects.get().trouble == ""
    assert access_token(grant, at=cast.at + HOUR) in there.access


def test_without_its_client_id_leave_waits(cast, there, grant, monkeypatch):
    monkeypatch.delenv("TROTH_OAUTH_HARBOUR_CLIENT_ID")

    assert access_token(grant, at=cast.at)
    with pytest.raises(GrantUnreachableError, match="TROTH_OAUTH_HARBOUR_CLIENT_ID is not set"):
        access_token(grant, at=cast.at + HOUR)


def test_another_key_ends_nothing_for_good(cast, there, grant, settings):
    settings.SECRET_KEY, before = "another", settings.SECRET_KEY
    with pytest.raises(GrantEndedError, match="was sealed with another key"):
        access_token(grant, at=cast.at)
    settings.SECRET_KEY = before

    assert access_token(grant, at=cast.at) in there.access


def test_a_token_does_not_open_in_another_row(cast, there, harbour, grant):
    other = give(leave(there, harbour, cast.at), by=cast.bob, at=cast.at)
    Grant.objects.filter(pk=other.pk).update(access_token=grant.access_token)

    with pytest.raises(GrantEndedError, match="or was damaged"):
        access_token(other, at=cast.at)


def test_who_signs_in_while_the_old_leave_is_found_ended_keeps_the_new(cast, there, harbour, grant):
    stale = Grant.objects.get()
    give(leave(there, harbour, cast.at), by=cast.alice, at=cast.at)

    ended = end(stale, "It was revoked.", at=cast.at)
    renewed = renew(stale, Tokens("at-old", "rt-old", cast.at))

    assert (ended, renewed) == (False, False)
    assert access_token(grant, at=cast.at) in there.access
    assert kinds() == ["grant.given", "grant.given"]


def test_leave_is_forgotten_with_its_last_mailbox(cast, there, harbour):
    given = leave(there, harbour, cast.at)
    places = ("imaps://alice@mail.example/INBOX", "imaps://alice@mail.example/Archive")
    first, second = (add(it, leave=given, by=cast.alice, at=cast.at) for it in places)

    drop(first, by=cast.alice, at=cast.at)
    still = Grant.objects.count()
    change_password(second, "secret", by=cast.alice, at=cast.at)

    assert (still, Grant.objects.count()) == (1, 0)
    second.refresh_from_db()
    assert second.grant is None


def test_a_sign_in_under_way_can_be_read_by_its_member_alone(cast, there, harbour):
    code = device.start(harbour, at=cast.at)
    journey = set_out(harbour, back="http://127.0.0.1/", account="alice")

    for way in (code, journey):
        under_way = UnderWay("harbour", "alice", way, {"place": "imaps://a@b", "me": ["x"]})
        kept = sealed(under_way, by=cast.alice)
        assert unsealed(kept, by=cast.alice) == under_way
        assert unsealed(kept, by=cast.bob) is None
        assert "dc-1" not in kept
    for nothing in ("", "x", "====", "ä", kept[:-8]):
        assert unsealed(nothing, by=cast.alice) is None


def test_what_is_sealed_for_a_password_is_no_token(cast, grant):
    foreign = seal("x", practice=cast.practice.pk, table="mailbox", row=grant.pk)
    Grant.objects.update(access_token=foreign)

    with pytest.raises(GrantEndedError):
        access_token(grant, at=cast.at)
