"""One client's own line."""

from datetime import timedelta
from uuid import uuid4

import pytest

from troth.agenda.actions import catch_up
from troth.agenda.queries import line, today
from troth.notes.actions import did
from troth.people.access import Viewer
from troth.people.actions.clients import change, close

pytestmark = pytest.mark.django_db


def caught_up(cast):
    catch_up(cast.practice.pk, at=cast.at)
    return line(Viewer(cast.alice), cast.acme.pk, at=cast.at)


def told(cast):
    change(cast.acme, name="Acme", kind="client", cadence_days=3, by=cast.alice, at=cast.at)


def test_it_says_what_today_says(cast):
    told(cast)
    shown = today(Viewer(cast.alice), at=cast.at)
    alone = caught_up(cast)

    assert shown.lines == ()
    assert today(Viewer(cast.alice), at=cast.at).lines == (alone,)


def test_a_client_that_stands_no_more_on_today_has_a_line(cast):
    close(cast.acme, by=cast.alice, at=cast.at)

    assert caught_up(cast).name == "Acme"
    assert today(Viewer(cast.alice), at=cast.at).lines == ()


def test_what_is_not_true_any_more_is_not_told(cast):
    told(cast)
    viewer = Viewer(cast.alice)
    assert line(viewer, cast.acme.pk, at=cast.at) is None
    assert caught_up(cast) is not None

    assert line(viewer, cast.acme.pk, at=cast.at + timedelta(days=4)) is None
    did(cast.acme, text="done", by=cast.alice, at=cast.at)
    assert line(viewer, cast.acme.pk, at=cast.at) is None


def test_it_is_one_query(cast, django_assert_num_queries):
    told(cast)
    caught_up(cast)
    with django_assert_num_queries(1):
        line(Viewer(cast.alice), cast.acme.pk, at=cast.at)


def test_a_stranger_and_who_stands_behind_the_curtain_are_told_nothing(cast):
    told(cast)
    assert caught_up(cast) is not None

    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        assert line(viewer, cast.acme.pk, at=cast.at) is None
        assert line(viewer, uuid4(), at=cast.at) is None
