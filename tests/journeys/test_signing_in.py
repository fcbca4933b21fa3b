"""Signing in as a person does it: a passkey, and the pages around it, in a real browser."""

import re
import time
from base64 import b32decode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession

from tests.cli.processes import Up
from tests.journeys.person import SIZES, Person, new_link, somebody
from troth.people.codes import code_at

pytestmark = pytest.mark.slow

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PASSWORD = "seven quiet harbours"

FAULTS = """async () => {
  const found = await axe.run();
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const axes = found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`);
  return over > 0 ? [...axes, `${over} px over the side`] : axes;
}"""


@pytest.fixture(scope="module")
def demo(start, sample_home) -> Up:
    return start(sample_home, "--demo")


@contextmanager
def with_device(person: Person) -> Iterator[CDPSession]:
    """A device that holds passkeys is built into the person's browser."""
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield session


@contextmanager
def by_name(chromium: Browser, running: Up) -> Iterator[Person]:
    """Somebody who opened Troth by its name and not by its number."""
    with somebody(chromium, running) as person:
        person.address = f"http://localhost:{running.port}"
        yield person


def faults(person: Person) -> list[str]:
    """What axe finds on the page as it is, on a phone and a desk, light and dark."""
    person.page.evaluate(Axe().axe_script)
    wrong = []
    for size in SIZES.values():
        person.page.set_viewport_size(size)
        for theme in ("light", "dark"):
            person.page.emulate_media(color_scheme=theme)
            wrong += person.page.evaluate(FAULTS)
    return wrong


def test_from_a_link_to_a_passkey_that_signs_in_with_one_press(chromium, demo, sample_home):
    with by_name(chromium, demo) as person, with_device(person):
        person.go(new_link(sample_home, demo=True))  # at 127.0.0.1
        person.send("Sign in")
        person.go(f"http://127.0.0.1:{demo.port}/you/signing-in")
        assert "A passkey belongs to a name and not to a number" in person.words()
        assert person.page.locator("form[data-passkey]").count() == 0
        with person.page.expect_navigation():
            person.page.get_by_role("link", name="Open it at localhost").click()
        assert person.page.url.startswith(person.address)
        person.send("Sign in")
        assert person.path == "/you/signing-in"
        assert faults(person) == []

        assert "First add a passkey or an app" in person.words()
        person.type_into("name", "laptop")
        person.send("Add a passkey")
        assert "The passkey signs you in from now on." in person.words("body")
        assert "laptop" in person.words()
        person.type_into("password", PASSWORD)
        person.send("Set it")
        assert "The password goes with it" in person.words()
        assert faults(person) == []
        person.send("Make ten new codes")
        assert len(re.findall(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", person.words())) == 10
        assert faults(person) == []

        person.go("/")
        person.send("Sign out")
        assert person.path == "/signin"
        assert faults(person) == []
        person.send("Sign in with a passkey")
        assert person.heading == "Today"
        person.go("/you/sessions")
        assert "by passkey" in person.words()
        assert faults(person) == []
        assert person.said == []


def test_a_password_with_an_app_beside_it(chromium, demo, sample_home):
    with somebody(chromium, demo) as person:
        person.go(new_link(sample_home, demo=True))
        person.send("Sign in")
        person.go("/you/codes")
        assert faults(person) == []
        secret = person.page.locator("main code").inner_text()
        person.type_into("code", "000000")
        person.send("Add the app")
        assert "Look at the app again" in person.words()
        assert person.page.locator("main code").inner_text() == secret
        person.type_into("code", code_of(secret))
        person.send("Add the app")
        assert "The app counts from now on." in person.words("body")
        person.type_into("password", PASSWORD)
        with person.page.expect_navigation():
            person.press("Enter")
        assert "It signs you in together with what you hold." in person.words("body")

        person.go("/")
        person.send("Sign out")
        person.type_into("email", "robin@harbour-it.example")
        person.type_into("password", PASSWORD)
        person.page.locator("input[name=password]").press("Enter")
        person.page.wait_for_url("**/signin/second")
        assert faults(person) == []
        person.type_into("code", "000000")
        person.send("Sign in")
        assert "That code is not the one of now" in person.words()
        assert person.said == []


def test_an_owner_invites_a_colleague_who_comes_in_and_is_let_go(chromium, demo, sample_home):
    with somebody(chromium, demo) as owner, somebody(chromium, demo, size="phone") as colleague:
        owner.go(new_link(sample_home, demo=True))
        owner.send("Sign in")
        owner.go("/members/invite")
        assert faults(owner) == []
        owner.type_into("name", "Dora")
        owner.type_into("email", "dora@harbour-it.example")
        owner.send("Invite them")
        owner.send("Show the link")
        assert faults(owner) == []
        link = re.search(r"http://\S+", owner.words())[0]

        colleague.go(link)
        colleague.send("Sign in")
        assert colleague.heading == "Today"
        assert colleague.go("/members").status == 404

        owner.go("/members")
        assert "Dora" in owner.words()
        assert faults(owner) == []
        owner.page.get_by_role("link", name="Dora").click()
        owner.send("Let them go")
        assert "Dora left the practice." in owner.words("body")
        colleague.go("/")
        assert colleague.path == "/signin"
        assert owner.said == colleague.said == []


def code_of(secret: str) -> str:
    """What an app shows that scanned the square."""
    now = int(time.time())  # noqa: TID251  # an app has a clock of its own
    return code_at(b32decode(secret.replace(" ", "")), now // 30)
