"""The sample practice builds, and is removed whole."""

import json

import pytest
from tests.cli.processes import troth

pytestmark = pytest.mark.slow


@pytest.mark.sqlite
def test_the_sample_practice_builds_shows_lines_in_several_bands_and_is_removed(up, port, tmp_path):
    (tmp_path / "keep").write_text("mine")
    running = up(tmp_path, "--demo", "--port", str(port)).until_up()
    said = troth(tmp_path, "today", "--demo", "--json")
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    verified = troth(tmp_path, "verify", "--demo")
    refused = troth(tmp_path, "up", "--demo", "--remove")
    link = troth(tmp_path, "link", "--demo")
    stopped = running.stop()
    again = up(tmp_path, "--demo", "--port", str(port)).until_up()
    anew = again.said
    again.stop()
    removed = troth(tmp_path, "up", "--demo", "--remove")

    assert {line["name"] for line in lines} == {
        "Clinique dentaire des Érables",
        "Fernley Tools",
        "Fundación Aguaclara",
        "Hotel Lindenhof",
    }
    assert len({line["band"] for line in lines}) >= 3
    assert all(line["to_look_at"] for line in lines)
    assert verified.returncode == 0
    assert len(verified.stdout.splitlines()) == 5
    assert refused.returncode == 2
    assert "runs already" in refused.stderr
    assert link.returncode == 0
    assert stopped == 0
    assert not any("is being made" in line for line in anew)
    assert removed.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["keep"]


@pytest.mark.sqlite
def test_fresh_makes_it_anew_and_neither_option_touches_a_practice_of_ones_own(up, port, tmp_path):
    running = up(tmp_path, "--demo", "--port", str(port)).until_up()
    troth(tmp_path, "did", "All is well", "--client", "Hotel", "--demo")
    running.stop()
    before = troth(tmp_path, "verify", "--demo").stdout
    again = up(tmp_path, "--demo", "--fresh", "--port", str(port)).until_up()
    after = troth(tmp_path, "verify", "--demo").stdout
    again.stop()

    assert before != after
    assert len(after.splitlines()) == 5
    for option in ("--fresh", "--remove"):
        refused = troth(tmp_path, "up", option)
        assert refused.returncode == 2
        assert "Add --demo." in refused.stderr


def test_a_sample_practice_that_lies_on_a_server_is_not_emptied_from_here(tmp_path):
    there = {"TROTH_DEMO_DATABASE_URL": "postgres://nobody@localhost:1/none"}
    for option in ("--fresh", "--remove"):
        refused = troth(tmp_path, "up", "--demo", option, **there)

        assert refused.returncode == 2
        assert "Empty that database." in refused.stderr
