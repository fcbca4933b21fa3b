import pytest

from troth.people.access import NotFoundError, Viewer
from troth.people.actions.clients import (
    NotYoursError,
    TakenError,
    add_client,
    add_keys,
    change,
    close,
    hand_over,
    merge,
)
from troth.people.actions.founding import (
    AddressTakenError,
    UnfitError,
    add_addresses,
    add_member,
    found,
    introduce,
)
from troth.people.models import ClientKind, Contact
from troth.record.queries import check, head, of_chain

pytestmark = pytest.mark.django_db


def kinds(client):
    return [it.kind for it in of_chain(client.pk, practice=client.practice_id, most=9)]


def test_a_practice_begins_with_its_owner(cast):
    dora = found("Elm IT", member="Dora", email=" Dora@Elm.example", zone="UTC", at=cast.at)

    assert (dora.email, dora.role, dora.practice.name) == ("dora@elm.example", "owner", "Elm IT")
    assert not dora.has_usable_password()
    assert head(dora.practice_id)[0] == 1


def test_an_address_signs_in_one_member(cast):
    with pytest.raises(AddressTakenError, match=r"alice@harbour-it\.example is a member already"):
        add_member(
            cast.practice, name="A", email="Alice@harbour-it.example", zone="UTC",
            by=cast.alice, at=cast.at,
        )  # fmt: skip


def test_a_members_addresses_are_theirs_alone(cast):
    add_addresses(cast.alice, ["Alice@Old.example"], by=cast.alice, at=cast.at)
    add_addresses(cast.alice, ["alice@old.example"], by=cast.alice, at=cast.at)

    assert cast.alice.addresses.count() == 2
    with pytest.raises(AddressTakenError, match="colleague's"):
        add_addresses(cast.bob, ["alice@old.example"], by=cast.bob, at=cast.at)


def introduced(cast, **changed):
    said = {"name": " Alice B. ", "email": "A@New.example", "zone": "America/Montreal"} | changed
    introduce(cast.alice, **said, by=cast.alice, at=cast.at)
    cast.alice.refresh_from_db()
    return cast.alice


def test_a_member_says_how_they_are_called_where_they_write_from_and_where_their_days_end(cast):
    alice = introduced(cast)

    assert (alice.name, alice.email, alice.zone) == (
        "Alice B.",
        "a@new.example",
        "America/Montreal",
    )
    assert alice.addresses.filter(email="a@new.example").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": " "}, "Say what you are called"),
        ({"email": "nobody"}, "'nobody' is no mail address"),
        ({"zone": "Mars"}, "'Mars' is no time zone"),
    ],
)
def test_what_a_member_cannot_be_is_refused_in_words(cast, changed, says):
    with pytest.raises(UnfitError, match=says) as refused:
        introduced(cast, **changed)

    assert refused.value.field in changed


def test_nobody_takes_a_colleagues_address(cast):
    with pytest.raises(AddressTakenError):
        introduced(cast, email="bob@harbour-it.example")


def test_a_domain_belongs_to_one_client(cast):
    elm = add_client(cast.alice, "Elm", ["elm.example"], by=cast.alice, at=cast.at)
    add_keys(elm, ["ELM.example", "elm2.example"], by=cast.alice, at=cast.at)

    assert sorted(elm.addresses.values_list("key", flat=True)) == ["elm.example", "elm2.example"]
    with pytest.raises(TakenError, match=r"acme\.example is another client's already"):
        add_keys(elm, ["acme.example"], by=cast.alice, at=cast.at)


def test_the_same_domain_may_be_a_client_of_another_practice(cast):
    assert add_client(cast.carol, "Acme too", ["acme.example"], by=cast.carol, at=cast.at)


def test_a_client_has_one_owner_who_may_change_within_the_practice(cast):
    hand_over(cast.acme, to=cast.bob, by=cast.alice, at=cast.at)
    hand_over(cast.acme, to=cast.bob, by=cast.alice, at=cast.at)
    cast.acme.refresh_from_db()

    assert cast.acme.owner == cast.bob
    assert kinds(cast.acme) == ["client.handed_over"]
    with pytest.raises(NotYoursError):
        hand_over(cast.acme, to=cast.carol, by=cast.alice, at=cast.at)


def test_a_client_changes_name_kind_and_cadence_and_leaves_once(cast):
    change(
        cast.acme, name="Acme Ltd", kind=ClientKind.CUSTOMER, cadence_days=None,
        by=cast.alice, at=cast.at,
    )  # fmt: skip
    close(cast.acme, by=cast.alice, at=cast.at)
    close(cast.acme, by=cast.alice, at=cast.at)
    cast.acme.refresh_from_db()

    assert (cast.acme.name, cast.acme.kind) == ("Acme Ltd", ClientKind.FORMER)
    assert kinds(cast.acme) == ["client.closed", "client.changed"]


def test_joining_two_clients_keeps_both_chains_and_the_one_names_the_other(cast):
    change(cast.birch, name="Birch", kind="client", cadence_days=7, by=cast.bob, at=cast.at)
    before = head(cast.birch.pk)
    merge(cast.birch, into=cast.acme, by=cast.alice, at=cast.at)
    closing = of_chain(cast.birch.pk, practice=cast.practice.pk, most=1)[0]

    assert closing.facts == {
        "into": cast.acme.pk.hex, "after": before[0], "head": before[1].hex()
    }  # fmt: skip
    assert Contact.objects.get(name="Ben").client == cast.acme
    assert check(cast.birch.pk).result.broken is None
    assert check(cast.acme.pk).result.broken is None


@pytest.mark.parametrize("other", ["cove", "acme"])
def test_only_two_clients_of_one_practice_can_be_joined(cast, other):
    with pytest.raises(NotYoursError):
        merge(cast.acme, into=getattr(cast, other), by=cast.alice, at=cast.at)


def test_a_stranger_finds_what_exists_as_little_as_what_does_not(cast):
    for pk in (cast.acme.pk, str(cast.acme.pk), cast.anna.pk, "nonsense", "0" * 32):
        with pytest.raises(NotFoundError):
            Viewer(cast.carol).client(pk)

    assert Viewer(cast.bob).client(cast.acme.pk) == cast.acme


def test_behind_the_curtain_there_is_one_client(cast):
    viewer = Viewer(cast.alice, only=cast.acme.pk)

    assert list(viewer.clients()) == [cast.acme]
    with pytest.raises(NotFoundError):
        viewer.client(cast.birch.pk)
