"""From a code on the screen to letters taken in, and on when a token ends and when leave does."""

from contextlib import suppress
from datetime import timedelta

import pytest

from tests.mail.dovecot import running
from tests.people.oauth_provider import TestProvider, provider_running
from tests.promises.letters import letter
from troth.jobs import actions as jobs
from troth.mail.actions.mailboxes import Pick, add, choose, go_on, look_now
from troth.mail.actions.opening import sign_in_again
from troth.mail.models import Mailbox, Message
from troth.people.models import Grant
from troth.people.oauth import device
from troth.people.oauth.leave import Leave
from troth.people.oauth.providers import provider_for
from troth.people.oauth.tokens import Tokens
from troth.promises.intake import look_into
from troth.record.models import Entry
from troth.worker.loop import GiveUpError
from troth.worker.tasks import TASKS

pytestmark = pytest.mark.django_db

ALICE = "alice@harbour-it.example"
ANNA = "Anna <anna@acme.example>"
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def server():
    with (
        provider_running() as provider,
        running(introspection_url=f"{provider.url}/introspect") as dovecot,
    ):
        yield provider, dovecot


@pytest.fixture
def there(server, monkeypatch) -> TestProvider:
    provider, _ = server
    provider.revoke()
    provider.asked.clear()
    for name, value in provider.environment().items():
        monkeypatch.setenv(name, value)
    return provider


def arrive(dovecot, *words) -> None:
    """The whole inbox: each letter one of Anna's."""
    letters = [letter(it, sender=ANNA, to=ALICE, number=n) for n, it in enumerate(words, start=1)]
    dovecot.fill(ALICE, {"": letters})


def leave_by_code(place, there, at) -> Leave:
    """What somebody gives who types the code."""
    provider = provider_for("127.0.0.1")
    assert provider
    there.pending = 1
    code = device.start(provider, at=at)
    assert device.poll(provider, code, at=at) == code
    tokens = device.poll(provider, code, at=at)
    assert isinstance(tokens, Tokens)
    return Leave(provider, ALICE, tokens)


def work(at) -> None:
    """What the worker does, until nothing is left."""
    while job := jobs.claim("test", at=at):
        with suppress(GiveUpError):
            TASKS[job.name](job, at)
        jobs.done(job, at=at)


def stored() -> int:
    return Message.objects.count()


def asked_for_tokens(there) -> int:
    return sum(path == "/token" for path, _ in there.asked)


def test_the_whole_way(server, there, cast):
    _, dovecot = server
    place = dovecot.address("alice%40harbour-it.example")
    arrive(dovecot, "I'll send you the plan by Friday.")

    # The code is typed: the mailbox is counted, and nothing of it stored.
    mailbox = add(place, leave=leave_by_code(place, there, cast.at), by=cast.alice, at=cast.at)
    work(cast.at)
    mailbox.refresh_from_db()
    assert (mailbox.trouble, mailbox.census["total"], mailbox.password) == ("", 1, None)
    choose(mailbox, [Pick("acme.example", "Acme")], me=[ALICE], since_on=None, by=cast.alice, at=cast.at)  # fmt: skip
    work(cast.at)
    assert stored() == 1

    # The token ends at the server before its time: it is got anew, and nobody hears of it.
    arrive(dovecot, "I'll send you the plan by Friday.", "And the quote by Monday.")
    there.expire()
    there.asked.clear()
    look_now(mailbox, by=cast.alice, at=cast.at)
    work(cast.at)
    mailbox.refresh_from_db()
    assert (stored(), mailbox.trouble, asked_for_tokens(there)) == (2, "", 1)

    # Its time is over: the next one is got before the server is asked.
    later = cast.at + 2 * HOUR
    there.asked.clear()
    look_now(mailbox, by=cast.alice, at=later)
    work(later)
    mailbox.refresh_from_db()
    assert (mailbox.trouble, asked_for_tokens(there), there.reused) == ("", 1, 0)

    # The leave is taken back: the mailbox stands still with a sentence, and is asked for no more.
    there.revoke()
    much_later = later + 2 * HOUR
    look_now(mailbox, by=cast.alice, at=much_later)
    work(much_later)
    mailbox.refresh_from_db()
    assert mailbox.state == "paused"
    assert mailbox.trouble.startswith(
        f"Harbour no longer lets Troth read {ALICE} (It was revoked)."
    )
    assert "`troth mailbox password alice%40harbour-it.example`" in mailbox.trouble
    there.asked.clear()
    go_on(mailbox, by=cast.alice, at=much_later)
    work(much_later)
    mailbox.refresh_from_db()
    assert (mailbox.state, there.asked) == ("paused", [])

    # Somebody signs in again: it goes on where it was.
    arrive(dovecot, "I'll send you the plan by Friday.", "And the quote by Monday.", "Thank you!")
    again = leave_by_code(place, there, much_later)
    sign_in_again(mailbox, again, by=cast.alice, at=much_later)
    work(much_later)
    mailbox.refresh_from_db()
    assert (stored(), mailbox.trouble, mailbox.state) == (3, "", "looking")
    assert Grant.objects.count() == 1
    told = (
        Entry.objects.filter(chain=cast.practice.pk).order_by("seq").values_list("kind", flat=True)
    )
    assert [it for it in told if it.startswith(("grant", "mailbox"))] == [
        "grant.given", "mailbox.added", "mailbox.chosen", "grant.ended", "mailbox.trouble_began",
        "mailbox.gone_on", "grant.given", "mailbox.signed_in_again",
    ]  # fmt: skip


def reading(mailbox) -> Mailbox:
    Mailbox.objects.filter(pk=mailbox.pk).update(state="looking")
    mailbox.refresh_from_db()
    return mailbox


def test_a_provider_that_does_not_answer_leaves_the_mailbox_at_work(server, there, cast):
    _, dovecot = server
    place = dovecot.address("alice%40harbour-it.example")
    arrive(dovecot, "Hello")
    leave = leave_by_code(place, there, cast.at)
    mailbox = reading(add(place, leave=leave, by=cast.alice, at=cast.at))
    there.answer("/token", (503, b""))

    failed = look_into(mailbox, at=cast.at + 2 * HOUR)
    mailbox.refresh_from_db()
    state, trouble = mailbox.state, mailbox.trouble
    look_into(mailbox, at=cast.at + 2 * HOUR)
    mailbox.refresh_from_db()

    assert failed.may_retry
    assert (state, mailbox.state) == ("looking", "looking")
    assert trouble == "Harbour has trouble of its own (503). Try later."
    assert mailbox.trouble == ""


def test_who_signed_in_as_somebody_else_is_told_so(server, there, cast):
    _, dovecot = server
    place = dovecot.address("alice%40harbour-it.example")
    there.account = "bob@harbour-it.example"
    leave = leave_by_code(place, there, cast.at)
    mailbox = reading(add(place, leave=leave, by=cast.alice, at=cast.at))
    look_into(mailbox, at=cast.at)
    there.account = ALICE
    mailbox.refresh_from_db()

    assert mailbox.state == "paused"
    assert f"Sign in again as {ALICE}" in mailbox.trouble
