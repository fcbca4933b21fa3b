"""Real servers: encrypted, with a token in place of a password, with addresses beyond ASCII."""

import pytest

from tests.post.postman import PASSWORD, TOKEN, postman
from troth.people.oauth import AccessToken, GrantEndedError, GrantUnreachableError
from troth.post.actions import senders
from troth.post.delivery import deliver, try_out
from troth.post.models import Outgoing, OutgoingState

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module", params=["tls", "starttls"])
def encrypted(request, tmp_path_factory):
    with postman(tmp_path_factory.mktemp("postman"), request.param) as running:
        yield running


@pytest.fixture
def sender_there(encrypted, cast, sender, monkeypatch, everything_is_far_away):
    monkeypatch.setenv("TROTH_SMTP_CA", str(encrypted.folder / "cert.pem"))
    return senders.change(
        sender,
        place=encrypted.place(),
        email=sender.email,
        password=PASSWORD,
        by=cast.alice,
        at=cast.at,
    )


@pytest.fixture
def everything_is_far_away(monkeypatch):
    monkeypatch.setattr("troth.post.address.is_loopback", lambda _host: False)


def test_an_encrypted_server_is_trusted_once_its_certificate_is_named(
    encrypted, monkeypatch, everything_is_far_away
):
    stranger = try_out(encrypted.place(), secret=PASSWORD)
    monkeypatch.setenv("TROTH_SMTP_CA", str(encrypted.folder / "cert.pem"))
    friend = try_out(encrypted.place(), secret=PASSWORD)
    monkeypatch.setenv("TROTH_SMTP_CA", str(encrypted.folder / "port"))
    no_certificate = try_out(encrypted.place(), secret=PASSWORD)

    assert "is not trusted" in stranger
    assert "name its certificate in TROTH_SMTP_CA" in stranger
    assert friend == ""
    assert "which is no file of certificates" in no_certificate


def test_a_letter_leaves_by_an_encrypted_connection(sender_there, encrypted, put, clock):
    outgoing = put()
    deliver(outgoing.pk, owner="a", clock=clock)
    (row,) = [it for it in encrypted.taken if it["id"] == outgoing.message_id]

    assert row["hello"] == "[127.0.0.1]"
    assert row["from"] == "alice@harbour-it.example"


def test_a_server_without_tls_where_tls_was_asked_for_is_said_in_a_sentence(server):
    said = try_out(f"smtps://alice@127.0.0.1:{server.port}", secret=PASSWORD)

    assert "does not speak TLS. Look at the port" in said


def test_a_wrong_password_is_tried_once_and_in_one_way(server):
    before = len(server.sign_ins)
    said = try_out(server.place(), secret="wrong")

    assert "refused the user name alice or its password: 535" in said
    assert server.sign_ins[before:] == ["refused"]


def test_a_token_stands_in_place_of_a_password(server):
    said = try_out(server.place(), secret=AccessToken(TOKEN))

    assert said == ""
    assert server.sign_ins[-1] == "token"


def test_a_token_that_has_ended_is_got_anew_once(server):
    before = len(server.sign_ins)
    renewed = try_out(server.place(), secret=AccessToken("old", renew=lambda _old: TOKEN))
    ended = try_out(server.place(), secret=AccessToken("old"))

    assert renewed == ""
    assert "Sign in again as alice" in ended
    assert server.sign_ins[before:] == ["refused", "token", "refused"]


@pytest.mark.parametrize("error", [GrantEndedError, GrantUnreachableError])
def test_what_a_provider_says_of_a_token_is_the_trouble(server, error):
    def renew(_old):
        raise error("Sign in again as Alice.")

    assert (
        try_out(server.place(), secret=AccessToken("old", renew=renew)) == "Sign in again as Alice."
    )


def test_an_address_beyond_ascii_goes_where_the_server_can_send_it(put, clock, server, tmp_path):
    outgoing = put(to=["jörg@bücher.example"], contact=None)
    deliver(outgoing.pk, owner="a", clock=clock)
    (row,) = [it for it in server.taken if it["id"] == outgoing.message_id]

    assert row["to"] == ["jörg@xn--bcher-kva.example"]


def test_where_the_server_cannot_that_is_said_and_nothing_is_sent(
    put, clock, cast, sender, tmp_path
):
    with postman(tmp_path, "ascii") as plain:
        senders.change(
            sender,
            place=plain.place(),
            email=sender.email,
            password=PASSWORD,
            by=cast.alice,
            at=cast.at,
        )
        odd = put(to=["jörg@bücher.example"])
        even = put(to=["joerg@bücher.example"])
        deliver(odd.pk, owner="a", clock=clock)
        states = dict(Outgoing.objects.values_list("pk", "state"))
        taken = plain.taken

    assert states == {odd.pk: OutgoingState.FAILED, even.pk: OutgoingState.SENT}
    assert (
        "jörg@xn--bcher-kva.example, which is not plain ASCII"
        in Outgoing.objects.get(pk=odd.pk).said
    )
    assert [it["to"] for it in taken] == [["joerg@xn--bcher-kva.example"]]


def test_a_server_that_is_not_there_is_said_in_a_sentence():
    nowhere = try_out("smtp://alice@localhost:1", secret="x")
    nobody = try_out("smtps://alice@nowhere.invalid", secret="x")

    assert nowhere.startswith("localhost, port 1, takes no connection")
    assert nobody.startswith("There is no server named nowhere.invalid")
