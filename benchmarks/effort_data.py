"""Turns the development histories of estimates into the CSV of `troth backtest effort`."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.histories import written

from troth.pure.forecast.backtest_effort import Scored, backtest, in_one_line
from troth.pure.forecast.effort import Done
from troth.pure.forecast.history_csv import NEEDED, read_history

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "data" / "forecast"

COLUMNS = ("id", *NEEDED, "person", "kind")

NOT_FINISHED = ("CANCELLED", "CHRONICLE")

LARGE = 200
"""Projects of so many tasks are told of one by one."""


def effort_histories(folder: Path) -> list[Path]:
    """Write sip.csv and a file for each large project into `folder`."""
    tasks = list(_tasks())
    large = [
        project
        for project in sorted({task["project"] for task in tasks})
        if sum(task["project"] == project for task in tasks) >= LARGE
    ]
    return [
        written(folder / "sip.csv", tasks, columns=COLUMNS),
        *(
            written(
                folder / f"sip_{project}.csv",
                [task for task in tasks if task["project"] == project],
                columns=COLUMNS,
            )
            for project in large
        ),
    ]


def _tasks() -> Iterator[dict[str, str]]:
    """One row for each finished task that has a day of completion.

    The table of tasks has a row for each developer, all with the hours of the task, which are the
    sum of the developers' own. Whoever stands first counts as the person.
    """
    dated = (row for row in _rows("sip_dates_before_2012.csv") if _has_days(row))
    days = {row["TaskNumber"]: row for row in dated}
    seen = set()
    for row in _rows("sip_tasks_before_2012.csv"):
        number = row["TaskNumber"]
        if number in seen or row["StatusCode"] in NOT_FINISHED or number not in days:
            continue
        seen.add(number)
        yield {
            "id": number,
            "estimated_hours": row["HoursEstimate"],
            "actual_hours": row["HoursActual"],
            "estimated_on": _iso(days[number]["EstimateOn"]),
            "completed_on": _iso(days[number]["CompletedOn"]),
            "person": row["DeveloperID"],
            "kind": row["SubCategory"],
            "project": row["ProjectCode"],
        }


def _has_days(row: dict[str, str]) -> bool:
    return all(row[name] not in ("", "NA") for name in ("EstimateOn", "CompletedOn"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SOURCE / name).open(encoding="latin-1", newline="") as file:
        yield from csv.DictReader(file)


def _iso(day: str) -> str:
    return datetime.strptime(day, "%d-%b-%y").date().isoformat()  # noqa: DTZ007  # a day


def effort_report(folder: Path) -> Iterator[str]:
    """The lines that say how near the forecasts came: all, by year, by person, each project."""
    whole, *projects = effort_histories(folder)
    yield HEADER
    scored = backtest(read_history(whole.read_bytes()).done)
    yield _line("all", scored)
    bare = [done._replace(person="", kind="") for done in read_history(whole.read_bytes()).done]
    yield _line("all, no person or kind", backtest(bare))
    yield from _groups("estimated in", scored, lambda done: str(done.estimated_on.year))
    yield from _groups("person", scored, attrgetter("person"))
    yield from _groups("kind", scored, attrgetter("kind"))
    for project in projects:
        yield _line(f"{project.stem} alone", backtest(read_history(project.read_bytes()).done))


HEADER = f"{'':28}{'n':>6}{'50 %':>7}{'80 %':>7}{'90 %':>7}{'pinball':>9}{'plain':>7}"


def _groups(words: str, scored: Sequence[Scored], key: Callable[[Done], str]) -> Iterator[str]:
    """A line for each group that is large enough to tell."""
    for name in sorted({key(each.done) for each in scored}):
        group = [each for each in scored if key(each.done) == name]
        if len(group) >= LARGE:
            yield _line(f"{words} {name}", group)


def _line(words: str, scored: Sequence[Scored]) -> str:
    answer = in_one_line(scored)
    held = "".join(f"{answer['coverage'][share]:7.1%}" for share in ("50", "80", "90"))
    own, plain = answer["pinball"], answer["baseline"]["pinball"]
    return f"{words:28}{answer['n']:6}{held}{own:7.2f} h{plain:5.2f} h  {own / plain - 1:+.1%}"


if __name__ == "__main__":
    if not SOURCE.is_dir():
        print(f"The development data is not at {SOURCE}: nothing measured.")
    else:
        with TemporaryDirectory() as folder:
            for line in effort_report(Path(folder)):
                print(line)
