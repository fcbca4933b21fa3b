"""A letter's page: its words, its layout behind three walls, what stands in it and around it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.desk.mail import ALICE, ANNA, PLAN, SUBJECT, answered_later, of_birch, promised
from tests.promises.letters import letter, taken_in
from troth.desk import viewing
from troth.mail.models import Message
from troth.promises.actions.deciding import confirm
from troth.promises.actions.erasing import erase
from troth.promises.actions.settling import settle
from troth.pure.letter.shown_page import HEADERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

FORMATTED = (
    f"From: {ANNA}\nTo: {ALICE}\nSubject: Formatted\nDate: Mon, 02 Mar 2026 08:00:00 +0000\n"
    "Message-ID: <70@test.example>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="b"\n\n'
    "--b\nContent-Type: text/html; charset=utf-8\n\n"
    '<p onclick="alert(1)">Hello <b>Alice</b></p><script>alert(2)</script>'
    '<img src="https://tracker.example/1.gif"><form action="/x"><input></form>\n'
    '--b\nContent-Type: application/pdf; name="plan.pdf"\n'
    'Content-Disposition: attachment; filename="plan.pdf"\n\n'
    f"{'x' * 4000}\n--b--\n"
).encode()


@pytest.fixture
def formatted(cast):
    taken_in(cast, FORMATTED)
    return Message.objects.get(subject="Formatted")


def address(message, name="letter"):
    return reverse(name, args=(message.pk,))


def test_a_letter_stands_with_its_people_its_words_and_what_was_found(desk, cast):
    found = promised(cast)

    page = desk.get(address(found.message)).text.replace("&#39;", "'")

    assert f"<h2>{SUBJECT}</h2>" in page
    assert "You to Anna Berg" in page
    assert "thank you for the list" in page
    assert reverse("found_item", args=(found.pk,)) in page


def test_what_was_confirmed_leads_to_its_page(desk, cast):
    found = promised(cast)
    matter = confirm(found, by=cast.alice, at=cast.at)

    page = desk.get(address(found.message)).text

    assert reverse("matter", args=(matter.pk,)) in page
    assert reverse("found_item", args=(found.pk,)) not in page
    assert "Promise. Due Friday, 6 March." in page


def test_the_letters_around_it_are_those_of_its_thread(desk, cast):
    found = promised(cast)
    answered_later(cast, found, "The plan is attached.")
    taken_in(cast, letter("Lunch?", number=400, subject="Lunch"))

    page = desk.get(address(found.message)).text

    assert f"Re: {SUBJECT}" in page
    assert "Lunch" not in page


def test_the_layout_is_offered_where_there_is_one_and_says_what_was_left_out(desk, formatted):
    words = desk.get(address(formatted)).text
    laid_out = desk.get(address(formatted) + "?view=html").text

    assert "As it was laid out" in words
    assert "plan.pdf, 4 KB" in words
    assert f'src="{address(formatted, "letter_html")}"' in laid_out
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in laid_out
    assert "1 remote image" in laid_out


def test_the_layout_goes_with_its_own_headers_and_nothing_that_acts(desk, formatted):
    response = desk.get(address(formatted, "letter_html"))

    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "Hello <b>Alice</b>" in response.text
    assert not [it for it in ("script", "onclick", "tracker", "<form") if it in response.text]


def test_a_plain_letter_has_no_layout_to_offer(desk, cast):
    page = desk.get(address(promised(cast).message) + "?view=html").text

    assert "As it was laid out" not in page
    assert "<iframe" not in page


def test_of_an_erased_letter_only_that_it_was_there_is_told(desk, cast):
    found = promised(cast)
    erase(found.message, by=cast.alice, at=cast.at)

    page = desk.get(address(found.message)).text

    assert "The words of this letter were erased." in page
    assert PLAN[:10] not in page
    assert SUBJECT not in page
    assert desk.get(address(found.message, "letter_html")).status_code == 404


@pytest.mark.parametrize("name", ["letter", "letter_html"])
def test_a_stranger_is_told_the_same_of_a_letter_as_of_none(client, cast, name):
    found = promised(cast)
    client.force_login(cast.carol)

    there = client.get(address(found.message, name))
    nowhere = client.get(reverse(name, args=(uuid4(),)))

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


def test_a_colleague_sees_it(client, cast):
    found = promised(cast)
    client.force_login(cast.bob)

    assert client.get(address(found.message)).status_code == 200


@pytest.mark.parametrize("name", ["letter", "letter_html"])
def test_behind_the_curtain_neither_anothers_letter_nor_a_shared_one_is_there(desk, cast, name):
    shared = letter(
        "Hello both", sender=ALICE, to=f"{ANNA}, Ben <ben@birch.example>", number=5, subject="Both"
    )
    taken_in(cast, shared)
    theirs = of_birch(cast).message
    session = desk.session
    session[viewing.CURTAIN] = str(cast.acme.pk)
    session.save()

    assert desk.get(address(theirs, name)).status_code == 404
    assert desk.get(address(Message.objects.get(subject="Both"), name)).status_code == 404


def test_behind_the_curtain_the_thread_names_nobody_else(desk, cast):
    found = promised(cast)
    shared = letter(
        "Hello both", sender=ALICE, to=f"{ANNA}, Ben Kerr <ben@birch.example>", number=6,
        subject=f"Re: {SUBJECT}", answers=1,
    )  # fmt: skip
    taken_in(cast, shared)
    open_page = desk.get(address(found.message)).text
    session = desk.session
    session[viewing.CURTAIN] = str(cast.acme.pk)
    session.save()

    drawn = desk.get(address(found.message)).text

    assert f"Re: {SUBJECT}" in open_page
    assert f"Re: {SUBJECT}" not in drawn
    assert "irch" not in drawn


def test_what_a_sender_wrote_is_words_and_never_markup(desk, cast):
    raw = letter(
        "<script>alert(1)</script>", sender='"<b>Anna</b>" <anna@acme.example>', number=8,
        subject="<img src=x>",
    )  # fmt: skip
    taken_in(cast, raw)

    page = desk.get(address(Message.objects.get(message_id__contains="8@test"))).text

    assert "<script>alert" not in page
    assert "<b>Anna" not in page
    assert "<img src=x>" not in page


@pytest.mark.parametrize(
    "day", ["Fri, 31 Dec 9999 23:59:59 +0000", "Mon, 01 Jan 0001 00:00:00 +0000", "no day at all"]
)
def test_a_letter_from_the_ends_of_the_calendar_has_its_page(desk, cast, day):
    raw = letter("I'll send you the plan by Friday.", sender=ALICE, to=ANNA, subject="Far away")
    lines = raw.decode().splitlines()
    taken_in(cast, "\n".join(f"Date: {day}" if it[:5] == "Date:" else it for it in lines).encode())
    settle(cast.acme, at=cast.at)

    assert desk.get(address(Message.objects.get())).status_code == 200
    assert desk.get(reverse("found")).status_code == 200


@pytest.mark.parametrize("number", [1, 15])
def test_the_page_asks_the_database_as_often_for_a_long_thread(
    desk, cast, number, django_assert_num_queries
):
    found = promised(cast)
    for n in range(number):
        answered_later(cast, found, f"More of it, {n}.", day=0)
        taken_in(cast, letter(f"More {n}", number=100 + n, subject=f"Re: {SUBJECT}"))

    with django_assert_num_queries(9):
        desk.get(address(found.message))


def test_a_letter_is_erased_after_it_was_asked_and_its_page_says_so(desk, cast):
    finding = promised(cast)
    asked = desk.get(address(finding.message, "letter_erase")).content.decode()
    assert "Nobody can bring it back" in asked
    assert Message.objects.get(pk=finding.message_id).erased_at is None

    desk.post(address(finding.message, "letter_erase"))
    page = desk.get(address(finding.message)).content.decode()

    assert PLAN not in page
    assert Message.objects.get(pk=finding.message_id).erased_at == cast.at
    assert address(finding.message, "letter_erase") not in page


def test_a_stranger_erases_nothing(client, cast):
    finding = promised(cast)
    client.force_login(cast.carol)

    assert client.post(address(finding.message, "letter_erase")).status_code == 404
    assert Message.objects.get(pk=finding.message_id).erased_at is None
