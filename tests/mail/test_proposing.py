"""What letters tell of a client and its contacts is proposed once, with where it stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.letters import ALICE, ANNA, letter, taken_in
from troth.mail.actions import empty, proposing
from troth.mail.actions.proposing import propose_fields
from troth.mail.models import Message
from troth.people.access import NotFoundError, Viewer
from troth.people.actions.clients import add_client
from troth.people.actions.contacts import add_contact, decline
from troth.people.actions.fields import COUNTED
from troth.people.actions.founding import add_addresses
from troth.people.fields import FIELDS
from troth.people.models import Client, Contact, Evidence
from troth.people.queries import client_known, person
from troth.promises.actions.merging import merge
from troth.record.queries import of_chain

pytestmark = pytest.mark.django_db

SIGNED = (
    "Hello Alice,\n\n{}\n\nRegards\nAnna\n\n-- \nAnna Berg\nManaging Director\nAcme Works Ltd\n"
)
CLARA = "Clara Hill <clara@acme.example>"


def signed(body, **more):
    return letter(SIGNED.format(body), **more)


def of_anna(cast, field):
    known = person(Viewer(cast.alice), cast.anna.pk).fields
    return next(it for it in known if it.field == field)


def of_acme(cast, field):
    cast.acme.refresh_from_db()
    return next(it for it in client_known(cast.acme) if it.field == field)


def entries(cast):
    return len(of_chain(cast.acme.pk, practice=cast.practice.pk, most=99))


def clara_of(cast):
    taken_in(cast, letter("Please send me the plan.", sender=CLARA, number=90))
    return Contact.objects.get(addresses__email="clara@acme.example")


def test_what_a_letter_tells_of_its_writer_stands_with_its_sentence_and_its_letter(cast):
    taken_in(cast, signed("I report to Clara."))
    add_contact(cast.acme, "Clara Hill", [], by=cast.alice, at=cast.at)
    propose_fields(cast.acme, at=cast.at)
    source = Message.objects.get().pk.hex

    for field, value, sentence in (
        ("rank", "1", "Managing Director"),
        ("role", "Managing Director", "Managing Director"),
        ("reports_to", "Clara Hill", "I report to Clara."),
    ):
        it = of_anna(cast, field)
        assert (it.value, it.is_proposed, it.sentence, it.source) == (value, True, sentence, source)


WEBER = "Anna Weber <anna@acme.example>"
TOLD = """Guten Tag Alice,

das entscheidet meine Chefin Clara. Unser Audit ist am 20. März 2026. Was bedeutet DNS?
Ich gebe das an unsere IT weiter. Mich erreichen Sie am besten telefonisch.
In dringenden Fällen rufen Sie mich an: +49 89 99998 102.

--
Dr. Anna Weber
Geschäftsführerin
Acme Works GmbH
Tel. +49 89 99998 101
"""


def test_every_field_of_a_contact_can_come_from_mail_with_what_it_rests_on(cast):
    add_contact(cast.acme, "Clara Hill", [], by=cast.alice, at=cast.at)
    told = letter(TOLD, sender=WEBER).replace(b"+0000", b"+0100")
    mine = letter("Guten Tag Frau Dr. Weber,\n\nja.", sender=ALICE, to=WEBER, number=1)
    taken_in(cast, told, mine)
    propose_fields(cast.acme, at=cast.at)

    known = {it.field: it for it in person(Viewer(cast.alice), cast.anna.pk).fields}
    assert {name: it.value for name, it in known.items()} == {
        "name": "Anna Weber",
        "title": "Dr.",
        "gender": "f",
        "role": "Geschäftsführerin",
        "phone": "+49 89 99998 101",
        "rank": "1",
        "reports_to": "Clara Hill",
        "fluency": "lay",
        "language": "de",
        "address_form": "formal",
        "zone": "Europe/Berlin",
        "usual_channel": "phone",
        "urgent_channel": "phone +49 89 99998 102",
        "weighs_on": "Audit, 20 March 2026",
        "is_liaison": "yes",
    }
    assert known.keys() == FIELDS.keys()
    assert all(it.is_proposed and it.sentence and it.source for it in known.values())


def test_the_client_is_called_and_treated_as_letters_tell(cast):
    named = add_client(cast.alice, "Elm", ["elm.example"], by=cast.alice, at=cast.at)
    dora = "Dora <dora@elm.example>"
    text = "Our support contract ends in May.\n\nDora\n\n-- \nDora\nElm Works Ltd\n"
    taken_in(cast, letter(text, sender=dora), letter("Yes.", sender=ALICE, to=dora, number=1))
    propose_fields(named, at=cast.at)
    known = {it.field: it for it in client_known(Client.objects.get(pk=named.pk))}

    assert (known["name"].value, known["name"].sentence) == ("Elm Works Ltd", "Elm Works Ltd")
    assert known["kind"].sentence == "Our support contract ends in May."
    assert known["kind"].source == Message.objects.get(message_id="0@test.example").pk.hex


def test_what_was_counted_says_so_and_names_no_letter(cast):
    days = (0, 7, 14, 21, 28)
    taken_in(cast, *(letter("Done.", sender=ALICE, to=ANNA, day=it, number=it) for it in days))
    taken_in(cast, letter("Our support contract ends in May.", number=50))
    propose_fields(cast.acme, at=cast.at)

    it = of_acme(cast, "cadence_days")
    assert (it.value, it.source) == ("7", COUNTED)
    assert it.sentence == "I have written on 5 days, half of the gaps 7 days or less."


def test_long_traffic_counts_also_where_only_the_newest_letters_are_read(cast, monkeypatch):
    monkeypatch.setattr(proposing, "MOST_OF_ONE", 2)
    for number, day in enumerate(range(0, 120, 10)):
        sender, to = (ALICE, ANNA) if number % 2 else (ANNA, ALICE)
        taken_in(cast, letter("Hello.", sender=sender, to=to, day=day, number=number))
    propose_fields(cast.acme, at=cast.at)

    it = of_acme(cast, "kind")
    assert (it.value, it.is_proposed) == ("client", True)
    assert it.sentence == "12 letters both ways over 110 days."


def test_where_nothing_came_nothing_is_read_and_nothing_told(cast, django_assert_num_queries):
    taken_in(cast, *(signed("Hello.", number=number) for number in range(20)))
    assert propose_fields(cast.acme, at=cast.at) > 0
    told = entries(cast)

    with django_assert_num_queries(4):
        assert propose_fields(cast.acme, at=cast.at) == 0
    assert entries(cast) == told


def test_a_letter_that_tells_nothing_new_is_read_once_and_not_told(cast):
    taken_in(cast, signed("Hello."), letter("Hello.", sender=ALICE, to=ANNA, number=9))
    propose_fields(cast.acme, at=cast.at)
    taken_in(cast, letter("Thanks.", sender=ALICE, to=ANNA, number=10))
    told = entries(cast)

    assert propose_fields(cast.acme, at=cast.at) == 0
    assert entries(cast) == told


def test_a_new_letter_lets_only_its_own_writer_be_read_again(cast):
    clara = clara_of(cast)
    taken_in(cast, signed("Hello."))
    propose_fields(cast.acme, at=cast.at)
    Evidence.objects.exclude(contact=None).delete()
    taken_in(cast, signed("Hello again.", number=1))
    propose_fields(cast.acme, at=cast.at)

    assert of_anna(cast, "role").is_proposed
    assert not Evidence.objects.filter(contact=clara).exists()


def test_an_older_letter_that_comes_later_is_read_too(cast):
    taken_in(cast, letter("Hello.", day=9))
    propose_fields(cast.acme, at=cast.at)
    taken_in(cast, signed("Hello.", day=1, number=1))
    propose_fields(cast.acme, at=cast.at)

    assert of_anna(cast, "role").value == "Managing Director"


def test_an_address_that_is_known_later_brings_the_letters_that_came_before(cast):
    taken_in(cast, letter("My manager is away.", sender=CLARA, number=1))
    propose_fields(cast.acme, at=cast.at)
    add_addresses(cast.alice, ["alice@old.example"], by=cast.alice, at=cast.at)
    Evidence.objects.exclude(contact=None).delete()
    propose_fields(cast.acme, at=cast.at)

    assert Evidence.objects.exclude(contact=None).exists()


def test_letters_that_came_with_a_joined_client_are_read(cast):
    taken_in(cast, signed("Hello."))
    propose_fields(cast.birch, at=cast.at)
    merge(cast.acme, into=cast.birch, by=cast.alice, at=cast.at)
    propose_fields(cast.birch, at=cast.at)

    assert of_anna(cast, "role").value == "Managing Director"


def test_a_declined_value_does_not_come_back_with_the_next_letter(cast):
    taken_in(cast, signed("Hello."))
    propose_fields(cast.acme, at=cast.at)
    decline(cast.anna, "rank", by=cast.alice, at=cast.at)
    taken_in(cast, signed("Hello again.", number=1))
    propose_fields(cast.acme, at=cast.at)

    assert of_anna(cast, "rank").value == ""


@pytest.mark.parametrize(("after", "value"), [(0, "audit, 20 March 2026"), (40, "")])
def test_what_weighs_on_them_has_its_day_and_is_over_after_it(cast, after, value):
    taken_in(cast, letter("Hello,\n\nour audit is on 20 March 2026.\n\nAnna"))
    propose_fields(cast.acme, at=cast.at.replace(month=3 + after // 31, day=2 + after % 31))

    assert of_anna(cast, "weighs_on").value == value


def test_machines_and_erased_letters_tell_nothing(cast):
    taken_in(
        cast,
        signed("Hello.", more="List-Id: <news.acme.example>\nPrecedence: bulk\n"),
        signed("Hello.", number=1),
    )
    empty(Message.objects.get(message_id="1@test.example"), at=cast.at)
    propose_fields(cast.acme, at=cast.at)

    assert of_anna(cast, "role").value == ""


def test_of_a_client_without_letters_nothing_is_proposed(cast):
    assert propose_fields(cast.birch, at=cast.at) == 0
    assert propose_fields(cast.cove, at=cast.at) == 0
    assert entries(cast) == 0


def test_twice_as_many_letters_take_as_many_statements(cast):
    taken_in(cast, *(signed("Hello.", number=number) for number in range(10)))
    propose_fields(cast.acme, at=cast.at)
    counts = []
    for more in (5, 40):
        taken_in(cast, *(signed("Hello.", number=100 * more + it) for it in range(more)))
        Evidence.objects.filter(client=cast.acme, field="kind").delete()
        with CaptureQueriesContext(
            connection,
        ) as statements:
            propose_fields(cast.acme, at=cast.at)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_what_is_proposed_is_seen_by_the_practice_and_not_behind_the_curtain(cast):
    taken_in(cast, signed("Hello."))
    propose_fields(cast.acme, at=cast.at)

    assert (
        person(Viewer(cast.bob), cast.anna.pk).fields
        == person(Viewer(cast.alice), cast.anna.pk).fields
    )
    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        with pytest.raises(NotFoundError):
            person(viewer, cast.anna.pk)
        with pytest.raises(NotFoundError):
            viewer.client(cast.acme.pk)
