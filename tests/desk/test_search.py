"""The search page: what is found, by whom, and how it is shown."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.desk.mail import of_birch, promised
from tests.desk.rows import promise
from troth.mail.searching import let_letters_be_found
from troth.notes.actions import did, note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]


def page_of(desk, typed, **query) -> str:
    return unescape(desk.get(reverse("search"), {"q": typed} | query).content.decode())


def lines(page: str) -> list[str]:
    """What each line says, its words lit in brackets."""
    rows = re.findall(r"<li class=\"row\".*?</li>", page.replace("\n", ""))
    marked = [re.sub(r"<mark>(.*?)</mark>", r"[\1]", row) for row in rows]
    return [re.sub(r"<[^>]+>", " ", row) for row in marked]


def called(cast, words, *, client=None):
    client = client or cast.acme
    return note(
        client, contact=None, kind="call", at_time=cast.at, text=words, is_word=True,
        by=cast.alice, at=cast.at,
    )  # fmt: skip


def test_a_letter_is_found_by_its_words_its_subject_and_its_people(desk, cast):
    promised(cast)
    let_letters_be_found(cast.acme)

    for typed in ("migration plan", "moving the sh", "anna@acme.example", '"thank you for"'):
        (line,) = lines(page_of(desk, typed))
        assert "Letter, Acme" in line
    assert "[migration] [plan]" in lines(page_of(desk, "migration plan"))[0]


def test_a_note_a_win_and_a_promise_are_found_at_once_and_once(desk, cast):
    called(cast, "Anna wants the walrus by Monday")
    did(cast.acme, text="The walrus is delivered", by=cast.alice, at=cast.at)
    found = lines(page_of(desk, "walrus"))

    assert len(found) == 2
    assert any("Good news, Acme" in it for it in found)
    assert any("Note, Acme" in it for it in found)


def test_a_promise_is_found_and_leads_to_its_page(desk, cast):
    held = promise(cast)
    page = page_of(desk, held.what.split()[-1])

    assert reverse("matter", args=(held.pk,)) in page
    assert "Promise, Acme" in page


def test_a_stranger_finds_nothing_of_ours(client, cast):
    called(cast, "the walrus")
    client.force_login(cast.carol)

    assert lines(page_of(client, "walrus")) == []
    assert client.get(reverse("search"), {"q": "a", "client": cast.acme.pk}).status_code == 404


def test_a_colleague_finds_what_a_colleague_may_stand_in_for(client, cast):
    called(cast, "the walrus")
    client.force_login(cast.bob)

    assert len(lines(page_of(client, "walrus"))) == 1


def test_behind_the_curtain_one_client_is_found_and_no_other_name(desk, cast):
    of_birch(cast)
    for each in (cast.acme, cast.birch):
        called(cast, f"the walrus of {each.name}", client=each)
        let_letters_be_found(each)
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    page = page_of(desk, "walrus")

    assert len(lines(page)) == 1
    assert "Birch" not in page
    assert lines(page_of(desk, "secret")) == []
    assert desk.get(reverse("search"), {"q": "a", "client": cast.birch.pk}).status_code == 404


def test_one_client_alone_is_looked_through_where_one_is_named(desk, cast):
    for each in (cast.acme, cast.birch):
        called(cast, f"the walrus of {each.name}", client=each)
    page = page_of(desk, "walrus", client=cast.birch.pk)

    assert len(lines(page)) == 1
    assert "In Birch only." in page


def test_one_kind_alone_is_looked_through_where_one_is_chosen(desk, cast):
    called(cast, "the walrus")
    promised(cast, words="I'll send you the walrus by Friday.")
    let_letters_be_found(cast.acme)

    assert len(lines(page_of(desk, "walrus"))) == 2
    assert "Letter, Acme" in lines(page_of(desk, "walrus", kind="letters"))[0]
    assert len(lines(page_of(desk, "walrus", kind="letters"))) == 1
    assert lines(page_of(desk, "walrus", kind="record")) == []


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "<script>alert(1)</script>", "\0", "%", "é" * 900]
)
def test_whatever_is_typed_is_answered_and_shown_again(desk, cast, typed):
    called(cast, "<b>bold</b> & more")
    response = desk.get(reverse("search"), {"q": typed})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_what_is_found_is_shown_as_it_was_written_and_runs_nothing(desk, cast):
    called(cast, "<script>alert(1)</script> walrus")
    answer = desk.get(reverse("search"), {"q": "walrus"}).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer
    assert "<script>alert" not in answer


def test_pages_go_on_where_the_last_one_ended(desk, cast):
    for number in range(25):
        called(cast, f"walrus number {number}")
    first = page_of(desk, "walrus")
    rest = page_of(desk, "walrus", before=re.search(r"before=(\d+)", first)[1])

    assert (len(lines(first)), len(lines(rest))) == (20, 5)
    assert not set(lines(first)) & set(lines(rest))


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_a_made_up_place_is_not_found(desk, cast, before):
    assert desk.get(reverse("search"), {"q": "a", "before": before}).status_code == 404
