"""A stranger learns nothing from any address: what exists answers as what does not."""

from functools import partial
from uuid import uuid4

import pytest
from django.urls import URLPattern, reverse

from tests.desk.mail import PLAN, promised
from tests.desk.rows import by_hand, promise
from troth.desk.urls_clients import urlpatterns
from troth.notes.actions import note
from troth.promises.models import Matter
from troth.record.models import Entry
from troth.updates import composing
from troth.updates.actions.drafting import keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

MADE = {
    "clients": lambda cast: cast.acme,
    "contacts": lambda cast: cast.anna,
    "promises": promise,
    "letters": lambda cast: promised(cast).message,
    "notes": lambda cast: note(
        cast.acme,
        contact=cast.anna,
        kind="call",
        at_time=cast.at,
        text="x",
        is_word=True,
        by=cast.alice,
        at=cast.at,
    ),
    "drafts": lambda cast: keep(
        composing.status(cast.acme, by=cast.alice, at=cast.at), by=cast.alice, at=cast.at
    ),
}
"""What an address with an id is about, by its first word."""

TYPED = {
    "name": "Taken", "kind": "client", "owner": "x", "into": "x", "subject": "s", "body": "b",
    "words": "x", "role": "x", "why": "x", "due": "2026-03-12", "told": "no",
}  # fmt: skip

WRITES_ONLY = {
    "cards", "client_keys", "client_merge", "client_close", "contact_new", "contact_field",
    "contact_accept", "contact_refuse", "matter_keep", "matter_receive", "matter_answer",
    "matter_decline", "matter_move", "matter_release", "matter_break", "matter_reopen",
    "matter_told",
}  # fmt: skip


def _is_with_id(pattern: URLPattern) -> bool:
    return "<uuid:pk>" in str(pattern.pattern)


WITH_ID = [it for it in urlpatterns if _is_with_id(it)]
WITHOUT = [it.name for it in urlpatterns if not _is_with_id(it)]


def url_of(pattern, pk) -> str:
    field = ["role"] if "<slug:field>" in str(pattern.pattern) else []
    return reverse(pattern.name, args=(pk, *field))


def made_for(cast, pattern):
    return MADE[str(pattern.pattern).split("/", 1)[0]](cast)


def state() -> tuple[object, ...]:
    return Entry.objects.count(), list(Matter.objects.values_list("outcome", "due_on", "told_at"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", WITH_ID, ids=lambda it: it.name)
def test_a_stranger_gets_the_same_for_what_exists_and_for_what_does_not(
    client, cast, pattern, method
):
    held = made_for(cast, pattern)
    before = state()
    client.force_login(cast.carol)
    ask = partial(getattr(client, method), data=TYPED if method == "post" else None)
    exists, nowhere = ask(url_of(pattern, held.pk)), ask(url_of(pattern, uuid4()))

    assert exists.status_code == nowhere.status_code
    assert exists.status_code == (405 if method == "get" and pattern.name in WRITES_ONLY else 404)
    assert exists.content == nowhere.content
    assert state() == before


@pytest.mark.parametrize("pattern", WITH_ID, ids=lambda it: it.name)
def test_behind_the_curtain_another_clients_answers_as_what_does_not_exist(client, cast, pattern):
    held = made_for(cast, pattern)
    client.force_login(cast.alice)
    client.post(reverse("curtain"), {"client": str(cast.birch.pk)})
    method = client.post if pattern.name in WRITES_ONLY else client.get
    exists, nowhere = method(url_of(pattern, held.pk)), method(url_of(pattern, uuid4()))

    assert exists.status_code == nowhere.status_code == 404
    assert exists.content == nowhere.content


@pytest.mark.parametrize(
    "pattern", [it for it in WITH_ID if it.name not in WRITES_ONLY], ids=lambda it: it.name
)
def test_a_colleague_sees_what_a_colleague_may_stand_in_for(client, cast, pattern):
    held = made_for(cast, pattern)
    client.force_login(cast.bob)

    assert client.get(url_of(pattern, held.pk)).status_code == 200


@pytest.mark.parametrize("name", sorted(WRITES_ONLY))
def test_what_changes_something_is_asked_for_by_post_only(client, cast, name):
    pattern = next(it for it in urlpatterns if it.name == name)
    client.force_login(cast.alice)
    url = url_of(pattern, made_for(cast, pattern).pk) if pattern in WITH_ID else reverse(name)

    assert client.get(url).status_code == 405


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda it: it.name)
def test_whoever_is_not_signed_in_is_told_how_to(client, cast, pattern):
    url = url_of(pattern, uuid4()) if pattern in WITH_ID else reverse(pattern.name)
    method = client.post if pattern.name in WRITES_ONLY else client.get
    response = method(url)

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("signin"))


@pytest.mark.parametrize("pattern", WITH_ID, ids=lambda it: it.name)
def test_an_address_that_is_cut_off_is_not_found(client, cast, pattern):
    client.force_login(cast.alice)
    nobody = uuid4()
    url = url_of(pattern, nobody)

    for broken in ("x", str(nobody)[:-1], "0" * 32, "%00"):
        assert client.get(url.replace(str(nobody), broken)).status_code in (404, 405)


@pytest.mark.parametrize("name", sorted(set(WITHOUT) - WRITES_ONLY))
def test_no_page_of_a_strangers_practice_holds_a_trace_of_ours(client, cast, name):
    promised(cast)
    by_hand(cast)
    client.force_login(cast.carol)
    page = client.get(reverse(name)).content.decode()

    for trace in ("Acme", "anna@", "Birch", "Alice", "Harbour", PLAN):
        assert trace not in page
