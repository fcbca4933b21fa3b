"""A practice of every released version is taken over whole. `keep` says how they are made."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client as Browser

from tests.cli.processes import troth
from tests.upgrades.databases import another, as_it_was, in_place_of_ours, to_the_newest
from tests.upgrades.rows import kept
from troth.mail.models import Mailbox, MailboxState, Message
from troth.mail.packing import unpack
from troth.mail.sample import write_maildir
from troth.people.models import Member, Role
from troth.promises.actions.deciding import confirm
from troth.promises.intake import look_into, password_of
from troth.promises.models import Finding, Matter
from troth.record import checking
from troth.record.models import Head, Words
from troth.record.queries import check, check_all

pytestmark = pytest.mark.django_db

FILES = sorted(Path(__file__).parent.glob("*.jsonl.zst"))
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
LEAVE_OUT = ("/static/", "/signout", "/curtain")
MOST_PAGES = 400


class Old(NamedTuple):
    """A practice of another version, in the tables of this one."""

    tables: list[dict[str, Any]]
    key: str


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name.partition(".jsonl")[0])
def released(request) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    return kept(request.param)


@pytest.fixture(scope="module")
def upgraded(released, tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Any]:
    with django_db_blocker.unblock(), another(tmp_path_factory.mktemp("old")) as made:
        with in_place_of_ours(made):
            as_it_was(*released)
            to_the_newest()
        yield made


@pytest.fixture
def old(db, released, upgraded, settings) -> Iterator[Old]:
    """Whatever a test changes in it is taken back."""
    settings.SECRET_KEY = released[0]["key"]
    with in_place_of_ours(upgraded), transaction.atomic():
        yield Old(released[1], released[0]["key"])
        transaction.set_rollback(True)


def test_no_row_is_lost_and_none_is_twice(old):
    before = {it["model"]: len(it["rows"]) for it in old.tables}
    known = {it._meta.label: it for it in apps.get_models(include_auto_created=True)}

    assert {name: known[name]._base_manager.count() for name in before} == before


def test_every_chain_of_the_record_is_whole(old):
    chains = list(Head.objects.values_list("chain", flat=True))

    assert len(chains) > 1
    assert [it for it in chains if check(it).result.broken] == []


def test_two_processes_find_what_one_finds(released, tmp_path, db, monkeypatch):
    received = []
    monkeypatch.setattr(checking, "MANY", 1)
    monkeypatch.setattr(
        checking, "_received", lambda pipe: received.append(pipe.recv()) or received[-1]
    )
    with another(tmp_path) as made, in_place_of_ours(made):
        as_it_was(*released)
        to_the_newest()
        chains = list(Head.objects.values_list("chain", flat=True))
        whole = [it.result for it in check_all(chains)]
        word = Words.objects.select_related("entry").filter(erased_at=None).latest("entry_id")
        Words.objects.filter(pk=word.pk).update(text="altered")
        broken = [it.chain for it in check_all(chains) if it.result.broken]

    assert [it.broken for it in whole] == [None] * len(chains)
    assert sum(it.entries for it in whole) == len(table(released[1], "record.Entry"))
    assert broken == [word.entry.chain]
    assert len(received) == 2


def table(tables, model):
    return next(it["rows"] for it in tables if it["model"] == model)


def test_every_page_of_the_desk_can_be_opened(old):
    browser = Browser()
    browser.force_login(
        Member.objects.get(role=Role.OWNER), backend="troth.people.backends.MemberBackend"
    )
    wrong = [(path, status) for path, status in pages_of(browser) if status != 200]

    assert wrong == []


def pages_of(browser: Browser) -> Iterator[tuple[str, int]]:
    known, left = {"/"}, ["/"]
    while left and len(known) < MOST_PAGES:
        path = left.pop()
        answer = browser.get(path, follow=True)
        yield path, answer.status_code
        said = answer.content.decode() if not answer.streaming else ""
        new = {html.unescape(it) for it in LINK.findall(said)} - known
        new = {it for it in new if not it.startswith(LEAVE_OUT)}
        known |= new
        left += sorted(new)
    assert len(known) > 40


def test_a_finding_can_be_confirmed(old):
    finding = Finding.objects.filter(state="open", kind="promise").earliest("said_at")
    matters = Matter.objects.count()
    confirm(finding, by=finding.client.owner, at=AT)

    assert Matter.objects.count() == matters + 1
    assert check(finding.client_id).result.broken is None


def test_a_sealed_password_is_read_with_the_key_of_that_time(old):
    box = Mailbox.objects.get(password__isnull=False)

    assert password_of(box, at=AT) == "not a real one"


def test_a_look_into_the_mailbox_takes_in_what_is_new_and_nothing_twice(old, tmp_path):
    box = Mailbox.objects.get(state=MailboxState.LOOKING)
    raws = [unpack(bytes(it.raw.packed)) for it in Message.objects.filter(erased_at=None)]
    new = re.sub(
        rb"(?mi)^message-id:[^\n]*", b"Message-ID: <new@upgrades.example>", raws[0], count=1
    )
    write_maildir(tmp_path / "mail", [*raws, new])
    Mailbox.objects.filter(pk=box.pk).update(place=str(tmp_path / "mail"))
    box.refresh_from_db()
    done = look_into(box, at=AT, processes=1)

    assert (done.new, done.troubles) == (1, [])


@pytest.mark.slow
@pytest.mark.sqlite  # a start from a file; the steps are the same as above
def test_it_is_started_as_any_other(released, tmp_path, up, port, db):
    with another(tmp_path) as made, in_place_of_ours(made):
        as_it_was(*released)
    (tmp_path / "key").write_text(released[0]["key"] + "\n")
    running = up(tmp_path, "--port", str(port)).until_up()
    page = running.page("/signin")
    stopped = running.stop()
    verified = troth(tmp_path, "verify", "--member", "robin@harbour-it.example")

    assert (page.status, stopped) == (200, 0)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert len(verified.stdout.splitlines()) == 5
