"""Past work is taken in once, for whoever did it and for whom it was done."""

import pytest

from tests.forecasts.past import KIMAI, OWN, TOGGL, imported
from troth.forecasts.models import PastWork, Stint
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db

LATER = """\
Date,From,To,Duration,Customer,Project,Activity,Description,Email
2026-02-11,09:00,10:00,1.00,Acme,Shop,Development,Move the checkout,alice@harbour-it.example
2026-02-12,09:00,10:30,1.50,Acme,Shop,Development,Move the checkout,alice@harbour-it.example
"""


def rows():
    return {
        (it.title, it.member.name, it.client.name if it.client else "", it.actual_hours)
        for it in PastWork.objects.select_related("member", "client")
    }


def state():
    return (
        list(PastWork.objects.order_by("pk").values_list()),
        list(Stint.objects.order_by("pk").values_list()),
        Entry.objects.count(),
    )


def test_work_is_its_clients_by_name_or_by_domain(cast):
    done = imported(cast, OWN)

    assert (done.new, done.changed, done.known, done.without_client) == (3, 0, 0, 1)
    assert rows() == {
        ("Checkout", "Alice", "Acme", 3.5),
        ("Certificate", "Alice", "Birch", 0.5),
        ("Meeting", "Alice", "", 1.25),
    }


@pytest.mark.parametrize("text", [KIMAI, TOGGL, OWN])
def test_importing_twice_changes_nothing(cast, text):
    imported(cast, text)
    before = state()
    again = imported(cast, text)

    assert (again.new, again.changed) == (0, 0)
    assert again.known == len(before[0])
    assert state() == before


def test_a_later_export_adds_what_is_new_and_counts_nothing_twice(cast):
    imported(cast, KIMAI)
    done = imported(cast, LATER)
    work = PastWork.objects.get(title__contains="checkout")

    assert (done.new, done.changed, done.known) == (0, 1, 0)
    assert work.actual_hours == pytest.approx(5)
    assert (str(work.started_on), str(work.completed_on)) == ("2026-02-10", "2026-02-12")
    assert Stint.objects.filter(work=work).count() == 3


def test_what_is_told_otherwise_later_is_changed_and_an_estimate_stays(cast):
    imported(cast, OWN)
    done = imported(
        cast, OWN.replace("7,Checkout,acme.example,3,3.5", "7,Checkout,acme.example,,4")
    )
    work = PastWork.objects.get(source_id="7")

    assert (done.new, done.changed, done.known) == (0, 1, 2)
    assert (work.estimated_hours, work.actual_hours) == (3, 4)


def test_the_record_says_of_which_file_it_came_and_holds_no_words_of_it(cast):
    imported(cast, OWN)
    entry = Entry.objects.get(kind="work.imported")

    assert (entry.chain, entry.by) == (cast.practice.pk, cast.alice.pk)
    assert '"new":3' in entry.facts
    assert "Checkout" not in entry.facts
    assert check(cast.practice.pk).result.broken is None


def test_each_line_is_of_the_member_it_names(cast):
    text = OWN.replace("kind\n", "person\n").replace(",shop", ",Bob").replace("06,\n", "06,ALICE\n")
    imported(cast, text)

    assert {(title, name) for title, name, *_ in rows()} == {
        ("Checkout", "Bob"),
        ("Certificate", "Alice"),
        ("Meeting", "Alice"),
    }


def test_lines_of_somebody_who_is_not_here_are_left_out_and_told(cast):
    text = OWN.replace("kind\n", "person\n").replace(",shop", ",Zed")
    done = imported(cast, text)

    assert [title for title, *_ in sorted(rows())] == ["Certificate", "Meeting"]
    assert done.problems[0].startswith("Nobody in the practice is called Zed, so 1 of their")


def test_a_file_of_one_person_by_another_name_is_of_whoever_brings_it(cast):
    imported(cast, TOGGL.replace("alice@harbour-it.example", "al@home.example"), by=cast.bob)

    assert {name for _, name, *_ in rows()} == {"Bob"}


def test_two_practices_keep_the_same_file_apart(cast):
    imported(cast, KIMAI)
    done = imported(cast, KIMAI, by=cast.carol)

    assert done.new == 2
    assert done.without_client == 2
    assert PastWork.objects.filter(practice=cast.carol.practice).count() == 2
