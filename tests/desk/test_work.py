"""Work at the desk: what runs, what is tried again, what was given up, and trying it once more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from troth.jobs import actions as jobs
from troth.jobs.models import NOTHING, Job
from troth.mail.actions.mailboxes import add
from troth.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

SECRET = "the server said no-such-secret"
MINUTE = timedelta(minutes=1)


def given_up(cast, name, about=NOTHING, trouble=SECRET):
    jobs.enqueue(name, about=about, run_at=cast.at)
    job = jobs.claim("a", at=cast.at, names=[name])
    jobs.failed(job, trouble, at=cast.at, again=False)
    return job


def recurring(cast, *, fails):
    jobs.schedule("lines", period=MINUTE, at=cast.at)
    job = jobs.claim("a", at=cast.at, names=["lines"])
    if fails:
        jobs.failed(job, SECRET, at=cast.at, again=False)
    else:
        jobs.done(job, at=cast.at)
    return job


def mailbox_of(member, cast, path):
    path.mkdir()
    made = add(str(path), by=member, at=cast.at)
    Job.objects.filter(name="census", about=made.pk).delete()
    return made


def page(desk, path="work"):
    return desk.get(reverse(path)).content.decode()


def test_with_nothing_to_do_it_says_so_and_nothing_in_the_frame_asks_for_attention(desk):
    html = page(desk)

    assert "Nothing is under way, and nothing waits." in html
    assert "Something was given up" not in html


def test_what_runs_what_waits_and_what_is_tried_again_stand_in_words(desk, cast):
    jobs.enqueue("settle", about=cast.acme.pk, run_at=cast.at)
    jobs.enqueue("fields", about=cast.acme.pk, run_at=cast.at)
    jobs.claim("a", at=cast.at, names=["settle"])
    failing = jobs.claim("a", at=cast.at, names=["fields"])
    jobs.failed(failing, "ValueError: odd", at=cast.at)
    jobs.enqueue("settle", about=cast.birch.pk, run_at=cast.at)
    html = page(desk)

    assert "Hold what was found with Acme against later letters" in html
    assert "Under way since today at 09:00." in html
    assert "ValueError: odd. It is tried again today at 09:00." in html
    assert "Waits for its turn since today at 09:00." in html


def test_what_was_given_up_is_seen_from_every_page_with_its_trouble_and_can_be_tried_again(
    desk, cast
):
    job = given_up(cast, "settle", cast.acme.pk)
    seen, html = page(desk, "clients"), page(desk)
    answer = desk.post(reverse("work_retry", args=(job.pk,)), follow=True)
    again = jobs.claim("b", at=cast.at)

    assert "Something was given up" in seen
    assert f"{SECRET}." in html
    assert "It is tried again now." in answer.content.decode()
    assert (again.name, again.about, again.attempt) == ("settle", cast.acme.pk, 1)
    entry = Entry.objects.get(kind="job.retried")
    assert (entry.chain, entry.by, entry.about) == (cast.acme.pk, cast.alice.pk, cast.acme.pk)
    assert entry.words.text == "settle"


def test_a_second_retry_in_another_window_is_told_and_makes_nothing_twice(desk, cast):
    job = recurring(cast, fails=True)
    Job.objects.filter(pk=job.pk).update(state="waiting")
    url = reverse("work_retry", args=(job.pk,))

    assert desk.post(url).status_code == 404
    assert not Entry.objects.filter(kind="job.retried").exists()


def test_what_recurs_tells_no_detail_and_only_an_owner_lets_it_run_again(client, cast):
    job = recurring(cast, fails=True)
    url = reverse("work_retry", args=(job.pk,))
    client.force_login(cast.bob)
    bobs, refused = page(client), client.post(url)
    client.force_login(cast.alice)
    alices, done = page(client), client.post(url)

    for html in (bobs, alices):
        assert "Keep Today true" in html
        assert "The last lines of troth.log say why." in html
        assert SECRET not in html
    assert (url in bobs, refused.status_code) == (False, 404)
    assert (url in alices, done.status_code) == (True, 302)
    assert Entry.objects.get(kind="job.retried").chain == cast.practice.pk


def test_it_says_when_what_recurs_was_last_done(desk, cast):
    recurring(cast, fails=False)

    assert "Keep Today true" in page(desk)


def test_a_mailbox_is_its_members_and_the_owners_to_see_and_to_try_again(client, cast, tmp_path):
    bobs = given_up(cast, "look", mailbox_of(cast.bob, cast, tmp_path / "bobs").pk)
    alices = given_up(cast, "look", mailbox_of(cast.alice, cast, tmp_path / "alices").pk)
    seen = {}
    for member in (cast.alice, cast.bob, cast.carol):
        client.force_login(member)
        html = page(client)
        seen[member.name] = ["/bobs" in html, "/alices" in html, SECRET in html]
    refused = client.post(reverse("work_retry", args=(alices.pk,)))
    client.force_login(cast.bob)
    mine = client.post(reverse("work_retry", args=(bobs.pk,)))
    theirs = client.post(reverse("work_retry", args=(alices.pk,)))

    assert seen == {"Alice": [True] * 3, "Bob": [True, False, True], "Carol": [False] * 3}
    assert (refused.status_code, mine.status_code, theirs.status_code) == (404, 302, 404)


def test_a_stranger_sees_nothing_and_what_exists_answers_as_what_does_not(client, cast):
    job = given_up(cast, "settle", cast.acme.pk)
    client.force_login(cast.carol)
    html = page(client)
    there = client.post(reverse("work_retry", args=(job.pk,)))
    nowhere = client.post(reverse("work_retry", args=(uuid4(),)))

    assert "Acme" not in html
    assert "Something was given up" not in html
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert Job.objects.get().state == "failed"


def test_behind_the_curtain_there_is_one_client_alone(desk, cast, tmp_path):
    given_up(cast, "settle", cast.acme.pk)
    given_up(cast, "settle", cast.birch.pk)
    given_up(cast, "look", mailbox_of(cast.alice, cast, tmp_path / "alices").pk)
    given_up(cast, "settle", cast.acme.pk)
    recurring(cast, fails=True)
    desk.post(reverse("curtain") + f"?client={cast.acme.pk}")
    html = page(desk)

    assert "Acme" in html
    assert "Birch" not in html
    assert "/alices" not in html
    assert "Keep Today true" not in html


def test_the_page_takes_the_same_number_of_queries_with_one_job_and_with_many(
    desk, cast, django_assert_num_queries
):
    given_up(cast, "settle", cast.acme.pk)
    jobs.enqueue("fields", about=cast.acme.pk, run_at=cast.at)
    with django_assert_num_queries(13):
        page(desk)
    for number in range(20):
        jobs.enqueue(f"other {number}", about=cast.acme.pk, run_at=cast.at)
        given_up(cast, f"wrong {number}", cast.birch.pk)
    with django_assert_num_queries(13):
        page(desk)
