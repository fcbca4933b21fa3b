"""Hostile letters, shown in a real Chromium: as they are sent, and by their cleaned HTML alone."""

import re
from urllib.parse import urlsplit

import pytest

from tests.hostile.letters import NAMES, markup_in_raw

pytestmark = pytest.mark.slow

SIDE_BY_SIDE = 8
BATCHES = [NAMES[at : at + SIDE_BY_SIDE] for at in range(0, len(NAMES), SIDE_BY_SIDE)]
WITH_HTML = [name for name in NAMES if not name.startswith("grown") and markup_in_raw(name)]
WALLED = [f"/walled/{name}" for name in WITH_HTML]
OWN_CLASSES = {"goes", "goes goes-elsewhere", "picture", "text", "rest"}


def test_the_corpus_is_there():
    assert len(NAMES) > 80


@pytest.mark.parametrize("names", BATCHES, ids="+".join)
def test_hostile_letters_only_show(hostile_desk, names):
    framed = [f"{how}/{name}" for name in names for how in ("sent", "bare")]
    around = f"/around/{'+'.join(names)}"

    seen = hostile_desk.visit(around, frames=framed)

    assert seen.heard == []
    assert seen.said == []
    assert seen.url == around
    assert seen.frames == [f"/{name}" for name in framed]
    assert set(seen.asked) <= {around, "/letter.css", "/favicon.ico", *seen.frames}
    for name, facts in seen.facts.items():
        assert_only_shows(name, facts)


def assert_only_shows(name, facts):
    assert (name, facts["forbidden"]) == (name, 0)
    assert (name, set(facts["attributes"]) - {"class", "target"}) == (name, set())
    assert set(facts["classes"]) <= OWN_CLASSES
    assert set(facts["images"]) <= {"data:image/"}
    assert facts["width"] == "640px", "letter.css did not reach the page"
    for link in facts["links"]:
        assert_says_where_it_goes(link)


def assert_says_where_it_goes(link):
    assert link["target"] == "_blank"
    assert link["rel"] == "noopener noreferrer nofollow"
    assert link["user"] == ""
    said = re.match(r"\(goes to ([^\s,)]+)", link["goes"])
    host = link["host"] or urlsplit(link["href"]).path
    if said:
        assert said[1].encode("idna").decode() == host
    else:
        assert host in link["text"].strip().lower()


def test_the_tests_can_fail_a_letter_as_it_came_runs_and_reports(hostile_desk):
    seen = hostile_desk.visit("/raw/script-plain")

    assert "ran" in seen.said
    assert "GET /script-plain/s.js HTTP/1.1 at tracker.example" in seen.heard


def test_most_letters_would_do_harm_as_they_came(hostile_desk):
    """A letter that does nothing where nothing is in its way proves nothing elsewhere."""
    seen = hostile_desk.visit(f"/raws/{'+'.join(WITH_HTML)}", settle_ms=800)

    reported = {path for line in seen.heard for path in re.findall(r" /([\w-]+)/", line)}
    ran = {path.rpartition("/")[2] for path in seen.speakers}
    assert len(set(WITH_HTML) & (reported | ran)) > 40


def test_the_policy_alone_lets_no_letter_fetch_or_run_anything(hostile_desk):
    seen = hostile_desk.visit(f"/walls/{'+'.join(WITH_HTML)}", settle_ms=800)

    assert [line for line in seen.heard if line.startswith("GET")] == []
    assert "ran" not in seen.said
    assert [url for url in seen.frames if url in WALLED] == WALLED


def test_a_click_opens_the_host_that_was_shown_and_does_not_say_where_it_came_from(hostile_desk):
    opened = hostile_desk.click("/around/targets", frame="sent/targets", link="one")

    assert opened == ("http://tracker.example/targets/1", "", None)
