"""What is a member's own is nobody else's: a colleague finds nothing there, by any address."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.desk.coming_in import Clock, come_in
from tests.house.test_addresses import flat
from troth.calendars.actions.keeping import add_unread
from troth.calendars.address import place_at
from troth.calendars.models import Calendar
from troth.jobs.models import Job, JobState
from troth.mail.actions.mailboxes import add
from troth.mail.models import Mailbox
from troth.people.accounts import Passkey, Session
from troth.people.actions.grants import give
from troth.people.actions.sessions import mark_of
from troth.people.models import Grant, Member
from troth.people.oauth.leave import Leave
from troth.people.oauth.providers import provider_named
from troth.people.oauth.tokens import Tokens
from troth.post.actions import outbox, senders
from troth.post.letter import Letter
from troth.post.models import Outgoing, Sender
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

SHARED = {"clients", "contacts", "promises", "letters", "notes", "drafts", "found", "proposals", "undo"}  # fmt: skip
"""Addresses of what belongs to a client, by their first word: colleagues stand in for each other.
`test_strangers` goes through them."""

OWN = {
    "calendars": lambda cast: Calendar.objects.get(member=cast.alice).pk,
    "mailboxes": lambda cast: Mailbox.objects.get(member=cast.alice).pk,
    "members": lambda cast: cast.alice.pk,
    "outbox": lambda cast: Outgoing.objects.get(by=cast.alice).pk,
    "work": lambda _cast: Job.objects.get(state=JobState.FAILED).pk,
    "you/passkeys": lambda cast: cast.alice.passkeys.get().pk,
    "you/sessions": lambda cast: mark_of(Session.objects.get(member=cast.alice).session_key),
}
"""A row of Alice's own, by how its address begins."""

TRACE = "belongs-to-alice"
"""Stands in the words of everything that is Alice's own."""


def is_with_id(pattern: URLPattern) -> bool:
    return "<" in str(pattern.pattern)


def begins(pattern: URLPattern) -> str:
    return str(pattern.pattern).partition("<")[0].strip("/")


EVERY = [it for it in flat(get_resolver().url_patterns) if it.name]
OF_ONE = [it for it in EVERY if is_with_id(it) and begins(it) not in SHARED]
BARE = sorted(it.name for it in EVERY if not is_with_id(it))


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    clock = Clock(cast.at)
    monkeypatch.setattr("troth.desk.viewing.now", clock)
    return clock


@pytest.fixture
def bob(cast, monkeypatch):
    """Bob's browser, in a practice where Alice has one of everything that can be a member's own."""
    monkeypatch.setenv("TROTH_OAUTH_GOOGLE_CLIENT_ID", "x")
    come_in(cast.alice, user_agent=TRACE)
    held = {"practice": cast.practice, "credential": "c", "attested": b"", "added_at": cast.at}
    cast.alice.passkeys.create(name=TRACE, host=f"{TRACE}.example", **held)
    box = add(f"imaps://me@{TRACE}.example", password="x", by=cast.alice, at=cast.at)
    place = place_at(f"https://{TRACE}.example/a.ics", user=TRACE)
    add_unread(place, password="x", by=cast.alice, at=cast.at)
    tokens = Tokens("access", "refresh", cast.at + timedelta(hours=1))
    leave = Leave(provider_named("google"), f"me@{TRACE}.example", tokens)
    give(leave, by=cast.alice, at=cast.at)
    address = f"me@{TRACE}.example"
    senders.add(f"smtps://{TRACE}.example", email=address, by=cast.alice, at=cast.at)
    letter = Letter(to=[address], subject=TRACE, text=TRACE, kind="digest")
    outbox.put(letter, by=cast.alice, at=cast.at)
    Job.objects.all().delete()
    failed = {"state": JobState.FAILED, "trouble": TRACE, "ended_at": cast.at}
    Job.objects.create(name="look", about=box.pk, run_at=cast.at, **failed)
    return come_in(cast.bob)


def test_every_address_of_one_thing_is_known_to_be_shared_or_somebodys_own():
    unknown = {begins(it) for it in OF_ONE} - set(OWN)

    assert unknown == set(), "say in SHARED or OWN whose these are"


def state() -> list[object]:
    rows = (Calendar, Mailbox, Sender, Outgoing, Grant, Passkey, Member, Job)
    return [Entry.objects.count(), *(list(it.objects.order_by("pk").values()) for it in rows)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", OF_ONE, ids=lambda it: it.name)
def test_a_colleague_gets_the_same_for_what_is_anothers_and_for_what_is_nowhere(
    cast, bob, pattern, method
):
    own = OWN[begins(pattern)](cast)
    before = state()
    ask = partial(getattr(bob, method), data={"to": "x", "role": "owner", "place": "x"})
    nowhere = uuid4() if not isinstance(own, str) else "0" * 16
    answers = [ask(reverse(pattern.name, args=(it,))) for it in (own, nowhere)]

    assert answers[0].status_code == answers[1].status_code
    assert answers[0].status_code in ((404, 405) if not isinstance(own, str) else (302, 405))
    assert answers[0].content == answers[1].content
    assert Session.objects.filter(member=cast.alice).exists()
    assert state() == before


@pytest.mark.parametrize("name", BARE)
def test_no_page_of_a_colleague_holds_a_trace_of_what_is_anothers(bob, name):
    answer = bob.get(reverse(name), {"q": TRACE[:7]} if name == "search" else {})
    page = answer.content.decode().replace(f'value="{TRACE[:7]}"', "")

    assert TRACE not in page


@pytest.mark.parametrize("name", ["signing_in", "mailboxes", "work"])
def test_what_is_alices_stands_on_her_own_pages(cast, bob, name):
    assert TRACE in come_in(cast.alice).get(reverse(name)).content.decode()
