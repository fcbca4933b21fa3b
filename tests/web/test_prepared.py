"""Queries whose SQL is built once."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import Count, F, Q

from troth.mail.models import Filing, Message
from troth.people.models import Client, Contact
from troth.promises.models import Matter
from troth.web.prepared import Prepared, UnpreparableError

pytestmark = pytest.mark.django_db


def matter(cast, what, **said):
    return Matter.objects.create(
        practice=cast.practice, client=cast.acme, kind="promise", what=what, given_at=cast.at,
        **said,
    )  # fmt: skip


def test_it_gives_what_django_gives_with_other_values_each_time(cast):
    columns = ("pk", "name", "since_at", "cadence_days", "closed_at", "owner_id", "owner__name")

    def of(practice):
        return Client.objects.filter(practice=practice).order_by("name").values_list(*columns)

    prepared = Prepared(of, practice=UUID)

    for practice in (cast.practice.pk, cast.carol.practice_id, uuid4(), cast.practice.pk):
        assert prepared(practice=practice) == list(of(practice))


def test_values_of_one_kind_are_told_apart(cast):
    prepared = Prepared(
        lambda practice, client: Contact.objects.filter(
            practice=practice, client=client
        ).values_list("name"),
        practice=UUID,
        client=UUID,
    )

    assert prepared(practice=cast.practice.pk, client=cast.acme.pk) == [("Anna",)]
    assert prepared(client=cast.practice.pk, practice=cast.acme.pk) == []
    assert prepared(client=cast.cove.pk, practice=cast.practice.pk) == []


def test_moments_days_json_and_counts_come_as_django_gives_them(cast):
    matter(cast, "a", due_at=cast.at, due_on=cast.at.date())
    matter(cast, "b", due_at=cast.at + timedelta(days=1, microseconds=7))
    message = Message.objects.create(
        practice=cast.practice, digest=b"x", key=1, subject_key=1, people=["a", ["b"], []],
        is_mine=True, taken_in_at=cast.at,
    )  # fmt: skip
    Filing.objects.create(message=message, client=cast.acme, sent_at=cast.at, is_mine=True)

    def due(client, until):
        rows = Matter.objects.filter(client=client, due_at__lt=until).order_by("what")
        return rows.values_list("what", "due_at", "due_on")

    def counted(client):
        rows = Matter.objects.filter(client=client).values("client").order_by()
        counts = rows.annotate(late=Count("pk", filter=Q(due_on=F("due_on"))), every=Count("pk"))
        return counts.values_list("late", "every")

    def people(client):
        return Filing.objects.filter(client=client).values_list("message__people", "is_mine")

    for until in (cast.at, cast.at + timedelta(days=1), cast.at + timedelta(days=2)):
        asked = Prepared(due, client=UUID, until=datetime)
        assert asked(client=cast.acme.pk, until=until) == list(due(cast.acme.pk, until))
    for build in (counted, people):
        assert Prepared(build, client=UUID)(client=cast.acme.pk) == list(build(cast.acme.pk))


def test_it_is_one_statement(cast, django_assert_num_queries):
    prepared = Prepared(
        lambda number: Contact.objects.filter(rank=number).values_list("name"), number=int
    )
    prepared(number=1)

    with django_assert_num_queries(1):
        assert prepared(number=2) == []


def test_a_value_that_the_query_does_not_hold_is_refused(cast):
    with pytest.raises(UnpreparableError, match="practice"):
        Prepared(lambda practice: Client.objects.values_list("name"), practice=UUID)(
            practice=cast.practice.pk
        )
