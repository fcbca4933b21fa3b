"""How a member's letters leave is said, tried, changed and forgotten at the desk."""

from html import unescape

import pytest
from django.urls import reverse

from tests.post.conftest import Clock, server
from tests.post.postman import PASSWORD
from tests.promises.letters import mailbox_of
from troth.people.models import Grant
from troth.post.actions import senders
from troth.post.models import Sender

__all__ = ["server"]

pytestmark = pytest.mark.django_db

IMAP = "imaps://alice%40harbour-it.example@imap.harbour-it.example"


@pytest.fixture(autouse=True)
def _clock(monkeypatch, cast):
    monkeypatch.setattr("troth.desk.viewing.now", Clock(cast.at))


@pytest.fixture
def typed(server):
    return {"email": "alice@harbour-it.example", "place": server.place(), "password": PASSWORD}


def page_of(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def keep(desk, **typed):
    return desk.post(reverse("sender"), typed, follow=True)


@pytest.mark.parametrize(
    ("mailbox", "place"),
    [
        (IMAP, "smtps://alice%40harbour-it.example@smtp.harbour-it.example"),
        ("imaps://alice@mail.harbour-it.example/INBOX", "smtps://alice@mail.harbour-it.example"),
        ("imaps://a%40x.example@imap.gmail.com", "smtp://a%40x.example@smtp.gmail.com"),
        ("imaps://a@outlook.office365.com", "smtp://a@smtp.office365.com"),
        ("/mail/alice", ""),
    ],
)
def test_the_server_is_proposed_from_the_mailbox(desk, cast, mailbox, place):
    mailbox_of(cast, mailbox)
    page = page_of(desk.get(reverse("sender")))

    assert f'name="place" type="text" autocomplete="off" value="{place}"' in page
    assert 'value="alice@harbour-it.example"' in page


def test_what_is_kept_is_tried_at_once_and_the_password_never_shown(desk, typed, server):
    page = page_of(keep(desk, **typed))

    assert "Your server lets you in. Letters can leave." in page
    assert PASSWORD not in page
    assert Sender.objects.get().place == server.place()
    assert server.taken == []
    assert "Your server lets you in." in page_of(desk.post(reverse("sender_try"), follow=True))


def test_a_wrong_password_is_told_and_put_right(desk, typed, server):
    page = page_of(keep(desk, **typed | {"password": "wrong"}))

    assert 'aria-label="Trouble"' in page
    assert "Put it right here. Until then your letters wait" in page
    page = page_of(keep(desk, **typed))
    assert 'aria-label="Trouble"' not in page
    assert Sender.objects.get().trouble == ""


def test_a_server_that_does_not_answer_is_told_and_what_was_typed_is_kept(desk, typed):
    page = page_of(keep(desk, **typed | {"place": "smtp://alice@127.0.0.1:1"}))

    assert "127.0.0.1" in page
    assert "Letters can leave." not in page
    assert Sender.objects.get().place == "smtp://alice@127.0.0.1:1"


def test_without_a_new_password_the_old_one_stays(desk, typed):
    keep(desk, **typed)
    page = page_of(keep(desk, **typed | {"password": "", "email": "office@harbour-it.example"}))

    assert "Your server lets you in." in page
    assert Sender.objects.get().email == "office@harbour-it.example"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"email": ""}, "email", "Type the address that your letters come from"),
        ({"email": "no address"}, "email", "is no mail address that a letter can carry"),
        ({"place": ""}, "place", "names no way to send. Write it like"),
        ({"place": "smtp.firm.example"}, "place", "names no way to send. Write it like"),
        ({"place": "smtps://a:b@firm.example"}, "place", "A password does not belong into"),
        ({"place": "smtps://a@firm.example" + "x" * 1_000}, "place", "That is longer than it can"),
        ({"place": "smtps://a\0@"}, "place", "names no server"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_no_word_is_lost(
    desk, typed, wrong, field, words
):
    answer = desk.post(reverse("sender"), typed | wrong)
    page = page_of(answer)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in page
    assert words in page
    assert not Sender.objects.exists()


def grant_of(member, **more) -> Grant:
    return Grant.objects.create(
        practice=member.practice, member=member, provider="microsoft", given_at=member.practice.founded_at,
        **{"account": "alice@harbour-it.example"} | more,
    )  # fmt: skip


def test_what_a_provider_gave_stands_in_place_of_a_password(desk, cast, typed):
    grant = grant_of(cast.alice)
    mailbox = mailbox_of(cast, "imaps://alice@outlook.office365.com")
    mailbox.grant = grant
    mailbox.save()
    page = page_of(desk.get(reverse("sender")))
    keep(desk, **typed | {"password": "", "grant": grant.pk.hex})

    assert "What Microsoft gave for alice@harbour-it.example" in page
    assert f'<option value="{grant.pk.hex}" selected>' in page
    assert Sender.objects.get().grant == grant


def test_a_grant_of_somebody_else_is_nowhere(desk, cast, typed):
    grant = grant_of(cast.carol)

    for value in (grant.pk.hex, "nonsense"):
        answer = desk.post(reverse("sender"), typed | {"grant": value})
        assert answer.status_code == 404
    assert not Sender.objects.exists()


def test_copies_are_off_until_they_are_switched_on_and_go_into_an_own_mailbox(desk, cast, typed):
    mailbox = mailbox_of(cast, IMAP)
    keep(desk, **typed)
    assert "This is the one thing Troth ever writes into a mailbox." in page_of(
        desk.get(reverse("sender"))
    )
    assert Sender.objects.get().copies_to is None
    desk.post(reverse("sender_copies"), {"copies": mailbox.pk.hex})
    assert Sender.objects.get().copies_to == mailbox.pk
    assert desk.post(reverse("sender_copies"), {"copies": cast.acme.pk.hex}).status_code == 404
    desk.post(reverse("sender_copies"), {"copies": ""})
    assert Sender.objects.get().copies_to is None


def test_where_the_server_puts_copies_by_itself_nothing_is_asked(desk, cast, typed):
    senders.add("smtps://a@smtp.gmail.com", email="a@x.example", by=cast.alice, at=cast.at)

    page = page_of(desk.get(reverse("sender")))
    assert "puts a copy of each letter into your Sent folder by itself" in page
    assert 'name="copies"' not in page


def test_it_is_forgotten_with_its_password(desk, typed):
    keep(desk, **typed)
    page = page_of(desk.post(reverse("sender_remove"), follow=True))

    assert "Forgotten, with its password." in page
    assert not Sender.objects.exists()
    assert desk.post(reverse("sender_remove")).status_code == 404
    assert desk.post(reverse("sender_try")).status_code == 404


def test_a_member_sees_their_own_alone_and_behind_the_curtain_nothing(client, desk, cast, typed):
    keep(desk, **typed)
    client.force_login(cast.bob)
    assert typed["place"] not in page_of(client.get(reverse("sender")))
    client.force_login(cast.alice)
    client.post(reverse("curtain"), {"client": str(cast.acme.pk)})

    for name in ("sender", "sender_try", "sender_copies", "sender_remove"):
        assert client.post(reverse(name), {}).status_code == 404
    assert client.get(reverse("sender")).status_code == 404
    assert Sender.objects.count() == 1


def test_the_ways_there_stand_on_the_pages_about_oneself_and_about_mail(desk):
    assert reverse("sender") in page_of(desk.get(reverse("you")))
    assert reverse("outbox") in page_of(desk.get(reverse("mailboxes")))
    assert reverse("sender") in page_of(desk.get(reverse("outbox")))
