"""Members come, change what they may do, and leave."""

import pytest

from troth.people.access import NotFoundError, Viewer
from troth.people.actions.founding import AddressTakenError, UnfitError
from troth.people.actions.members import (
    LastOwnerError,
    NotMemberError,
    NotOwnerError,
    change_role,
    invite,
    leave,
)
from troth.people.models import Client, Member, Role
from troth.people.queries import member, members
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


def kinds(about) -> list[str]:
    return list(Entry.objects.filter(about=about.pk).order_by("id").values_list("kind", flat=True))


def test_an_owner_invites_a_colleague_who_has_no_password(cast):
    new = invite(" Dora  D. ", "Dora@Harbour-IT.example", by=cast.alice, at=cast.at)

    assert (new.name, new.email, new.role) == ("Dora D.", "dora@harbour-it.example", Role.COLLEAGUE)
    assert new.practice_id == cast.practice.pk
    assert not new.has_usable_password()
    assert kinds(new) == ["member.joined"]


@pytest.mark.parametrize(
    ("name", "email", "field"),
    [
        (" ", "d@x.example", "name"),
        ("x" * 201, "d@x.example", "name"),
        ("Dora", "no address", "email"),
    ],
)
def test_what_is_no_name_and_no_address_is_refused_beside_its_field(cast, name, email, field):
    with pytest.raises(UnfitError) as refused:
        invite(name, email, by=cast.alice, at=cast.at)

    assert refused.value.field == field


def test_an_address_belongs_to_one_member_of_all_practices(cast):
    for taken in (cast.bob.email, cast.carol.email):
        with pytest.raises(AddressTakenError):
            invite("Dora", taken, by=cast.alice, at=cast.at)


def test_only_an_owner_decides_who_is_a_member(cast):
    with pytest.raises(NotOwnerError):
        invite("Dora", "dora@x.example", by=cast.bob, at=cast.at)
    with pytest.raises(NotOwnerError):
        change_role(cast.alice, Role.COLLEAGUE, by=cast.bob, at=cast.at)
    with pytest.raises(NotOwnerError):
        leave(cast.alice, to=cast.bob, by=cast.bob, at=cast.at)
    with pytest.raises(NotMemberError):
        change_role(cast.carol, Role.COLLEAGUE, by=cast.alice, at=cast.at)
    with pytest.raises(NotMemberError):
        leave(cast.carol, to=cast.alice, by=cast.alice, at=cast.at)

    assert not Entry.objects.exists()


def test_an_owner_of_a_page_ago_decides_nothing(cast):
    stale = Member.objects.get(pk=cast.alice.pk)
    change_role(cast.bob, Role.OWNER, by=cast.alice, at=cast.at)
    change_role(cast.alice, Role.COLLEAGUE, by=cast.bob, at=cast.at)

    with pytest.raises(NotOwnerError):
        invite("Dora", "dora@x.example", by=stale, at=cast.at)


def test_the_last_owner_neither_leaves_nor_becomes_a_colleague(cast):
    with pytest.raises(LastOwnerError):
        change_role(cast.alice, Role.COLLEAGUE, by=cast.alice, at=cast.at)
    with pytest.raises(LastOwnerError):
        leave(cast.alice, to=cast.bob, by=cast.alice, at=cast.at)
    change_role(cast.bob, Role.OWNER, by=cast.alice, at=cast.at)
    leave(cast.alice, to=cast.bob, by=cast.alice, at=cast.at)

    assert not Member.objects.get(pk=cast.alice.pk).is_active
    with pytest.raises(LastOwnerError):
        change_role(cast.bob, Role.COLLEAGUE, by=cast.bob, at=cast.at)


def test_a_role_is_one_of_two(cast):
    with pytest.raises(UnfitError):
        change_role(cast.bob, "king", by=cast.alice, at=cast.at)
    change_role(cast.bob, Role.COLLEAGUE, by=cast.alice, at=cast.at)

    assert kinds(cast.bob) == []  # it was so before


def test_whoever_leaves_leaves_no_client_alone_and_each_has_its_entry(cast):
    clients = leave(cast.bob, to=cast.alice, by=cast.alice, at=cast.at)

    assert clients == 1
    assert Client.objects.get(pk=cast.birch.pk).owner == cast.alice
    assert kinds(cast.birch) == ["client.handed_over"]
    assert kinds(cast.bob) == ["member.left"]


def test_clients_go_to_nobody_who_is_not_there(cast):
    dora = invite("Dora", "dora@x.example", by=cast.alice, at=cast.at)
    stale = Member.objects.get(pk=dora.pk)
    leave(dora, to=cast.alice, by=cast.alice, at=cast.at)
    for nobody in (cast.carol, cast.bob, dora, stale):
        with pytest.raises(NotMemberError):
            leave(cast.bob, to=nobody, by=cast.alice, at=cast.at)

    assert Client.objects.get(pk=cast.birch.pk).owner == cast.bob
    assert Member.objects.get(pk=cast.bob.pk).is_active


def test_whoever_comes_back_brings_nothing_of_what_signed_them_in(cast):
    cast.bob.set_password("seven quiet harbours")
    cast.bob.save()
    cast.bob.passkeys.create(
        practice=cast.practice, name="k", host="h", credential="c", attested=b"", added_at=cast.at
    )
    leave(cast.bob, to=cast.alice, by=cast.alice, at=cast.at)
    again = invite("Bob", cast.bob.email, by=cast.alice, at=cast.at)

    assert again.pk == cast.bob.pk
    assert (again.is_active, again.role) == (True, Role.COLLEAGUE)
    assert not again.has_usable_password()
    assert not again.passkeys.exists()
    assert again.last_login is None


def test_owners_see_the_members_and_nobody_else_learns_of_them(cast, django_assert_num_queries):
    alice = Viewer(cast.alice)
    with django_assert_num_queries(1):
        assert [it.name for it in members(alice)] == ["Alice", "Bob"]
    assert member(alice, cast.bob.pk) == cast.bob
    for viewer, pk in (
        (Viewer(cast.bob), cast.bob.pk),
        (alice, cast.carol.pk),
        (Viewer(cast.carol), cast.bob.pk),
    ):
        with pytest.raises(NotFoundError):
            member(viewer, pk)
