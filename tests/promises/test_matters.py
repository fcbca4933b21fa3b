"""A promise's page, and what is open and closed with a client."""

from datetime import date, timedelta

import pytest

from tests.promises.found import finding
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions.deciding import confirm
from troth.promises.actions.outcomes import keep, move, tell
from troth.promises.models import Matter
from troth.promises.queries.matters import Counts, closed_of, counts, matter, open_of
from troth.record.actions import erase_words
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


def confirmed(cast, client=None, **said):
    client = client or cast.acme
    return confirm(finding(client, at=cast.at, **said), by=client.owner, at=cast.at)


def test_a_promises_page_tells_what_happened_who_did_it_and_in_which_words(cast):
    held = confirmed(cast, due="2026-03-06")
    move(held, due=date(2026, 3, 9), why="ill", client_knows=False, by=cast.bob, at=cast.at)
    tell([held], by=None, at=cast.at, how="mail")

    page = matter(Viewer(cast.alice), held.pk)

    assert [(it.verb, it.by, it.words) for it in page.history] == [
        ("told_by_mail", "", ""),
        ("moved", "Bob", "ill"),
        ("confirmed", "Alice", "I'll send the plan by Friday."),
    ]
    assert (page.matter.message_id, page.matter.start, page.matter.end) == (held.message_id, 0, 29)
    assert page.proposals == ()


def test_words_that_were_erased_are_told_as_erased(cast):
    held = confirmed(cast)
    erase_words(Entry.objects.values_list("pk", flat=True), at=cast.at)

    assert matter(Viewer(cast.alice), held.pk).history[0].words is None


def test_a_page_takes_four_queries(cast, django_assert_num_queries):
    held = confirmed(cast)
    viewer = Viewer(cast.alice)

    with django_assert_num_queries(4):
        page = matter(viewer, held.pk)
        assert (page.matter.client.name, page.matter.contact.name) == ("Acme", "Anna")


def test_what_is_open_is_told_both_ways_the_earliest_due_first(cast, django_assert_num_queries):
    undated = confirmed(cast)
    later, sooner = confirmed(cast, due="2026-03-09"), confirmed(cast, due="2026-03-06")
    need = confirmed(cast, kind="need")
    ask = confirmed(cast, kind="ask", is_mine=False)
    keep(confirmed(cast), by=cast.alice, at=cast.at, done_at=cast.at)
    viewer = Viewer(cast.alice)

    with django_assert_num_queries(2):
        found = open_of(viewer, cast.acme.pk)

    assert found.promises == (sooner, later, undated)
    assert (found.asks, found.needs) == ((ask,), (need,))


def test_what_is_closed_is_read_page_by_page_the_latest_first(cast):
    held = [confirmed(cast) for _ in range(5)]
    for number, one in enumerate(held):
        done_at = cast.at - timedelta(days=number // 2)  # two and two end together
        keep(one, by=cast.alice, at=cast.at, done_at=done_at)
    viewer, pages, before = Viewer(cast.alice), [], None

    while True:
        page = closed_of(viewer, cast.acme.pk, most=2, before=before)
        pages.append(page.matters)
        if (before := page.before) is None:
            break

    told = [one.pk for page in pages for one in page]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert sorted(told) == sorted(one.pk for one in held)
    assert list(Matter.objects.order_by("-closed_at", "-pk").values_list("pk", flat=True)) == told


def test_the_open_are_counted_for_every_client_in_one_query(cast, django_assert_num_queries):
    confirmed(cast, due="2026-03-01")
    confirmed(cast, kind="need")
    confirmed(cast, cast.birch, kind="ask", is_mine=False)
    confirmed(cast, cast.cove)
    viewer = Viewer(cast.alice)

    with django_assert_num_queries(1):
        found = counts(viewer, at=cast.at)

    assert found == {
        cast.acme.pk: Counts(promises=1, needs=1, overdue=1),
        cast.birch.pk: Counts(asks=1),
    }
    assert set(counts(viewer, at=cast.at, of=[cast.acme.pk, cast.cove.pk])) == {cast.acme.pk}
    assert set(counts(Viewer(cast.alice, only=cast.birch.pk), at=cast.at)) == {cast.birch.pk}


def test_a_stranger_finds_nothing_alike_for_what_exists_and_what_does_not(cast):
    held = confirmed(cast)

    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        for pk in (held.pk, cast.at.isoformat()):
            with pytest.raises(NotFoundError):
                matter(viewer, pk)
        for pk in (cast.acme.pk, "nothing"):
            for read in (open_of, closed_of):
                with pytest.raises(NotFoundError):
                    read(viewer, pk)
    assert matter(Viewer(cast.bob), held.pk).matter == held
