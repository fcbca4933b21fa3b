"""Who the counterparts are, and which addresses are one client."""

from troth.pure.ledger import client_of, counterparts, likely_owners

from .thread import ANNA, BEN, ME, posted


def test_one_domain_is_one_client_whatever_its_subdomain():
    assert client_of("anna@acme.co.uk") == client_of("ben@mail.acme.co.uk") == "acme.co.uk"


def test_freemail_addresses_are_each_their_own_client():
    assert client_of("someone@gmail.com") == "someone@gmail.com"


def test_an_address_without_a_domain_is_its_own_client():
    assert client_of("root") == "root"


def test_whom_i_wrote_to_is_a_counterpart_and_who_wrote_to_many_is_not():
    letters = [
        posted(ME, day=0, to=(ANNA,)),
        posted("list@news.example", day=0, to=(ME, "other@else.example")),
    ]

    assert counterparts(letters, me={ME}) == {ANNA}


def test_who_wrote_to_me_alone_is_a_counterpart():
    letters = [posted(BEN, day=0, to=(ME,)), posted(ANNA, day=0, to=(ME,), cc=(BEN,))]

    assert counterparts(letters, me={ME}) == {BEN}


def test_the_owner_stands_in_most_letters():
    people = [{ME, ANNA}, {ME, BEN}, {ME, ANNA}, {"list@news.example"}]

    assert likely_owners(people) == [(ME, 0.75)]


def test_of_no_letters_nobody_is_the_owner():
    assert likely_owners([]) == []
