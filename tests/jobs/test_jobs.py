from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from troth.jobs.actions import (
    FIRST_WAIT,
    LEASE,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    StalledError,
    claim,
    done,
    enqueue,
    extend,
    failed,
    forget_done,
    retry,
    schedule,
    wait_before,
)
from troth.jobs.models import Job, JobState
from troth.jobs.queries import given_up

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_what_is_asked_for_twice_is_done_once():
    acme = uuid4()
    enqueue("settle", about=acme, run_at=AT + 9 * SECOND)
    enqueue("settle", about=acme, run_at=AT)
    enqueue("settle", about=uuid4(), run_at=AT + SECOND)

    assert claim("a", at=AT).about == acme
    assert claim("a", at=AT) is None
    assert Job.objects.count() == 2


def test_what_is_asked_for_while_it_runs_is_done_once_more():
    enqueue("settle", run_at=AT)
    running = claim("a", at=AT)
    enqueue("settle", run_at=AT)
    done(running, at=AT)

    assert claim("a", at=AT) is not None


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends():
    enqueue("look", run_at=AT)
    first = claim("a", at=AT)

    assert claim("b", at=AT + LEASE - SECOND) is None

    second = claim("b", at=AT + LEASE)

    assert (second.pk, second.attempt) == (first.pk, 2)
    with pytest.raises(StalledError, match="look took longer than its lease"):
        done(first, at=AT + LEASE)
    done(second, at=AT + LEASE)


def test_a_sign_of_life_keeps_the_job():
    enqueue("look", run_at=AT)
    job = claim("a", at=AT)
    extend(job, at=AT + LEASE - SECOND)

    assert claim("b", at=AT + LEASE) is None


def test_what_failed_is_tried_later_and_at_last_given_up():
    enqueue("look", run_at=AT)
    at = AT
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job = claim("a", at=at)
        failed(job, "no answer", at=at)
        assert claim("a", at=at) is None
        at += LONGEST_WAIT
        assert job.attempt == attempt

    (last,) = given_up()

    assert (last.state, last.trouble) == (JobState.FAILED, "no answer")

    retry(last, at=at)

    assert claim("a", at=at).attempt == 1


def test_what_cannot_be_mended_by_trying_is_given_up_at_once():
    enqueue("look", run_at=AT)
    failed(claim("a", at=AT), "wrong password", at=AT, again=False)

    assert given_up().count() == 1


def test_a_failed_job_and_a_newer_request_for_the_same_become_one():
    enqueue("look", run_at=AT)
    job = claim("a", at=AT)
    enqueue("look", run_at=AT)
    failed(job, "no answer", at=AT)

    assert Job.objects.filter(state=JobState.WAITING).count() == 1


def test_racing_schedulers_make_one_job_for_a_period():
    for seconds in (0, 7, 59, 60):
        schedule("lines", period=timedelta(minutes=1), at=AT + seconds * SECOND)

    assert [job.fire_at for job in Job.objects.order_by("fire_at")] == [AT, AT + 60 * SECOND]


@pytest.mark.parametrize("attempt", range(1, 30))
def test_waits_grow_within_bounds(attempt):
    wait = wait_before(attempt)

    assert FIRST_WAIT / 2 <= wait <= LONGEST_WAIT


def test_what_was_done_long_ago_is_forgotten():
    enqueue("look", run_at=AT)
    done(claim("a", at=AT), at=AT)
    forget_done(at=AT + timedelta(days=6))
    assert Job.objects.count() == 1

    forget_done(at=AT + timedelta(days=8))

    assert Job.objects.count() == 0
