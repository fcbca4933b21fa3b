import pytest

from troth.people.access import NotFoundError, Viewer
from troth.people.actions.contacts import (
    Proposed,
    UnfitValueError,
    add_contact,
    decline,
    propose,
    settle,
)
from troth.people.models import Contact
from troth.people.queries import contact, people_of, person

pytestmark = pytest.mark.django_db


def suggestion(field, value, sentence="I am the managing director."):
    return Proposed(field, value, sentence, "letter-1", 0.7)


def known(cast, field):
    (it,) = [it for it in person(Viewer(cast.alice), cast.anna.pk).fields if it.field == field]
    return it


def test_what_a_letter_suggests_is_shown_with_its_sentence(cast):
    propose(cast.anna, [suggestion("rank", "1"), suggestion("language", "de")], at=cast.at)

    it = known(cast, "rank")

    assert (it.value, it.is_proposed, it.source) == ("1", True, "letter-1")
    assert it.sentence == "I am the managing director."


def test_what_a_member_said_is_not_overruled_by_a_letter(cast):
    settle(cast.anna, "rank", "2", by=cast.alice, at=cast.at)

    assert propose(cast.anna, [suggestion("rank", "1")], at=cast.at) == 0
    assert (known(cast, "rank").value, known(cast, "rank").is_proposed) == ("2", False)


def test_a_declined_value_is_never_proposed_again_but_another_may_be(cast):
    propose(cast.anna, [suggestion("rank", "1")], at=cast.at)
    decline(cast.anna, "rank", by=cast.alice, at=cast.at)

    assert known(cast, "rank").value == ""
    assert propose(cast.anna, [suggestion("rank", "1")], at=cast.at) == 0
    assert propose(cast.anna, [suggestion("rank", "3")], at=cast.at) == 1


def test_a_confirmed_proposal_keeps_its_sentence_and_a_corrected_one_does_not(cast):
    propose(cast.anna, [suggestion("rank", "1"), suggestion("fluency", "lay")], at=cast.at)
    settle(cast.anna, "rank", "1", by=cast.alice, at=cast.at)
    settle(cast.anna, "fluency", "expert", by=cast.alice, at=cast.at)

    assert (known(cast, "rank").is_proposed, known(cast, "rank").sentence) == (
        False, "I am the managing director.",
    )  # fmt: skip
    assert (known(cast, "fluency").value, known(cast, "fluency").sentence) == ("expert", "")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("rank", "5", "It must be 1 to 4"),
        ("fluency", "clever", "It must be lay, some or expert"),
        ("zone", "Mars/Olympus", "'Mars/Olympus' is no time zone. Write it like Europe/Berlin."),
        ("reports_to", "Nobody", "Nobody at this client is called Nobody"),
        ("title", "D" * 101, "It can be 100 characters long, and has 101."),
        ("colour", "red", "A contact has no colour."),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused_in_words(cast, field, value, says):
    with pytest.raises(UnfitValueError, match=says.replace("(", r"\(")):
        settle(cast.anna, field, value, by=cast.alice, at=cast.at)


def test_what_a_letter_suggests_wrongly_is_passed_over(cast):
    assert propose(cast.anna, [suggestion("rank", "boss"), suggestion("x", "y")], at=cast.at) == 0


def test_who_somebody_reports_to_is_a_person_at_the_same_client(cast):
    clara = add_contact(cast.acme, "Clara Hill", ["clara@acme.example"], by=cast.alice, at=cast.at)
    settle(cast.anna, "reports_to", "Clara", by=cast.alice, at=cast.at)

    assert Contact.objects.get(pk=cast.anna.pk).reports_to == clara
    with pytest.raises(UnfitValueError):
        settle(cast.anna, "reports_to", "Ben", by=cast.alice, at=cast.at)


@pytest.mark.parametrize("named", ["Clara Hill", "clara", "Hill"])
def test_whom_a_letter_names_is_linked_where_it_is_one_colleague(cast, named):
    clara = add_contact(cast.acme, "Clara Hill", ["clara@acme.example"], by=cast.alice, at=cast.at)
    propose(cast.anna, [suggestion("reports_to", named, "Clara decides.")], at=cast.at)

    it = known(cast, "reports_to")
    assert Contact.objects.get(pk=cast.anna.pk).reports_to == clara
    assert (it.value, it.is_proposed, it.sentence) == ("Clara Hill", True, "Clara decides.")


@pytest.mark.parametrize("named", ["meine Chefin", "Dora", "Hill"])
def test_whom_a_letter_does_not_tell_stays_a_question(cast, named):
    for first in ("Clara", "Ada"):
        add_contact(cast.acme, f"{first} Hill", [], by=cast.alice, at=cast.at)

    assert propose(cast.anna, [suggestion("reports_to", named, "Sie sagt Ja.")], at=cast.at) == 1
    it = known(cast, "reports_to")
    assert (it.value, it.is_proposed, it.asks, it.sentence) == ("", False, named, "Sie sagt Ja.")


def test_a_question_gives_way_to_a_name_and_never_takes_its_place(cast):
    add_contact(cast.acme, "Clara Hill", [], by=cast.alice, at=cast.at)
    for named in ("meine Chefin", "Clara", "mein Chef"):
        propose(cast.anna, [suggestion("reports_to", named)], at=cast.at)

    assert (known(cast, "reports_to").value, known(cast, "reports_to").asks) == ("Clara Hill", "")


def test_a_line_of_report_does_not_lead_back(cast):
    clara = add_contact(cast.acme, "Clara", [], by=cast.alice, at=cast.at)
    settle(cast.anna, "reports_to", "Clara", by=cast.alice, at=cast.at)
    propose(clara, [suggestion("reports_to", "Anna")], at=cast.at)

    assert Contact.objects.get(pk=clara.pk).reports_to is None
    with pytest.raises(UnfitValueError, match=r"Anna reports to them\. Change that first\."):
        settle(clara, "reports_to", "Anna", by=cast.alice, at=cast.at)


def test_a_name_that_a_member_typed_is_not_overruled_by_a_letter(cast):
    clara = add_contact(cast.acme, "Clara", [], by=cast.alice, at=cast.at)

    assert propose(clara, [suggestion("name", "C. Hill"), suggestion("rank", "1")], at=cast.at) == 1
    assert Contact.objects.get(pk=clara.pk).name == "Clara"


def test_a_value_settled_while_letters_were_read_stays(cast):
    read_before = Contact.objects.get(pk=cast.anna.pk)
    settle(cast.anna, "rank", "2", by=cast.alice, at=cast.at)
    propose(read_before, [suggestion("rank", "1"), suggestion("fluency", "lay")], at=cast.at)

    held = Contact.objects.get(pk=cast.anna.pk)
    assert (held.rank, held.fluency) == (2, "lay")


def test_an_address_is_one_contacts(cast):
    with pytest.raises(UnfitValueError, match=r"anna@acme\.example is another contact's"):
        add_contact(cast.birch, "A", ["Anna@acme.example"], by=cast.alice, at=cast.at)


def test_those_who_can_end_the_agreement_stand_first(cast):
    add_contact(cast.acme, "Aaron", [], by=cast.alice, at=cast.at)
    settle(cast.anna, "rank", "1", by=cast.alice, at=cast.at)

    assert [it.contact.name for it in people_of(cast.acme)] == ["Anna", "Aaron"]


def test_the_people_of_a_client_take_a_fixed_number_of_queries(cast, django_assert_num_queries):
    for number in range(20):
        add_contact(cast.acme, f"{number}", [f"{number}@acme.example"], by=cast.alice, at=cast.at)
    with django_assert_num_queries(3):
        people_of(cast.acme)


def test_a_stranger_finds_no_contact_and_neither_does_the_curtain(cast):
    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        with pytest.raises(NotFoundError):
            contact(viewer, cast.anna.pk)
