"""The first morning: from an empty machine to Today, two of three correspondents chosen."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.processes import PATIENCE
from tests.databases import bytes_in
from tests.journeys.person import Person, new_link, person_at, somebody
from tests.journeys.post import ME, correspondence, filled
from tests.journeys.reading import count, rows
from tests.mail.dovecot import PASSWORD

pytestmark = pytest.mark.slow

ANNA = "Anna Seeberg <anna@lindenhof.example>"
BEN = "Ben <ben@fernley-tools.example>"
CARLA = "Carla <carla@kestrel-secret.example>"
LINDENHOF = {
    "Guten Tag Herr Hale,\n\nkönnten Sie mir bis Freitag das Angebot schicken?\n\nViele Grüße\nAnna Seeberg": "Guten Tag Frau Seeberg,\n\ndas Angebot schicke ich Ihnen bis Montag.\n\nViele Grüße\nRobin Hale",
    "Guten Tag Herr Hale,\n\ndanke, das passt.\n\nAnna Seeberg": "Guten Tag Frau Seeberg,\n\nkönnten Sie mir bitte die Texte bis Donnerstag schicken?\n\nRobin Hale",
    "Guten Tag Herr Hale,\n\ndie Texte schicke ich Ihnen bis Mittwoch.\n\nAnna Seeberg": "Guten Tag Frau Seeberg,\n\nvielen Dank.\n\nRobin Hale",
}
FERNLEY = {
    "Hi Robin,\n\ncould you send me the stock report by Friday?\n\nBen": "Hi Ben,\n\nI'll send you the stock report by Monday.\n\nRobin",
    "Hi Robin,\n\nthanks.\n\nBen": "Hi Ben,\n\nplease send me the list of warehouses by Thursday.\n\nRobin",
    "Hi Robin,\n\nI'll send it tomorrow.\n\nBen": "Hi Ben,\n\nthank you.\n\nRobin",
}
KESTREL = {
    "Hi Robin,\n\ncould you send me the price by Friday?\n\nCarla": "Hi Carla,\n\nI'll send it by Monday.\n\nRobin",
    "Hi Robin,\n\nthanks.\n\nCarla": "Hi Carla,\n\nI'll call you tomorrow.\n\nRobin",
    "Hi Robin,\n\nfine.\n\nCarla": "Hi Carla,\n\nthank you.\n\nRobin",
}
NOBODYS = ("mail_message", "people_client", "people_contact", "promises_finding")


def test_the_first_morning(chromium: Browser, start, dovecot, tmp_path):
    address = filled(dovecot, "morning", every_letter())
    running = start(tmp_path, "--name", "Robin Hale", "--email", ME)
    home = tmp_path

    with person_at(chromium, running) as robin:
        expect(robin.main).to_contain_text("Connect a mailbox, and your clients stand here")
        connect(robin, address)
        expect(robin.main).to_contain_text("18 letters in 2 folders")
        assert "Nothing is stored yet." in robin.words()
        assert [count(home, table) for table in NOBODYS] == [0, 0, 0, 0]

        for box in robin.page.locator("input[name=client]").all():
            assert box.is_checked()
        robin.page.locator("input[value='kestrel-secret.example']").focus()
        robin.press("Space")
        robin.send("Store these clients' mail")
        expect(robin.main).to_contain_text("Read: 12 letters stored.", timeout=PATIENCE * 1000)
        expect(robin.page.get_by_role("link", name="Look at what was found")).to_be_visible()
        answer_everything(robin)
        robin.leads("g", "t")
        assert robin.page.locator(".line h3").all_inner_texts() == names(home)
        assert len(names(home)) == 2
        assert robin.said == []

    assert count(home, "mail_message") == 12
    running.stop()
    assert b"kestrel" not in bytes_in(home).lower()
    assert PASSWORD.encode() not in bytes_in(home)


def test_a_link_signs_in_once(chromium: Browser, start, tmp_path):
    running = start(tmp_path)
    with somebody(chromium, running) as robin:
        robin.go("/clients")
        assert robin.heading == "Sign in"
        robin.go(running.link)
        robin.page.keyboard.press("Tab")
        robin.send("Sign in")
        assert robin.heading == "Today"
    with somebody(chromium, running) as other:
        other.go(running.link)
        assert "used already" in other.words()
        assert other.go("/").url.endswith("/signin")
        other.go(new_link(tmp_path))
        other.send("Sign in")
        assert other.heading == "Today"


def every_letter():
    yield from correspondence(ANNA, LINDENHOF, subject="Angebot")
    yield from correspondence(BEN, FERNLEY, subject="Stock report")
    yield from correspondence(CARLA, KESTREL, subject="A kestrel")


def connect(robin: Person, address: str) -> None:
    robin.page.get_by_role("link", name="Connect a mailbox").first.focus()
    robin.leads("Enter")
    robin.type_into("source", address)
    robin.type_into("password", PASSWORD)
    robin.type_into("me", ME)
    robin.send("Count the letters")


def answer_everything(robin: Person) -> None:
    """Yes to whatever is asked, by keyboard."""
    robin.leads("g", "f")
    left = re.search(r"1 of (\d+)", robin.page.inner_text(".page-head"))
    assert left
    assert int(left[1]) >= 4
    for number in range(int(left[1])):
        expect(robin.page.locator(".page-head p")).to_have_text(f"{number + 1} of {left[1]}")
        robin.settled()
        robin.press("y" if robin.page.locator("[data-key=y]").count() else "x")
    expect(robin.main).to_contain_text("Nothing waits for your word.")


def names(home) -> list[str]:
    return [it[0] for it in rows(home, "SELECT name FROM people_client ORDER BY name")]
