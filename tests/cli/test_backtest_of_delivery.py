"""`troth backtest delivery`, as a script and as a person use it."""

import json

from click.testing import CliRunner
from tests.pure.forecast.histories import by_chance

from troth.cli.main import main


def csv(*extra: str) -> str:
    rows = [
        f"{number},{piece.came_on},,{piece.finished_on}"
        for number, piece in enumerate(by_chance(seed=1, weeks=60))
    ]
    return "\n".join(["id,created_on,started_on,completed_on", *rows, *extra]) + "\n"


def run(*options: str, text: str = ""):
    return CliRunner().invoke(main, ["backtest", "delivery", *options], input=text)


def test_the_page_says_what_was_told_and_what_held_beside_the_plain_way():
    result = run("-", "--items", "20", text=csv())

    assert result.exit_code == 0, result.output
    head, *rest = result.output.splitlines()
    assert head == "By when the next 20 pieces of work are finished, forecast on 39 Mondays"
    assert [line.split()[:3] for line in rest if line.startswith("told")] == [
        ["told", "1", "in"],
        ["told", "4", "in"],
        ["told", "17", "in"],
        ["told", "9", "in"],
        ["told", "19", "in"],
    ]
    assert "Plain: the working days of the last twelve weeks, drawn at random." in rest


def test_the_json_has_a_line_for_each_monday_and_ends_with_the_one_that_sums_up():
    result = run("-", "--json", text=csv())

    *mondays, summary = [json.loads(line) for line in result.output.splitlines()]
    assert list(mondays[0]) == ["on", "finished_on", "dates", "baseline"]
    assert list(summary) == ["n", "coverage", "width_80", "pinball", "crps", "baseline"]
    assert list(summary["coverage"]) == ["50", "80", "85", "90", "95"]
    assert list(summary["baseline"]) == list(summary)[:-1]
    assert summary["n"] == len(mondays)


def test_what_is_summed_up_is_what_the_dates_of_the_mondays_say():
    *mondays, summary = [
        json.loads(line) for line in run("-", "--json", text=csv()).output.splitlines()
    ]

    for told, said in (("dates", summary), ("baseline", summary["baseline"])):
        for share, coverage in said["coverage"].items():
            held = [each["finished_on"] <= each[told][share] for each in mondays]
            assert round(sum(held) / len(held), 4) == coverage


def test_the_same_file_has_the_same_answer():
    assert run("-", "--json", text=csv()).output == run("-", "--json", text=csv()).output


def test_rows_that_cannot_be_counted_are_named_and_the_rest_is_computed(tmp_path):
    file = tmp_path / "work.csv"
    file.write_text(csv("x,2026-02-02,,2026-02-01"), encoding="utf-8")

    result = run(str(file))
    first = json.loads(run(str(file), "--json").output.splitlines()[0])

    assert result.exit_code == 0
    assert "Left out, 1 line:" in result.output
    assert "It was completed on 2026-02-01, before its created_on, 2026-02-02." in result.output
    assert first["left_out"].startswith("It was completed on 2026-02-01")


def test_a_failure_is_one_sentence_that_says_what_to_do(tmp_path):
    few = "\n".join(csv().splitlines()[:50])

    assert (run("-", text=few).exit_code, run("-", text="").exit_code) == (1, 2)
    assert "Add more of the past, or ask for fewer --items." in run("-", text=few).output
    assert "The file is empty." in run("-", text="").output
    assert "No column is named completed_on." in run("-", text="id,done\n1,2\n").output
    assert "cannot be read: no such file" in run(str(tmp_path / "none.csv")).output
    assert run("-", "--items", "0", text=csv()).exit_code == 2
