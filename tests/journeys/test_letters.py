"""Letters that go out and letters that come in, through a real mail server."""

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.processes import PATIENCE, Up, troth
from tests.hostile.letters import raw_letter
from tests.journeys.person import Person, person_at
from tests.journeys.post import ME, NOW, filled, put_into
from tests.journeys.reading import rows
from tests.journeys.test_first_morning import answer_everything, every_letter
from tests.mail.dovecot import PASSWORD

pytestmark = pytest.mark.slow

USER = "letters"
HEARD = re.compile("Heard from you (today|yesterday) by mail")
"""Yesterday, where midnight came meanwhile."""

HOSTILE = ("script-plain", "image-remote", "form-auto", "css-import")


class Practice(NamedTuple):
    home: Path
    running: Up


@pytest.fixture(scope="module")
def practice(dovecot, start, tmp_path_factory):
    """A practice that runs, with a mailbox of two clients that was connected in the terminal."""
    home = tmp_path_factory.mktemp("letters")
    address = filled(dovecot, USER, every_letter())
    named = ["--client", "lindenhof.example", "--client", "fernley-tools.example", "--me", ME]
    running = start(home, "--name", "Robin Hale", "--email", ME)
    secret = {"TROTH_IMAP_PASSWORD": PASSWORD}
    said = troth(home, "mailbox", "add", address, *named, "--yes", **secret)
    assert said.returncode == 0, said.stderr
    return Practice(home, running)


@pytest.fixture(scope="module")
def robin(practice: Practice, chromium: Browser):
    with person_at(chromium, practice.running) as person:
        yield person


def test_one_letter_is_ready_and_its_sending_is_seen(robin: Person, practice, dovecot):
    robin.go("/")
    name = robin.page.locator(".line", has_text="indenhof").locator("h3").inner_text()
    write_to(robin, name)
    assert "found in their mail wait for your word" in robin.words()
    answer_everything(robin)
    robin.leads("g", "t")
    before = line_of(robin, name)
    assert "Heard from you" in before
    assert not HEARD.search(before)
    write_to(robin, name)
    assert "wait for your word" not in robin.words()
    assert "German" in robin.words()
    assert "Frau Seeberg" in robin.page.input_value("#body")
    with robin.page.expect_download() as download:
        robin.press("d")
    sent = as_a_mail_program_sends_it(download.value.path().read_bytes())
    put_into(dovecot, USER, "Sent", sent)
    look_now(robin)

    robin.go("/")
    robin.again_until(lambda: HEARD.search(line_of(robin, name)))
    states = rows(practice.home, "SELECT state FROM updates_draft")
    assert states == [("sent",)]
    assert robin.said == []


def test_hostile_letters_only_show(robin: Person, dovecot, world):
    heard = world[1]
    heard.clear()
    for trick in HOSTILE:
        put_into(dovecot, USER, "INBOX", from_ben(raw_letter(trick), trick))
    look_now(robin)
    robin.go("/clients?q=Fernley")
    robin.leads("j", "Enter")
    client = robin.path

    for trick in HOSTILE:
        robin.go(client)
        robin.page.get_by_role("link", name=f"A trick: {trick}", exact=True).focus()
        robin.leads("Enter")
        expect(robin.page.locator(".paper .words")).to_be_visible()
        robin.leads("l")
        robin.page.frame_locator("iframe").locator("main").wait_for()
        robin.page.wait_for_load_state("networkidle")

    assert heard == []
    assert robin.said == []
    framed = [it.headers for it in robin.answers if it.url.endswith("/html")]
    assert len(framed) == len(HOSTILE)
    for headers in framed:
        assert "sandbox" in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]


def as_a_mail_program_sends_it(draft: bytes) -> bytes:
    """A greeting put before it, an id of the program's own, and no longer a draft."""
    held = email.message_from_bytes(draft, policy=email.policy.default)
    post = EmailMessage()
    for name in ("From", "To", "Subject", "Date"):
        post[name] = held[name]
    post["Message-ID"] = make_msgid(domain="harbour-it.example")
    words = held.get_body(("plain",)).get_content()
    post.set_content(
        words.replace("\n\n", "\n\nIch hoffe, Sie hatten ein schönes Wochenende.\n\n", 1)
    )
    return post.as_bytes()


def from_ben(raw: bytes, trick: str) -> bytes:
    """The letter as it would come from a client's own house."""
    held = email.message_from_bytes(raw)
    for name, words in (
        ("From", "Ben <ben@fernley-tools.example>"),
        ("To", ME),
        ("Subject", f"A trick: {trick}"),
        ("Date", format_datetime(NOW)),
    ):
        del held[name]
        held[name] = words
    return held.as_bytes()


def write_to(robin: Person, name: str) -> None:
    """Down the lines to that client, and the key that writes."""
    robin.press("j")
    while robin.page.evaluate("document.activeElement.textContent") != name:
        robin.press("j")
    robin.leads("t")


def look_now(robin: Person) -> None:
    """Ask the mailbox for a look, and wait until it was taken."""
    robin.go("/mailboxes")
    robin.leads("j", "Enter")
    mailbox = robin.path
    robin.page.get_by_role("button", name="Look now").focus()
    robin.leads("Enter")
    robin.go(f"{mailbox}/reading")
    expect(robin.main).to_contain_text("letters stored.", timeout=PATIENCE * 1000)


def line_of(robin: Person, name: str) -> str:
    return robin.page.locator(".line", has_text=name).inner_text()
