"""One client's page, their letters, and their settings."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.desk.mail import SUBJECT, of_birch, promised
from tests.desk.rows import by_hand, need, promise
from tests.promises.letters import letter, taken_in
from troth.notes.actions import did, note
from troth.people.actions.clients import add_client
from troth.people.actions.contacts import Proposed, propose
from troth.people.models import Client, ClientKind, Contact, Evidence
from troth.promises.actions.outcomes import keep
from troth.promises.models import Matter
from troth.pure.ledger import Debt
from troth.record.queries import check, of_chain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

DAY = timedelta(days=1)


def page_of(response) -> str:
    return response.content.decode().replace("&#39;", "'")


def at(name, row) -> str:
    return reverse(name, args=(row.pk,))


def next_page(page) -> str:
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return unescape(found[1]) if found else ""


def lived_in(cast):
    """Acme with something of everything."""
    promise(cast)
    need(cast)
    by_hand(cast, "a second shop", kind=Debt.ASK)
    note(
        cast.acme, contact=cast.anna, kind="call", at_time=cast.at - DAY,
        text="The printer is quiet again.", is_word=True, by=cast.alice, at=cast.at,
    )  # fmt: skip
    did(cast.acme, text="Checkout takes 0.3 s instead of 4 s", by=cast.alice, at=cast.at)
    source = cast.acme.filings.filter(is_mine=False).first().message_id.hex
    said = Proposed("role", "Managing director", "Anna, managing director", source, 0.9)
    propose(cast.anna, [said], at=cast.at)


def test_a_client_that_is_new_says_plainly_that_there_is_nothing_yet(desk, cast):
    elm = add_client(cast.alice, "Elm", ["elm.example"], by=cast.alice, at=cast.at)
    page = page_of(desk.get(at("client", elm)))

    assert "Nothing is open." in page
    assert "They have not heard from you yet." in page
    assert "No promise has come to its end yet." in page


def test_a_clients_page_holds_what_is_open_both_ways_people_letters_calls_and_wins(desk, cast):
    lived_in(cast)

    page = page_of(desk.get(at("client", cast.acme)))

    for words in (
        "I'll send you the migration plan by Friday.",
        "I will send you the texts for the new pages by Wednesday.",
        "a second shop",
        "The printer is quiet again.",
        "Checkout takes 0.3 s instead of 4 s",
        SUBJECT,
        "due on Friday",
        "<strong>Managing director</strong>?",
        "Anna, managing director",
    ):
        assert words in page


def test_the_line_of_a_client_is_true_at_once_after_something_was_done(desk, cast):
    held = by_hand(cast, "the plan", due=date(2026, 3, 2))
    before = page_of(desk.get(at("client", cast.acme)))
    keep(held, by=cast.alice, at=cast.at, done_at=cast.at)

    after = page_of(desk.get(at("client", cast.acme)))

    assert "due today, “the plan”" in before
    assert "due today, “the plan”" not in after
    assert "Of 1 promise since today: 1 kept." in after


def test_where_a_lay_contact_only_said_ok_the_page_offers_to_ask(desk, cast):
    promised(cast)
    taken_in(cast, letter("Thanks, OK.", number=8, answers=1, day=-1, subject="Re: Moving"))
    before = page_of(desk.get(at("client", cast.acme)))
    Contact.objects.filter(pk=cast.anna.pk).update(fluency="lay")

    after = page_of(desk.get(at("client", cast.acme)))

    assert "They only said OK." not in before
    assert "They only said OK. Ask whether it is as you understood it." in after


def test_a_clients_page_takes_the_same_number_of_queries_however_much_there_is(
    desk, cast, django_assert_num_queries
):
    lived_in(cast)
    desk.get(at("client", cast.acme))
    with django_assert_num_queries(17):
        desk.get(at("client", cast.acme))
    for number in range(20):
        by_hand(cast, f"thing {number}")
        did(cast.acme, text=f"win {number}", by=cast.alice, at=cast.at)
        Contact.objects.create(practice=cast.practice, client=cast.acme, name=f"Nina {number}")
    desk.get(at("client", cast.acme))

    with django_assert_num_queries(17):
        desk.get(at("client", cast.acme))


def test_a_proposed_field_is_accepted_or_refused_where_it_stands(desk, cast):
    lived_in(cast)
    url = reverse("contact_accept", args=(cast.anna.pk, "role"))

    row = desk.post(url, headers={"HX-Request": "true"})

    assert row.content.decode().lstrip().startswith('<li class="row" id="contact-')
    assert "Managing director." in page_of(row)
    assert Evidence.objects.get(contact=cast.anna).state == "confirmed"


def test_letters_are_turned_over_page_by_page(desk, cast, monkeypatch):
    monkeypatch.setattr("troth.desk.views.client.LETTERS_SHOWN", 2)
    taken_in(cast, *(letter("Hi", day=-n, number=n, subject=f"Letter {n}") for n in range(1, 6)))
    seen, url = [], at("client_letters", cast.acme)
    while url:
        page = page_of(desk.get(url))
        seen += re.findall(r">(Letter \d)<", page)
        url = next_page(page)

    assert seen == [f"Letter {n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "before", ["x", "_", "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00_1", "9_9", "\0_1"]
)
def test_a_made_up_place_in_a_list_is_not_found(desk, cast, before):
    response = desk.get(at("client_letters", cast.acme), {"before": before})

    assert response.status_code == 404


def test_name_kind_rhythm_and_owner_are_changed_together(desk, cast):
    typed = {"name": " Acme  Ltd ", "kind": "customer", "cadence": "", "owner": cast.bob.pk.hex}
    response = desk.post(at("client_edit", cast.acme), typed, follow=True)
    held = Client.objects.get(pk=cast.acme.pk)

    assert (held.name, held.kind, held.cadence_days) == ("Acme Ltd", ClientKind.CUSTOMER, None)
    assert held.owner == cast.bob
    assert "The settings of Acme Ltd are kept." in page_of(response)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Say what the client is called."),
        ("name", "x" * 201, "A name can be 200 characters long."),
        ("kind", "friend", "Choose what kind of client this is."),
        ("cadence", "often", "Write a number of days from 1 to 366"),
        ("cadence", "0", "Write a number of days from 1 to 366"),
        ("cadence", "9" * 40, "Write a number of days from 1 to 366"),
        ("cadence", "²", "Write a number of days from 1 to 366"),
        ("owner", "nobody", "Choose who answers for this client."),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field_and_nothing_typed_is_lost(
    desk, cast, field, value, says
):
    typed = {"name": "Acme B", "kind": "client", "cadence": "9", "owner": cast.alice.pk.hex}
    response = desk.post(at("client_edit", cast.acme), typed | {field: value})
    page = page_of(response)

    assert response.status_code == 422
    assert says in page
    assert "Acme B" in page or field == "name"
    assert Client.objects.get(pk=cast.acme.pk).name == "Acme"


def test_a_member_of_another_practice_answers_for_nobody_here(desk, cast):
    typed = {"name": "Acme", "kind": "client", "cadence": "9", "owner": cast.carol.pk.hex}

    assert desk.post(at("client_edit", cast.acme), typed).status_code == 422


def test_more_addresses_and_a_contact_are_added_and_taken_ones_refused(desk, cast):
    more = {"more_keys": "acme-shop.example, @acme.test"}
    desk.post(at("client_keys", cast.acme), more)
    refused = desk.post(at("client_keys", cast.acme), {"more_keys": "birch.example"})
    nothing = desk.post(at("client_keys", cast.acme), {"more_keys": "acme"})
    added = desk.post(
        at("contact_new", cast.acme), {"contact_name": "Clara", "email": "clara@acme.example"},
        follow=True,
    )  # fmt: skip
    taken = desk.post(
        at("contact_new", cast.acme), {"contact_name": "Ann", "email": "anna@acme.example"}
    )

    keys = set(cast.acme.addresses.values_list("key", flat=True))
    assert keys == {"acme.example", "acme-shop.example", "acme.test"}
    assert "is another client's already" in page_of(refused)
    assert "“acme” is no address and no domain." in page_of(nothing)
    assert "Clara" in page_of(added)
    assert "is another contact's address already" in page_of(taken)
    assert "Ann" in page_of(taken)


def test_two_clients_become_one_and_the_old_page_leads_to_the_new(desk, cast):
    promise(cast)
    desk.post(at("client_merge", cast.acme), {"into": cast.birch.pk.hex})
    page = page_of(desk.get(at("client", cast.birch)))

    assert "I'll send you the migration plan by Friday." in page
    assert "Joined with Birch." in page_of(desk.get(at("client", cast.acme)))
    assert desk.get(at("client_edit", cast.acme)).status_code == 404
    assert Matter.objects.get().client == cast.birch


@pytest.mark.parametrize(("into", "status"), [("", 422), ("acme", 422), ("cove", 404)])
def test_joining_with_nobody_itself_or_a_strangers_client_changes_nothing(desk, cast, into, status):
    typed = {"into": getattr(cast, into).pk.hex if into else ""}

    assert desk.post(at("client_merge", cast.acme), typed).status_code == status
    assert Client.objects.filter(merged_into=None).count() == 3


def test_work_that_has_ended_is_told_on_the_page(desk, cast):
    desk.post(at("client_close", cast.acme))

    assert "A client no more since today." in page_of(desk.get(at("client", cast.acme)))
    assert [it.kind for it in of_chain(cast.acme.pk, practice=cast.practice.pk, most=1)] == [
        "client.closed"
    ]
    assert check(cast.acme.pk).result.broken is None


def test_behind_the_curtain_no_page_of_a_client_holds_a_trace_of_another(desk, cast):
    promised(cast)
    of_birch(cast)
    both = letter("Hello both", sender="Anna Berg <anna@acme.example>", number=7,
                  to="alice@harbour-it.example, ben@birch.example", subject="To both")  # fmt: skip
    taken_in(cast, both)
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    names = ("client", "client_letters", "client_record", "client_edit", "write")

    for url in (*(at(name, cast.acme) for name in names), reverse("clients"), reverse("note_new")):
        page = page_of(desk.get(url))
        for trace in ("Birch", "birch", "Ben", "To both"):
            assert trace not in page, (url, trace)
    for name in names:
        assert desk.get(at(name, cast.birch)).status_code == 404
        assert desk.get(reverse(name, args=(uuid4(),))).status_code == 404
