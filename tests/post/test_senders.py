"""How a member's letters leave."""

from uuid import uuid4

import pytest

from troth.people.access import NotFoundError
from troth.people.models import Grant
from troth.post.actions import senders
from troth.post.actions.senders import SenderThereError, troubled
from troth.post.address import PlaceError, parse_address
from troth.post.delivery import check, deliver
from troth.post.models import OutgoingState, Sender
from troth.post.queries import sender_of
from troth.pure.wording.envelope import UnusableAddressError
from troth.record.models import Entry

GOOD = {
    "smtps://anna@smtp.acme.example": ("anna", "smtp.acme.example", 465, True),
    "SMTPS://anna%40acme.example@smtp.acme.example:4465/": (
        "anna@acme.example",
        "smtp.acme.example",
        4465,
        True,
    ),
    "smtp://anna@acme.example@smtp.acme.example": (
        "anna@acme.example",
        "smtp.acme.example",
        587,
        False,
    ),
    "smtp://localhost:25": ("", "localhost", 25, False),
    "smtp://anna@[::1]:2525": ("anna", "::1", 2525, False),
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_says_who_sends_by_which_server(text):
    found = parse_address(text)

    assert (found.user, found.host, found.port, found.is_tls_at_once) == GOOD[text]


@pytest.mark.parametrize(
    ("text", "needed"),
    [("smtp://a@acme.example", True), ("smtp://a@127.0.0.1", False), ("smtps://a@x", False)],
)
def test_encryption_is_left_out_only_where_nothing_leaves_the_machine(text, needed):
    assert parse_address(text).needs_starttls == needed


BAD = {
    "": "names no way to send",
    "smtp.acme.example": "names no way to send",
    "imaps://anna@acme.example": "names no way to send",
    "smtps://": "names no server",
    "smtps://anna@": "names no server",
    "smtps://anna@host:port": "names no server",
    "smtps://anna@host:99999": "names no server",
    "smtps://anna@host/inbox": "names no server",
    "smtps://anna:secret@host": "password does not belong into an address",
    "smtps://an%0d%0ana@host": "control character",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_address_is_refused_with_one_that_is(text):
    with pytest.raises(PlaceError, match=BAD[text]) as refused:
        parse_address(text)

    assert "smtps://anna%40firm.example" in str(refused.value) or "password" in BAD[text]


@pytest.fixture
def added(cast):
    return senders.add(
        "smtps://alice@smtp.harbour-it.example",
        email="alice@harbour-it.example",
        password="corr3ct-h0rse",
        by=cast.alice,
        at=cast.at,
    )


@pytest.mark.django_db
def test_a_password_is_sealed_and_goes_with_its_server(added, cast):
    added.refresh_from_db()
    sealed = bytes(added.password)
    elsewhere = senders.change(
        added, place="smtps://alice@elsewhere.example", email=added.email, by=cast.alice, at=cast.at
    )

    assert b"corr3ct" not in sealed
    assert elsewhere.password is None


@pytest.mark.django_db
def test_another_address_keeps_the_password(added, cast):
    kept = senders.change(
        added, place=added.place, email="al@harbour-it.example", by=cast.alice, at=cast.at
    )

    assert kept.password is not None
    assert kept.email == "al@harbour-it.example"


@pytest.mark.django_db
def test_a_member_has_one_sender_and_it_is_their_own(added, cast):
    with pytest.raises(SenderThereError, match="Change that one"):
        senders.add(added.place, email=added.email, by=cast.alice, at=cast.at)
    for member in (cast.bob, cast.carol):
        for act in (
            lambda by: senders.change(
                added, place=added.place, email=added.email, by=by, at=cast.at
            ),
            lambda by: senders.copy_to(added, uuid4(), by=by, at=cast.at),
            lambda by: senders.remove(added, by=by, at=cast.at),
        ):
            with pytest.raises(NotFoundError):
                act(member)

    assert sender_of(cast.alice) == added
    assert sender_of(cast.bob) is None
    assert Sender.objects.count() == 1


@pytest.mark.django_db
def test_nothing_unusable_is_kept(cast):
    with pytest.raises(PlaceError):
        senders.add("smtp.acme.example", email="a@acme.example", by=cast.alice, at=cast.at)
    with pytest.raises(UnusableAddressError):
        senders.add("smtps://a@acme.example", email="a", by=cast.alice, at=cast.at)
    grant = Grant.objects.create(
        practice=cast.practice,
        member=cast.bob,
        provider="google",
        account="b@x.example",
        given_at=cast.at,
    )
    with pytest.raises(NotFoundError):
        senders.add(
            "smtps://a@acme.example", email="a@acme.example", grant=grant, by=cast.alice, at=cast.at
        )

    assert not Sender.objects.exists()


@pytest.mark.django_db
def test_every_change_is_on_the_record_and_no_password_is(added, cast):
    senders.copy_to(added, uuid4(), by=cast.alice, at=cast.at)
    senders.copy_to(added, None, by=cast.alice, at=cast.at)
    senders.change(
        added, place=added.place, email=added.email, password="an0ther", by=cast.alice, at=cast.at
    )
    senders.remove(added, by=cast.alice, at=cast.at)
    entries = Entry.objects.filter(about=added.pk).order_by("id")

    assert [it.kind for it in entries] == [
        "sender.added",
        "sender.copies_on",
        "sender.copies_off",
        "sender.changed",
        "sender.removed",
    ]
    assert not any("0" in it.words.text for it in entries if hasattr(it, "words"))


@pytest.mark.django_db
def test_trouble_that_came_before_a_change_is_not_told_of_what_is_there_now(added, cast):
    as_it_was = Sender.objects.get()
    senders.change(
        added, place=added.place, email=added.email, password="new", by=cast.alice, at=cast.at
    )
    troubled(as_it_was, "The password was refused.", at=cast.at)

    assert Sender.objects.get().trouble == ""


@pytest.mark.django_db
def test_a_password_that_was_sealed_with_another_key_is_asked_for_again(
    put, sender, clock, settings
):
    outgoing = put()
    settings.SECRET_KEY = "f" * 64
    deliver(outgoing.pk, owner="a", clock=clock)
    outgoing.refresh_from_db()
    sender.refresh_from_db()

    assert "another key" in sender.trouble
    assert outgoing.state == OutgoingState.HELD
    assert check(sender, clock=clock) == sender.trouble
