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
    free,
    give_back,
    retry,
    schedule,
    wait_before,
)
from troth.jobs.models import Job, JobState, Rank
from troth.jobs.queries import given_up, trouble_about

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


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


def test_schedulers_make_one_job_for_a_period():
    for seconds in (0, 7, 59, 60):
        schedule("lines", period=MINUTE, at=AT + seconds * SECOND)
        while job := claim("a", at=AT + MINUTE):
            done(job, at=AT + seconds * SECOND)

    assert [job.fire_at for job in Job.objects.order_by("fire_at")] == [AT, AT + MINUTE]


def test_what_recurs_and_had_no_turn_yet_waits_once():
    for minutes in range(5):
        schedule("lines", period=MINUTE, at=AT + minutes * MINUTE)

    assert Job.objects.get().fire_at == AT


def test_a_clock_that_was_days_ahead_does_not_stop_what_recurs():
    for at in (AT + timedelta(days=400), AT):
        schedule("lines", period=MINUTE, at=at)
        done(claim("a", at=at), at=at)

    assert Job.objects.get().fire_at == AT


def test_a_scheduler_that_stood_still_for_hours_does_not_repeat_what_was_done_since():
    later = AT + timedelta(hours=8)
    schedule("lines", period=MINUTE, at=later)
    done(claim("a", at=later), at=later)
    schedule("lines", period=MINUTE, at=AT)
    schedule("lines", period=MINUTE, at=later)

    assert [job.fire_at for job in Job.objects.filter(state=JobState.WAITING)] == [AT]


def test_a_lease_of_a_clock_that_was_set_back_does_not_last_for_ever():
    enqueue("look", run_at=AT)
    claim("a", at=AT)
    Job.objects.update(lease_until=AT + timedelta(hours=1))

    assert claim("b", at=AT).owner == "b"


def test_what_a_person_waits_for_goes_first_and_what_takes_long_goes_last():
    for number in range(3):
        enqueue("look", about=uuid4(), run_at=AT, rank=Rank.LONG)
        enqueue("settle", about=uuid4(), run_at=AT + number * SECOND)
    asked = uuid4()
    enqueue("look", about=asked, run_at=AT, rank=Rank.LONG)
    enqueue("look", about=asked, run_at=AT + 9 * SECOND, rank=Rank.ASKED)
    names = [claim("a", at=AT + 10 * SECOND) for _ in range(7)]

    assert names[0].about == asked
    assert [job.name for job in names[1:]] == ["settle"] * 3 + ["look"] * 3


def test_a_job_that_a_worker_does_not_know_is_left_to_one_that_does():
    enqueue("newer", run_at=AT)
    enqueue("look", run_at=AT + SECOND)

    assert claim("old", at=AT + SECOND, names=["look"]).name == "look"
    assert claim("old", at=AT + SECOND, names=["look"]) is None
    assert claim("new", at=AT + SECOND).name == "newer"


def test_what_kills_its_worker_again_and_again_lets_others_pass_and_is_given_up():
    enqueue("deadly", run_at=AT)
    at, deaths = AT, 0
    while not given_up().exists():
        at += SECOND
        enqueue("look", run_at=at)
        turns = [claim("a", at=at), claim("a", at=at)]
        assert "look" in [job.name for job in turns if job]
        for job in turns:
            if job and job.name == "look":
                done(job, at=at)
            elif job:
                deaths += 1
                free("a", at=at)

    last = given_up().get()

    assert deaths == MOST_ATTEMPTS
    assert last.trouble.startswith("It was begun 8 times, and each time the worker died")


def test_what_is_given_back_may_begin_at_once_and_has_lost_no_attempt():
    enqueue("look", run_at=AT)
    first = claim("a", at=AT)
    enqueue("look", run_at=AT + SECOND, rank=Rank.ASKED)
    give_back(first, at=AT)
    second = claim("b", at=AT)

    assert (second.pk, second.attempt, second.rank) == (first.pk, 1, Rank.ASKED)
    assert claim("b", at=AT + SECOND) is None
    with pytest.raises(StalledError):
        give_back(first, at=AT)


def test_a_retry_joins_what_waits_already_and_a_second_one_has_nothing_to_do():
    enqueue("look", run_at=AT)
    failed(claim("a", at=AT), "no answer", at=AT, again=False)
    enqueue("look", run_at=AT + SECOND)
    last = given_up().get()

    assert retry(last, at=AT)
    assert not retry(last, at=AT)
    assert Job.objects.get().run_at == AT


def test_what_was_given_up_is_made_good_when_the_same_is_done():
    about = uuid4()
    for attempt in ("fails", "is done"):
        enqueue("look", about=about, run_at=AT)
        job = claim("a", at=AT)
        failed(job, "no", at=AT, again=False) if attempt == "fails" else done(job, at=AT)

    assert not given_up().exists()
    assert trouble_about(about) == ""


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
