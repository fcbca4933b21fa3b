"""The curtain: on a shared screen one client alone, wherever one goes."""

import re

import pytest

from tests.journeys.crawling import Fetched, crawled, fetched
from tests.journeys.person import Person
from tests.journeys.reading import rows

pytestmark = pytest.mark.slow

DRAWN = "Hotel Lindenhof"
NOWHERE = "/clients/00000000-0000-7000-8000-000000000000"


def test_behind_the_curtain_no_page_holds_a_trace_of_another_client(robin: Person, sample_home):
    home = sample_home / "demo"
    every = {page.path: page for page in crawled(robin, "/")}
    assert len(every) > 100
    traces = traces_of_others(home)
    assert any(traces.search(page.body) for page in every.values())

    open_client(robin)
    robin.leads("c")
    assert f"Only {DRAWN} is shown." in robin.words("body")
    held = list(crawled(robin, "/", robin.path, *searches(home), "/found", "/mailboxes"))
    assert len(held) > 20
    assert leaking(held, traces) == []

    nowhere = fetched(robin, NOWHERE)
    assert nowhere.status == 404
    shown = {page.path for page in held if page.status == 200}
    hidden = [fetched(robin, path) for path in every if path not in shown]
    assert leaking(hidden, traces) == []
    strange = {page.body for page in hidden if page.status == 404}
    assert strange == {nowhere.body}
    assert {page.status for page in hidden} <= {200, 404}

    robin.go("/")
    assert robin.page.locator(".line").count() == 1
    assert robin.page.title() == "Today · Troth"
    robin.leads("c")
    assert robin.page.locator(".line").count() == 4
    assert robin.said == []


def open_client(robin: Person) -> None:
    robin.go("/")
    robin.page.get_by_role("link", name=DRAWN, exact=True).focus()
    robin.leads("Enter")


def traces_of_others(home) -> re.Pattern[str]:
    """Names, houses, people and subjects of all other clients, in any spelling of case."""
    own = "SELECT id FROM people_client WHERE name = ?"
    names = rows(home, f"SELECT name FROM people_client WHERE id NOT IN ({own})", DRAWN)
    keys = rows(home, f"SELECT key FROM people_clientaddress WHERE client_id NOT IN ({own})", DRAWN)
    people = rows(home, f"SELECT name FROM people_contact WHERE client_id NOT IN ({own})", DRAWN)
    filed = f"SELECT message_id FROM mail_filing WHERE client_id {{}} IN ({own})"
    subjects = rows(
        home,
        f"SELECT DISTINCT subject FROM mail_message WHERE id IN ({filed.format('NOT')}) "
        f"AND id NOT IN ({filed.format('')})",
        DRAWN,
        DRAWN,
    )
    words = {it[0].removeprefix("Re: ") for it in [*names, *keys, *people, *subjects]} - {""}
    assert len(words) > 12
    return re.compile(r"(?i)\b(?:" + "|".join(map(re.escape, sorted(words))) + r")\b")


def searches(home) -> list[str]:
    """Finding others by parts of their names."""
    names = rows(home, "SELECT name FROM people_client UNION SELECT name FROM people_contact")
    return [f"/clients?q={it[0][:2]}" for it in names]


def leaking(pages: list[Fetched], traces: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(page.path, found[0]) for page in pages if (found := traces.search(page.body))]
