"""A client's record in words, and what checking it gives."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

import troth
from tests.desk.rows import by_hand, promise
from troth.desk.presenting.events import MATTERS, OF_CLIENTS, OF_MATTERS
from troth.notes.actions import did, erase
from troth.people.actions.clients import change, hand_over
from troth.people.actions.contacts import settle
from troth.promises.actions.outcomes import keep
from troth.record.models import Words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

OF_THE_PRACTICE = frozenset({"practice", "member", "mailbox"})
"""What stands in the practice's own chain, which no client's page shows."""


def page_of(response) -> str:
    return unescape(response.content.decode())


def record_of(desk, client, **query) -> str:
    return page_of(desk.get(reverse("client_record", args=(client.pk,)), query))


def sentences(page) -> list[str]:
    return re.findall(r"<li><p>(.*?)</p>", page)


def test_every_entry_is_a_sentence_with_when_and_by_whom(desk, cast):
    held = by_hand(cast, "the migration plan")
    keep(held, by=cast.alice, at=cast.at, done_at=cast.at)
    change(cast.acme, name="Acme", kind="client", cadence_days=7, by=cast.bob, at=cast.at)
    hand_over(cast.acme, to=cast.bob, by=cast.alice, at=cast.at)
    settle(cast.anna, "role", "Owner", by=cast.alice, at=cast.at)
    erase(did(cast.acme, text="secret", by=cast.alice, at=cast.at), by=cast.alice, at=cast.at)
    page = record_of(desk, cast.acme)

    assert sentences(page) == [
        "Good news was erased.",
        "Good news was noted. Its words were erased.",
        "Said of a contact: Owner.",
        "Handed over to a colleague.",
        "Name, kind or rhythm changed: Acme.",
        "A promise: kept. “the migration plan”",
        "A promise: written down by hand. “the migration plan”",
    ]
    assert "Bob, entry 3" in page
    assert "Checked just now: 7 entries, each as it was written." in page
    assert "secret" not in page


def test_letters_taken_in_and_what_was_confirmed_are_told(desk, cast):
    promise(cast)
    told = sentences(record_of(desk, cast.acme))

    assert "1 letter taken in." in told
    assert "A promise: confirmed. “I'll send you the migration plan by Friday.”" in told


def test_an_altered_text_is_named_by_its_entry(desk, cast):
    for number in range(3):
        did(cast.acme, text=f"win {number}", by=cast.alice, at=cast.at)
    Words.objects.filter(text="win 1").update(text="won nothing")

    page = record_of(desk, cast.acme)

    assert "Entry 2 is not as it was written: the text beside it was altered." in page


def test_a_long_record_is_turned_over_page_by_page(desk, cast, monkeypatch):
    monkeypatch.setattr("troth.desk.views.record.PAGE", 2)
    for number in range(5):
        did(cast.acme, text=f"win {number}", by=cast.alice, at=cast.at)
    seen, url = [], reverse("client_record", args=(cast.acme.pk,))
    while url:
        page = page_of(desk.get(url))
        seen += re.findall(r"win \d", page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        url = following[1] if following else ""

    assert seen == [f"win {number}" for number in reversed(range(5))]


@pytest.mark.parametrize("before", ["", "x", "-1", "²", "9" * 30, "1.5"])
def test_a_made_up_place_in_the_record_is_not_found(desk, cast, before):
    url = reverse("client_record", args=(cast.acme.pk,))

    assert desk.get(url, {"before": before}).status_code == 404


def test_a_record_with_nothing_in_it_says_so(desk, cast):
    assert "Nothing is written down yet." in record_of(desk, cast.acme)


def test_a_page_of_the_record_takes_the_same_number_of_queries(
    desk, cast, django_assert_num_queries
):
    by_hand(cast)
    with django_assert_num_queries(13):
        record_of(desk, cast.acme)
    for number in range(40):
        by_hand(cast, f"thing {number}")

    with django_assert_num_queries(13):
        record_of(desk, cast.acme)


def test_every_kind_of_entry_in_a_clients_chain_has_its_words():
    folders = ("people", "promises", "updates", "notes", "mail")
    code = [
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in (Path(troth.__file__).parent / folder).rglob("*.py")
    ]
    nouns = "client|contact|draft|finding|findings|letter|note|win"
    kinds = {kind for text in code for kind in re.findall(rf'"((?:{nouns})\.[a-z_]+)"', text)}
    verbs = {
        verb for text in code for verb in re.findall(r'(?:act|tell_record)\(\s*\w+, "(\w+)"', text)
    }

    assert len(kinds) > 20
    assert kinds - OF_CLIENTS.keys() - {"letter.py"} == set()
    assert len(verbs) > 3
    assert verbs - OF_MATTERS.keys() - {"moved"} == set()
    assert OF_THE_PRACTICE.isdisjoint(MATTERS)
