import pytest

from tests.people.test_contacts import suggestion
from troth.people.access import NotFoundError, Viewer
from troth.people.actions.client_fields import (
    UnfitValueError,
    decline,
    propose,
    read_to,
    settle,
)
from troth.people.actions.clients import add_client, add_keys, change, close, merge
from troth.people.actions.contacts import propose as propose_contact
from troth.people.models import Client, Evidence
from troth.people.queries import client_known
from troth.record.queries import check, of_chain

pytestmark = pytest.mark.django_db

SENTENCE = "Acme Works GmbH"


def known(client):
    return {it.field: it for it in client_known(client)}


def kinds(client):
    return [it.kind for it in of_chain(client.pk, practice=client.practice_id, most=9)]


def elm(cast, name="Elm House", **more):
    return add_client(cast.alice, name, ["elm-house.example"], by=cast.alice, at=cast.at, **more)


def test_what_a_letter_suggests_stands_in_the_field_with_its_sentence(cast):
    assert propose(cast.acme, [suggestion("name", "Acme Works", SENTENCE)], at=cast.at) == 1

    it = known(cast.acme)["name"]
    assert Client.objects.get(pk=cast.acme.pk).name == "Acme Works"
    assert (it.value, it.is_proposed, it.sentence, it.source) == (
        "Acme Works", True, SENTENCE, "letter-1",
    )  # fmt: skip
    assert kinds(cast.acme) == ["client.fields_proposed"]


def test_what_is_proposed_twice_is_told_once(cast):
    for _ in range(2):
        propose(cast.acme, [suggestion("cadence_days", "7")], at=cast.at)

    assert kinds(cast.acme) == ["client.fields_proposed"]


def test_a_newer_value_takes_the_place_of_the_one_proposed_before(cast):
    for days in ("7", "9"):
        propose(cast.acme, [suggestion("cadence_days", days)], at=cast.at)

    assert known(cast.acme)["cadence_days"].value == "9"
    assert Evidence.objects.count() == 1


def test_what_a_member_said_is_not_overruled_by_a_letter(cast):
    settle(cast.acme, "cadence_days", "", by=cast.alice, at=cast.at)

    assert propose(cast.acme, [suggestion("cadence_days", "7")], at=cast.at) == 0
    assert Client.objects.get(pk=cast.acme.pk).cadence_days is None
    assert kinds(cast.acme) == ["client.field_settled"]


def test_a_confirmed_proposal_keeps_its_sentence_and_a_corrected_one_does_not(cast):
    said = [suggestion("name", "Acme Works", SENTENCE), suggestion("cadence_days", "7")]
    propose(cast.acme, said, at=cast.at)
    settle(cast.acme, "name", "Acme Works", by=cast.alice, at=cast.at)
    settle(cast.acme, "cadence_days", "10", by=cast.alice, at=cast.at)

    name, days = known(cast.acme)["name"], known(cast.acme)["cadence_days"]
    assert (name.is_proposed, name.sentence) == (False, SENTENCE)
    assert (days.value, days.is_proposed, days.sentence) == ("10", False, "")


@pytest.mark.parametrize(
    ("field", "value", "before"),
    [("name", "Elm Works", "Elm House"), ("kind", "client", "client"), ("cadence_days", "3", 14)],
)
def test_a_declined_value_is_gone_and_never_proposed_again_but_another_may_be(
    cast, field, value, before
):
    client = elm(cast)
    propose(client, [suggestion(field, value)], at=cast.at)
    decline(client, field, by=cast.alice, at=cast.at)

    assert getattr(Client.objects.get(pk=client.pk), field) == before
    assert propose(client, [suggestion(field, value)], at=cast.at) == 0
    assert kinds(client)[:2] == ["client.field_declined", "client.fields_proposed"]
    assert propose(client, [suggestion("cadence_days", "5")], at=cast.at) == 1


@pytest.mark.parametrize("kind", ["customer", "prospect"])
def test_nobody_is_left_in_silence_on_a_guess(cast, kind):
    propose(cast.acme, [suggestion("kind", kind, "Thank you for the order.")], at=cast.at)

    it = known(cast.acme)["kind"]
    assert Client.objects.get(pk=cast.acme.pk).kind == "client"
    assert (it.value, it.is_proposed, it.asks, it.sentence) == (
        "client", False, kind, "Thank you for the order.",
    )  # fmt: skip

    settle(cast.acme, "kind", kind, by=cast.alice, at=cast.at)
    assert (known(cast.acme)["kind"].value, known(cast.acme)["kind"].asks) == (kind, "")


@pytest.mark.parametrize("name", ["elm-house.example", "Elm House"])
def test_a_client_named_after_its_domain_takes_the_name_that_letters_give(cast, name):
    assert propose(elm(cast, name), [suggestion("name", "Elm GmbH")], at=cast.at) == 1


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"name": "The Elms"}, "name", "Elm GmbH"),
        ({"kind": "prospect"}, "kind", "client"),
        ({"cadence_days": 5}, "cadence_days", "9"),
    ],
)
def test_what_somebody_thought_of_when_adding_a_client_is_settled(cast, more, field, value):
    client = elm(cast, **more)

    assert propose(client, [suggestion(field, value)], at=cast.at) == 0
    assert not known(client)[field].is_proposed


def test_what_a_member_changes_is_settled_and_what_they_leave_is_not(cast):
    change(cast.acme, name="Acme", kind="client", cadence_days=5, by=cast.alice, at=cast.at)
    said = [suggestion("cadence_days", "9"), suggestion("name", "Acme Works")]

    assert propose(cast.acme, said, at=cast.at) == 1
    held = Client.objects.get(pk=cast.acme.pk)
    assert (held.name, held.cadence_days) == ("Acme Works", 5)


def test_a_value_settled_while_letters_were_read_stays(cast):
    read_before = Client.objects.get(pk=cast.acme.pk)
    settle(cast.acme, "cadence_days", "5", by=cast.alice, at=cast.at)
    propose(read_before, [suggestion("name", "Acme Works")], at=cast.at)

    held = Client.objects.get(pk=cast.acme.pk)
    assert (held.name, held.cadence_days) == ("Acme Works", 5)


def test_of_a_client_whose_work_has_ended_nothing_is_proposed(cast):
    close(cast.acme, by=cast.alice, at=cast.at)
    said = [suggestion("kind", "client")]

    assert propose(cast.acme, said, read_up_to="9 1 1", at=cast.at) == 0
    assert read_to(cast.acme) == "9 1 1"
    assert Client.objects.get(pk=cast.acme.pk).kind == "former"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Say what the client is called."),
        ("name", "A" * 201, "It can be 200 characters long, and has 201."),
        ("kind", "friend", "It must be client, customer, prospect or former, and 'friend' is not"),
        ("cadence_days", "0", "Write a number of days from 1 to 366, or leave it empty."),
        ("cadence_days", "367", "Write a number of days"),
        ("cadence_days", "0000000366", "Write a number of days"),
        ("cadence_days", "weekly", "Write a number of days"),
        ("cadence_days", "²", "Write a number of days"),
        ("owner", "Bob", "A client has no owner."),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused_in_words(cast, field, value, says):
    with pytest.raises(UnfitValueError, match=says):
        settle(cast.acme, field, value, by=cast.alice, at=cast.at)

    assert propose(cast.acme, [suggestion(field, value)], at=cast.at) == 0
    assert not Evidence.objects.exists()


def test_what_is_known_of_a_client_is_not_what_is_known_of_its_contacts(cast):
    propose_contact(cast.anna, [suggestion("name", "Anna Berg")], at=cast.at)
    propose(cast.acme, [suggestion("name", "Acme Works")], at=cast.at)

    assert known(cast.acme)["name"].value == "Acme Works"
    assert decline(cast.acme, "name", by=cast.alice, at=cast.at) is None
    cast.anna.refresh_from_db()
    assert cast.anna.name == "Anna Berg"


def test_joined_clients_keep_apart_what_each_was_known_by(cast):
    settle(cast.acme, "name", "Acme Works", by=cast.alice, at=cast.at)
    settle(cast.birch, "name", "Birch Ltd", by=cast.bob, at=cast.at)
    propose(cast.acme, [], read_up_to="7 1 1", at=cast.at)
    merge(cast.birch, into=cast.acme, by=cast.alice, at=cast.at)

    assert known(cast.acme)["name"].value == "Acme Works"
    assert Evidence.objects.filter(client=cast.acme, contact=None).count() == 1
    assert read_to(cast.acme) == ""
    assert check(cast.acme.pk).result.broken is None


def test_a_second_domain_does_not_change_what_a_declined_name_falls_back_to(cast):
    client = elm(cast)
    add_keys(client, ["a-house.example"], by=cast.alice, at=cast.at)
    propose(client, [suggestion("name", "Elm Works")], at=cast.at)
    decline(client, "name", by=cast.alice, at=cast.at)

    assert known(client)["name"].value == "Elm House"


def test_how_far_letters_were_read_is_kept_and_is_no_event(cast):
    assert read_to(cast.acme) == ""
    for mark in ("5 1 1", "9 1 1"):
        assert propose(cast.acme, [], read_up_to=mark, at=cast.at) == 0

    assert read_to(cast.acme) == "9 1 1"
    assert kinds(cast.acme) == []
    assert set(known(cast.acme)) == {"name", "kind", "cadence_days"}


def test_what_is_known_of_a_client_takes_one_query(cast, django_assert_num_queries):
    for field, value in (("name", "Acme Works"), ("kind", "client"), ("cadence_days", "7")):
        propose(cast.acme, [suggestion(field, value)], at=cast.at)
    with django_assert_num_queries(1):
        client_known(cast.acme)


def test_a_stranger_and_the_curtain_reach_no_client_whose_fields_they_could_ask(cast):
    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        with pytest.raises(NotFoundError):
            client_known(viewer.client(cast.acme.pk))
