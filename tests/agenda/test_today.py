from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from troth.agenda.actions import catch_up, lines
from troth.agenda.models import Line
from troth.agenda.queries import PAGE, today
from troth.people.access import Viewer
from troth.people.models import Client, ClientKind
from troth.promises.models import Matter
from troth.record.appending import append

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def news(client, cast):
    with transaction.atomic():
        append("client.added", practice=client.practice_id, client=client.pk, by=None, at=cast.at)


def promised(client, cast, *, due, what="the plan", **more):
    Matter.objects.create(
        practice_id=client.practice_id,
        client=client,
        kind="promise",
        what=what,
        given_at=cast.at - 5 * DAY,
        due_at=due,
        **more,
    )
    news(client, cast)


def with_news(number, cast):
    added = {"practice": cast.practice, "owner": cast.alice, "since_at": cast.at}
    many = [Client.objects.create(name=f"Client {each}", **added) for each in range(number)]
    for client in many:
        news(client, cast)
    return many


@pytest.fixture
def world(cast):
    for client in (cast.acme, cast.birch, cast.cove):
        news(client, cast)
    return cast


def shown(viewer, cast, **more):
    for practice in (cast.practice.pk, cast.carol.practice_id):
        catch_up(practice, at=cast.at)
    return [line.name for line in today(viewer, at=cast.at, **more).lines]


def test_each_sees_their_own_clients_and_nobody_a_strangers(world):
    assert shown(Viewer(world.alice), world) == ["Acme"]
    assert shown(Viewer(world.bob), world) == ["Birch"]
    assert shown(Viewer(world.carol), world, everyone=True) == ["Cove"]
    assert sorted(shown(Viewer(world.alice), world, everyone=True)) == ["Acme", "Birch"]


def test_behind_the_curtain_one_client_is_left_and_no_foreign_one_can_be_chosen(world):
    assert shown(Viewer(world.alice, only=world.birch.pk), world) == ["Birch"]
    assert shown(Viewer(world.alice, only=world.cove.pk), world) == []


def test_what_is_overdue_and_untold_stands_on_top(world):
    promised(world.birch, world, due=world.at - DAY)

    assert shown(Viewer(world.alice), world, everyone=True) == ["Birch", "Acme"]


def test_a_line_says_who_waits_since_when_and_what_is_overdue(world):
    promised(world.acme, world, due=world.at - DAY, contact=world.anna)
    catch_up(world.practice.pk, at=world.at)

    (line,) = today(Viewer(world.alice), at=world.at).lines

    assert line.they_wait == "Anna waits for you since Wed 25 Feb."
    assert line.overdue == ""
    assert line.word == "Next word now: due yesterday and not done, “the plan”"
    assert line.is_due


def test_what_the_next_word_does_not_say_of_what_is_overdue_is_said_beside_it(world):
    promised(world.acme, world, due=world.at - 3 * DAY)
    promised(world.acme, world, due=world.at - DAY, what="the quote")
    catch_up(world.practice.pk, at=world.at)

    (line,) = today(Viewer(world.alice), at=world.at).lines

    assert line.overdue == "2 of yours overdue, the latest since yesterday."
    assert "the plan" in line.word


def test_news_in_a_clients_chain_makes_their_line_anew_and_no_other(world):
    catch_up(world.practice.pk, at=world.at)
    assert catch_up(world.practice.pk, at=world.at) == 0

    promised(world.acme, world, due=world.at + 9 * DAY)

    assert catch_up(world.practice.pk, at=world.at) == 1


def test_time_alone_makes_a_line_anew(world):
    promised(world.acme, world, due=world.at + DAY)
    catch_up(world.practice.pk, at=world.at)
    later = world.at + 2 * DAY
    catch_up(world.practice.pk, at=later)

    (line,) = today(Viewer(world.alice), at=later).lines

    assert "not done" in line.word


def test_an_import_with_news_for_many_clients_is_caught_up_whole(world):
    with_news(120, world)

    assert catch_up(world.practice.pk, at=world.at) == 122
    assert catch_up(world.practice.pk, at=world.at) == 0


def test_catching_up_that_was_cut_off_goes_on_where_it_was(world, monkeypatch):
    many = with_news(30, world)
    make, done = lines._make, []

    def cut_off(chains, *, at):
        if len(done) == 2:
            raise OSError("the machine went to sleep for good")
        done.append(chains)
        make(chains, at=at)

    monkeypatch.setattr(lines, "AT_ONCE", 10)
    monkeypatch.setattr(lines, "_make", cut_off)
    with pytest.raises(OSError, match="for good"):
        catch_up(world.practice.pk, at=world.at)
    monkeypatch.setattr(lines, "_make", make)

    catch_up(world.practice.pk, at=world.at)

    assert Line.objects.filter(client__in=many).count() == 30


def test_pages_follow_each_other_without_a_gap_or_a_double(world):
    for number in range(PAGE + 7):
        client = Client.objects.create(
            practice=world.practice, owner=world.alice, name=f"{number}", since_at=world.at
        )
        news(client, world)
    catch_up(world.practice.pk, at=world.at)
    first = today(Viewer(world.alice), at=world.at)
    second = today(Viewer(world.alice), at=world.at, after=first.after)
    names = [line.name for line in first.lines + second.lines]

    assert len(first.lines) == PAGE
    assert len(names) == len(set(names)) == PAGE + 8
    assert second.after is None


def test_a_customer_leaves_today_when_nothing_is_open(world):
    world.acme.kind = ClientKind.CUSTOMER
    world.acme.save()
    news(world.acme, world)

    assert shown(Viewer(world.alice), world) == []

    promised(world.acme, world, due=world.at + 30 * DAY)

    assert shown(Viewer(world.alice), world) == ["Acme"]


def test_today_takes_one_query_and_the_lines_a_fixed_number(
    world, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(30):
        client = Client.objects.create(
            practice=world.practice, owner=world.alice, name=f"{number}", since_at=world.at
        )
        promised(client, world, due=world.at + number * DAY)
    with django_assert_max_num_queries(17):
        catch_up(world.practice.pk, at=world.at)
    with django_assert_num_queries(1):
        today(Viewer(world.alice), at=world.at)


def test_a_line_of_a_chain_that_is_no_clients_is_never_made(world):
    with transaction.atomic():
        append("x.y", practice=world.practice.pk, client=uuid4(), by=None, at=world.at)
    catch_up(world.practice.pk, at=world.at)

    assert Line.objects.count() == 2
