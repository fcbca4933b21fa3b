"""A letter is ready: read, changed, taken to the mail program, told by phone, or dropped."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from html import unescape
from urllib.parse import unquote

import pytest
from django.urls import reverse

from tests.desk.mail import PLAN, TEXTS
from tests.desk.rows import by_hand, need, promise
from troth.notes.actions import did, note
from troth.people.actions.contacts import add_contact, settle
from troth.people.models import ContactAddress
from troth.promises.actions.outcomes import move
from troth.promises.models import Matter
from troth.record.models import Entry
from troth.updates.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

HTMX = {"HX-Request": "true"}
LETTER = {"subject": "Where we stand", "body": "Dear Anna,\r\n\r\nall is well.\r\n\r\nAlice"}


def page_of(response) -> str:
    return unescape(response.content.decode())


def at(name, row) -> str:
    return reverse(name, args=(row.pk,))


def kept(desk, cast, **typed) -> Draft:
    desk.post(at("write", cast.acme), LETTER | {"then": "stay"} | typed)
    return Draft.objects.latest("made_at")


def test_the_letter_holds_what_is_open_both_ways_and_looking_keeps_nothing(desk, cast):
    promise(cast)
    need(cast)
    did(cast.acme, text="Checkout takes 0.3 s", by=cast.alice, at=cast.at)
    entries = Entry.objects.count()
    page = page_of(desk.get(at("write", cast.acme)))

    for words in (PLAN, TEXTS, "Checkout takes 0.3 s", "To Anna, anna@acme.example. In English"):
        assert words in page
    assert not Draft.objects.exists()
    assert Entry.objects.count() == entries


def test_the_letter_goes_to_the_contact_that_was_asked_for(desk, cast):
    clara = add_contact(cast.acme, "Clara", ["clara@acme.example"], by=cast.alice, at=cast.at)
    page = page_of(desk.get(at("write", cast.acme), {"contact": str(clara.pk)}))
    elsewhere = desk.get(at("write", cast.acme), {"contact": "nonsense"})

    assert "To Clara, clara@acme.example." in page
    assert elsewhere.status_code == 404


def test_with_no_address_the_page_says_what_to_do(desk, cast):
    ContactAddress.objects.filter(contact=cast.anna).delete()
    response = desk.get(at("write", cast.acme))

    assert "Troth knows no mail address at Acme. Add a contact first." in page_of(response)
    assert f'href="{at("client_edit", cast.acme)}"' in page_of(response)


def test_opened_in_the_mail_program_it_is_kept_as_it_was_changed(desk, cast):
    promise(cast)
    typed = LETTER | {"then": "mailto"}
    response = desk.post(at("write", cast.acme), typed, headers=HTMX)
    link = unquote(response.headers["HX-Redirect"])
    draft = Draft.objects.get()

    assert response.status_code == 204
    assert link.startswith("mailto:anna@acme.example?subject=Where we stand&body=Dear Anna,\r\n")
    assert (draft.subject, draft.body) == ("Where we stand", "Dear Anna,\n\nall is well.\n\nAlice")
    assert draft.opened_at == cast.at
    assert [it.what for it in draft.tells.all()] == [PLAN]


def test_pressed_twice_it_is_one_letter(desk, cast):
    for body in ("Once.", "Twice."):
        typed = {"subject": "x", "body": body, "then": "mailto"}
        desk.post(at("write", cast.acme), typed, headers=HTMX)

    assert Draft.objects.get().body == "Twice."


def test_the_next_day_it_is_another_letter(desk, cast, monkeypatch):
    desk.post(at("write", cast.acme), LETTER | {"then": "mailto"}, headers=HTMX)
    monkeypatch.setattr("troth.desk.viewing.now", lambda: cast.at + timedelta(days=1))
    desk.post(at("write", cast.acme), LETTER | {"then": "mailto"}, headers=HTMX)

    assert Draft.objects.count() == 2


def test_as_a_file_it_opens_as_a_draft_in_mail_programs(desk, cast):
    response = desk.post(at("write", cast.acme), LETTER | {"then": "eml"})
    letter = message_from_bytes(response.content, policy=policy.default)
    draft = Draft.objects.get()

    assert response.headers["Content-Type"] == "message/rfc822"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Letter to Acme.eml"'
    assert (letter["X-Unsent"], letter["Message-ID"]) == ("1", draft.message_id)
    assert (letter["From"], letter["To"]) == (
        "Alice <alice@harbour-it.example>", "Anna <anna@acme.example>",
    )  # fmt: skip
    assert letter.get_content().replace("\r\n", "\n") == f"{draft.body}\n"
    assert draft.opened_at == cast.at


def test_a_name_of_a_client_cannot_break_the_name_of_the_file(desk, cast):
    cast.acme.name = 'Ac"me\r\nX: 1; ../é'
    cast.acme.save()
    response = desk.post(at("write", cast.acme), LETTER | {"then": "eml"})

    disposition = response.headers["Content-Disposition"]
    assert disposition == "attachment; filename*=utf-8''Letter%20to%20Ac%20me%20X%201%20%C3%A9.eml"


def test_a_letter_too_long_for_a_link_goes_as_a_file(desk, cast):
    long = {"subject": "x", "body": "y " * 5_000}
    response = desk.post(at("write", cast.acme), long | {"then": "mailto"}, headers=HTMX)
    draft = Draft.objects.get()
    page = page_of(desk.get(at("draft", draft)))

    assert response.headers["HX-Redirect"] == at("draft", draft)
    assert "It is too long for a link: download it as a draft." in page
    assert 'value="mailto"' not in page
    assert draft.opened_at is None


def test_without_script_the_letters_page_is_shown(desk, cast):
    response = desk.post(at("write", cast.acme), LETTER | {"then": "mailto"})

    assert response.headers["Location"] == at("draft", Draft.objects.get())


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"body": ""}, "body"),
        ({"subject": "x" * 501}, "subject"),
        ({"body": "x" * 100_001}, "body"),
    ],
)
@pytest.mark.parametrize("then", ["mailto", "eml", "stay"])
def test_a_letter_that_cannot_be_kept_says_why_and_loses_no_word(desk, cast, typed, field, then):
    response = desk.post(at("write", cast.acme), LETTER | typed | {"then": then})
    page = page_of(response)

    assert response.status_code == 422
    assert f'id="{field}-wrong"' in page
    assert {**LETTER, **typed}["subject"].strip() in page
    assert not Draft.objects.exists()


def test_by_htmx_what_is_wrong_takes_the_place_of_the_page(desk, cast):
    typed = {"subject": "", "body": "kept words", "then": "mailto"}
    response = desk.post(at("write", cast.acme), typed, headers=HTMX)

    assert (response.status_code, response.headers["HX-Retarget"]) == (200, "#main")
    assert "kept words" in page_of(response)


def test_an_address_that_no_letter_can_carry_is_told(desk, cast):
    ContactAddress.objects.filter(contact=cast.anna).update(email="anna berg@acme.example")
    response = desk.post(at("write", cast.acme), LETTER | {"then": "eml"})

    assert response.status_code == 422
    assert "is no mail address that a letter can carry" in page_of(response)


def test_told_by_phone_counts_as_told_from_either_page(desk, cast):
    held = promise(cast)
    page = page_of(desk.post(f"{at('write', cast.acme)}?then=phone", follow=True))
    held.refresh_from_db()

    assert "Noted: they heard all of it by phone." in page
    assert held.told_at == cast.at
    draft = kept(desk, cast)
    desk.post(f"{at('draft', draft)}?then=phone")
    assert Draft.objects.get(pk=draft.pk).state == "told"


def test_a_kept_letter_is_changed_dropped_and_taken_up_again(desk, cast):
    draft = kept(desk, cast)
    changed = {"subject": "New", "body": "Other words.", "then": "stay"}
    desk.post(at("draft", draft), changed)
    page = page_of(desk.post(f"{at('draft', draft)}?then=drop", follow=True))
    undone = reverse("undo", args=("draft", draft.pk))

    assert f'action="{undone}"' in page
    draft.refresh_from_db()
    assert (draft.subject, draft.body, draft.state) == ("New", "Other words.", "dropped")
    desk.post(undone)
    draft.refresh_from_db()
    assert draft.state == "ready"


def test_a_letter_that_is_over_offers_nothing_and_refuses_changes_with_a_sentence(desk, cast):
    draft = kept(desk, cast)
    desk.post(f"{at('draft', draft)}?then=phone")
    page = page_of(desk.get(at("draft", draft)))
    refused = desk.post(at("draft", draft), {"subject": "New", "body": "b", "then": "stay"})

    assert "Told by phone today." in page
    assert 'name="then"' not in page
    assert refused.status_code == 422
    assert "This letter was sent, told or dropped already." in page_of(refused)


def test_a_kept_letter_waits_on_its_clients_page(desk, cast):
    draft = kept(desk, cast)

    page = page_of(desk.get(at("client", cast.acme)))

    assert f'<a href="{at("draft", draft)}">A letter is drafted and not sent yet.</a>' in page


def test_what_they_owe_is_asked_for_once_more(desk, cast):
    held = need(cast)
    desk.post(at("write_about", held), LETTER | {"then": "stay"})

    assert TEXTS in page_of(desk.get(at("write_about", held)))
    assert Draft.objects.get().kind == "reminder"


def test_a_moved_date_is_told_with_its_reason(desk, cast):
    held = promise(cast)
    move(
        held, due=date(2026, 3, 12), why="The list came late", client_knows=False,
        by=cast.alice, at=cast.at,
    )  # fmt: skip
    page = page_of(desk.get(at("write_about", held)))

    assert "The list came late." in page
    assert "Thursday, 12 March" in page


def test_about_a_promise_that_stands_as_it_was_the_letter_is_of_all_that_is_open(desk, cast):
    held = promise(cast)
    by_hand(cast, "the quote")
    page = page_of(desk.get(at("write_about", held)))

    assert "the quote" in page


def test_a_recap_asks_if_that_is_right(desk, cast):
    held = note(
        cast.acme, contact=cast.anna, kind="call", at_time=cast.at, text="x", is_word=True,
        by=cast.alice, at=cast.at,
    )  # fmt: skip
    Matter.objects.filter(pk=by_hand(cast, "the quote").pk).update(note=held)
    page = page_of(desk.get(at("recap", held)))
    desk.post(at("recap", held), LETTER | {"then": "stay"})

    assert "the quote" in page
    assert "?" in page
    assert Draft.objects.get().kind == "recap"


def test_what_a_letter_needs_to_know_is_asked_one_question_each_and_writes_it_anew(desk, cast):
    url = at("write", cast.acme)
    asked = page_of(desk.get(url))
    answer = reverse("contact_field", args=(cast.anna.pk, "language"))
    german = page_of(desk.post(f"{answer}?back={url}", {"language": "de"}, follow=True))
    form = reverse("contact_field", args=(cast.anna.pk, "address_form"))
    informal = page_of(desk.post(f"{form}?back={url}", {"address_form": "informal"}, follow=True))

    assert "In which language do you write to Anna?" in asked
    assert "How do you address" not in asked
    assert "How do you address Anna in German?" in german
    assert "Hallo Anna" in informal or "Liebe Anna" in informal
    assert "How do you address" not in informal


def test_a_greeting_is_asked_about_where_it_is_formal_and_neither_is_an_answer(desk, cast):
    for field, value in (("language", "de"), ("address_form", "formal"), ("name", "Anna Berg")):
        settle(cast.anna, field, value, by=cast.alice, at=cast.at)
    url = at("write", cast.acme)
    asked = page_of(desk.get(url))
    answer = reverse("contact_field", args=(cast.anna.pk, "gender"))
    woman = page_of(desk.post(f"{answer}?back={url}", {"gender": "f"}, follow=True))
    neither = page_of(desk.post(f"{answer}?back={url}", {"gender": ""}, follow=True))

    assert "How does a letter greet Anna Berg?" in asked
    assert "Sehr geehrte Frau Berg" in woman
    assert "Guten Tag Anna Berg" in neither
    assert "How does a letter greet" not in neither


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_an_answer_never_leads_away(desk, cast, back):
    url = reverse("contact_field", args=(cast.anna.pk, "language"))
    response = desk.post(f"{url}?back={back}", {"language": "de"})

    assert response.headers["Location"] == at("contact", cast.anna)


def test_a_letter_takes_the_same_number_of_queries_however_much_it_tells(
    desk, cast, django_assert_num_queries
):
    promise(cast)
    url = at("write", cast.acme)
    with django_assert_num_queries(22):
        desk.get(url)
    for number in range(20):
        by_hand(cast, f"thing {number}")

    with django_assert_num_queries(22):
        desk.get(url)
