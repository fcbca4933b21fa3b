"""A call, good news, a promise by hand: written down from everywhere."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from troth.notes.models import Note, Win
from troth.people.actions.contacts import add_contact
from troth.promises.models import Finding, Matter
from troth.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]


def page_of(response) -> str:
    return unescape(response.content.decode())


def noted(desk, cast, words="Tomas called.", **typed):
    said = {"words": words, "client": str(cast.acme.pk), "how": "call", "day": ""} | typed
    return desk.post(reverse("note_new"), said, follow=True)


def by_hand(desk, words, **typed):
    return desk.post(reverse("promise_new"), {"words": words, "client": ""} | typed, follow=True)


@pytest.mark.parametrize("name", ["note_new", "win_new", "promise_new"])
def test_each_form_opens_and_knows_the_client_it_was_opened_from(desk, cast, name):
    page = page_of(desk.get(reverse(name), {"client": str(cast.birch.pk)}))

    assert f'value="{cast.birch.pk}" selected' in page
    assert f'href="{reverse("client", args=(cast.birch.pk,))}" data-key="Escape"' in page


@pytest.mark.parametrize("name", ["note_new", "win_new", "promise_new"])
@pytest.mark.parametrize("asked", ["x", "cove", "\0", "' OR 1=1"])
def test_a_client_that_is_nobodys_or_anothers_is_not_found(desk, cast, name, asked):
    asked = str(cast.cove.pk) if asked == "cove" else asked

    assert desk.get(reverse(name), {"client": asked}).status_code == 404
    assert desk.post(reverse(name), {"client": asked, "words": "x"}).status_code == 404


def test_a_note_is_read_like_a_letter_and_its_page_shows_what_was_found(desk, cast):
    page = page_of(noted(desk, cast, "Anna will send the texts by Friday. The sun shone."))
    found = Finding.objects.get()

    assert f'href="{reverse("found_item", args=(found.pk,))}"' in page
    assert "Anna will send the texts by Friday." in page
    assert f'href="{reverse("recap", args=(Note.objects.get().pk,))}"' in page
    assert Note.objects.get().contact == cast.anna


def test_a_note_in_which_nothing_is_found_says_so(desk, cast):
    assert "Nothing more to look at." in page_of(noted(desk, cast))


def test_nobody_or_several_named_in_a_note_are_no_contact(desk, cast):
    add_contact(cast.acme, "Anna Other", ["ao@acme.example"], by=cast.alice, at=cast.at)
    noted(desk, cast, "Anna called.")
    noted(desk, cast, "Nobody in particular called.")

    assert set(Note.objects.values_list("contact", flat=True)) == {None}


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("today", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("yesterday", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("gestern", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("Friday", datetime(2026, 2, 27, 11, tzinfo=UTC)),
        ("2026-02-20", datetime(2026, 2, 20, 11, tzinfo=UTC)),
        ("20 February 2026", datetime(2026, 2, 20, 11, tzinfo=UTC)),
    ],
)
def test_the_day_of_a_call_is_the_one_before_today(desk, cast, day, at):
    noted(desk, cast, day=day)

    assert Note.objects.get().at == at


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"words": " "}, "Write in a line what was said, or what is done."),
        ({"client": ""}, "Choose the client."),
        ({"how": "pigeon"}, "Choose a call, a meeting or a chat."),
        ({"day": "whenever"}, "“whenever” is no day Troth can read."),
        ({"day": "2027-01-01"}, "That time has not come yet."),
        ({"words": "x" * 200_001}, "At most 200,000 characters are kept."),
    ],
)
def test_a_note_that_cannot_be_kept_says_why_and_loses_nothing_typed(desk, cast, typed, says):
    said = {"words": "Tomas called.", "day": "yesterday"} | typed
    response = noted(desk, cast, **said)
    page = page_of(response)

    assert response.status_code == 422
    assert says in page
    for name in ("words", "day"):
        assert said[name].strip() in page
    assert not Note.objects.exists()
    assert not Entry.objects.exists()


def test_good_news_is_one_line(desk, cast):
    typed = {"words": "Checkout 4 s to 0.3 s", "client": str(cast.acme.pk)}
    page = page_of(desk.post(reverse("win_new"), typed, follow=True))

    assert "Checkout 4 s to 0.3 s" in page
    assert Win.objects.get().client == cast.acme


@pytest.mark.parametrize(
    ("words", "whose", "says"),
    [
        ("", "acme", "Write in a line what was said"),
        ("done", "", "Choose the client."),
        ("x" * 501, "acme", "At most 500 characters"),
    ],
)
def test_good_news_that_cannot_be_kept_says_why(desk, cast, words, whose, says):
    typed = {"words": words, "client": str(cast.acme.pk) if whose else ""}
    response = desk.post(reverse("win_new"), typed)

    assert response.status_code == 422
    assert says in page_of(response)
    assert words in page_of(response)
    assert not Win.objects.exists()


def test_what_was_understood_is_shown_and_asked_back_before_anything_is_kept(desk, cast):
    page = page_of(by_hand(desk, "send Anna the migration plan by Friday"))

    assert "You promise Anna (Acme): “send Anna the migration plan”, by Friday, 6 March." in page
    assert 'value="send Anna the migration plan by Friday"' in page
    assert not Matter.objects.exists()


def test_a_yes_keeps_it_and_can_be_undone(desk, cast):
    line = "send Anna the migration plan by Friday"
    page = page_of(by_hand(desk, line, sure="promise", line=line))
    held = Matter.objects.get()
    undone = reverse("undo", args=("matter", held.pk))

    assert (held.kind, held.due_on, held.contact) == ("promise", date(2026, 3, 6), cast.anna)
    assert f'action="{undone}"' in page
    desk.post(undone)
    assert not Matter.objects.exists()


@pytest.mark.parametrize("kind", ["need", "ask"])
def test_the_other_way_round_is_one_answer_away(desk, cast, kind):
    line = "Anna the texts by Friday"
    by_hand(desk, line, sure=kind, line=line)

    assert Matter.objects.get().kind == kind


@pytest.mark.parametrize("sure", ["promise", "need", "nonsense", "\0"])
def test_a_line_that_was_changed_after_it_was_shown_is_asked_about_again(desk, cast, sure):
    shown = "send Anna the plan by Friday"
    response = by_hand(desk, "send Ben the plan by Friday", sure=sure, line=shown)

    assert "Ben (Birch)" in page_of(response)
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Write what is owed"),
        ("send Xaver the plan", "Nobody known is named here."),
        ("x" * 501, "One line holds 500 characters."),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_is_still_there(desk, cast, line, says):
    response = by_hand(desk, line)

    assert response.status_code == 422
    assert says in page_of(response)
    assert line in page_of(response)


def test_on_a_clients_page_nobody_needs_to_be_named(desk, cast):
    page = page_of(by_hand(desk, "send the plan by Friday", client=str(cast.birch.pk)))

    assert "You promise Birch: “send the plan”, by Friday, 6 March." in page


def test_behind_the_curtain_nobody_else_is_offered_or_named(desk, cast):
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    pages = [desk.get(reverse(name)) for name in ("note_new", "win_new", "promise_new")]
    pages.append(by_hand(desk, "send Ben the plan by Friday"))

    for response in pages:
        assert "Birch" not in page_of(response)
    assert "Nobody known is named here." in page_of(pages[-1])
    assert f'value="{cast.acme.pk}" selected' in page_of(pages[0])


def test_a_note_that_was_a_mistake_is_taken_back_with_what_was_found_in_it(desk, cast):
    noted(desk, cast, "Anna will send the texts by Friday.")
    held = Note.objects.get()
    desk.post(reverse("undo", args=("note", held.pk)))
    held.refresh_from_db()

    assert (held.text, held.erased_at) == ("", cast.at)
    assert [(it.sentence, it.state) for it in Finding.objects.all()] == [("", "let go")]
    assert "texts" not in page_of(desk.get(reverse("client", args=(cast.acme.pk,))))


def test_good_news_that_was_a_mistake_is_taken_back_and_stands_in_no_letter(desk, cast):
    desk.post(reverse("win_new"), {"words": "4 s to 0.3 s", "client": str(cast.acme.pk)})
    desk.post(reverse("undo", args=("win", Win.objects.get().pk)))

    assert "0.3 s" not in page_of(desk.get(reverse("write", args=(cast.acme.pk,))))
    assert Win.objects.get().text == ""


def test_nobody_else_takes_back_what_i_wrote_down(client, desk, cast):
    noted(desk, cast)
    client.force_login(cast.carol)

    assert client.post(reverse("undo", args=("note", Note.objects.get().pk))).status_code == 404
    assert Note.objects.get().text
