"""Turns the development histories of finished work into the CSV of `troth backtest delivery`."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.histories import written

from troth.pure.forecast.backtest_delivery import TooFewError, backtest, in_one_line
from troth.pure.forecast.delivery import Finished
from troth.pure.forecast.delivery_csv import read_deliveries

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "data" / "forecast"

COLUMNS = ("id", "created_on", "started_on", "completed_on", "size", "kind")

PROJECTS = ("PC18", "PC4", "PC17", "PC6", "PC11")
"""The projects of the SiP data with 170 finished tasks and more, by their number."""

ITEMS = 20

OTHER_ITEMS = (10, 15, 25, 30, 40)
"""The constants of the forecast were chosen at ITEMS; what they come to elsewhere is told too."""

FEWEST_MONDAYS = 15
"""A part of a history with fewer Mondays to score tells nothing."""


def delivery_histories(folder: Path) -> list[Path]:
    """Write a file for each of the six histories into `folder`."""
    tasks = list(_sip())
    return [
        written(folder / "7digital.csv", _seven_digital(), columns=COLUMNS),
        *(
            written(
                folder / f"sip_{project}.csv",
                [task for task in tasks if task["project"] == project],
                columns=COLUMNS,
            )
            for project in PROJECTS
        ),
    ]


def delivery_report(folder: Path) -> Iterator[str]:
    """The lines that say how near the forecasts came: the histories, their parts, invented ones."""
    yield HEADER
    whole = []
    for path in delivery_histories(folder):
        work = read_deliveries(path.read_bytes(), today=date.max).work
        whole.append(work)
        answer = in_one_line(backtest(work, items=ITEMS))
        yield _line(path.stem, answer)
        yield _line("  plain", answer["baseline"])
    yield ""
    yield GROUPS
    for items in OTHER_ITEMS:
        yield _group(f"whole, {items} pieces", whole, items=items)
    for items in (ITEMS // 2, ITEMS, ITEMS * 2):
        for words, histories in (("parts", _parts()), ("invented", _invented())):
            yield _group(f"{words}, {items} pieces", histories, items=items)


HEADER = (
    f"{'':16}{'n':>5}{'50':>6}{'80':>6}{'85':>6}{'90':>6}{'95':>6}"
    f"{'width':>8}{'pinball':>9}{'CRPS':>8}"
)

GROUPS = (
    f"{'':22}{'histories':>10}{'85 in 80-90':>13}{'plain':>7}{'pinball by plain':>18}{'worst':>7}"
)


def _line(words: str, answer: dict[str, Any]) -> str:
    held = "".join(f"{share:6.2f}" for share in answer["coverage"].values())
    return (
        f"{words:16}{answer['n']:5}{held}{answer['width_80']:8.1f}"
        f"{answer['pinball']:9.2f}{answer['crps']:8.2f}"
    )


def _group(words: str, histories: Iterable[list[Finished]], *, items: int) -> str:
    answers = [answer for work in histories if (answer := _answer(work, items=items))]
    own = [answer["coverage"]["85"] for answer in answers]
    plain = [answer["baseline"]["coverage"]["85"] for answer in answers]
    ratios = np.array([answer["pinball"] / answer["baseline"]["pinball"] for answer in answers])
    return (
        f"{words:22}{len(answers):10}{_in_range(own):13.0%}{_in_range(plain):7.0%}"
        f"{float(np.exp(np.log(ratios).mean())):18.2f}{ratios.max():7.2f}"
    )


def _in_range(shares: list[float]) -> float:
    return sum(0.8 <= share <= 0.9 for share in shares) / len(shares)


def _answer(work: list[Finished], *, items: int) -> dict[str, Any] | None:
    try:
        answer = in_one_line(backtest(work, items=items))
    except TooFewError:
        return None
    return answer if answer["n"] >= FEWEST_MONDAYS else None


def _parts() -> Iterator[list[Finished]]:
    """Each large history by kind, size or person, by thirds of its time, and every third piece."""
    tasks = list(_sip())
    for rows in (list(_seven_digital()), [t for t in tasks if t["project"] == "PC18"], tasks):
        for column in ("kind", "size", "person"):
            for value in sorted({row.get(column, "") for row in rows} - {"", "NA"}):
                yield _work(row for row in rows if row.get(column) == value)
        ordered = sorted(rows, key=lambda row: row["completed_on"])
        third = len(ordered) // 3
        yield from (_work(ordered[part * third : (part + 1) * third]) for part in range(3))
        yield _work(ordered[::3])


def _work(rows: Iterable[dict[str, str]]) -> list[Finished]:
    return [
        Finished(date.fromisoformat(row["completed_on"]), date.fromisoformat(row["created_on"]))
        for row in rows
        if row["created_on"] and row["created_on"] <= row["completed_on"]
    ]


def _invented() -> Iterator[list[Finished]]:
    """Teams that are steady, drift, stop, sprint or finish in batches; always the same."""
    chance = np.random.default_rng(0)
    wander = np.exp(np.cumsum(chance.normal(0, 0.25, 300)))
    quiet = chance.random(300) < 0.15
    paces = (
        lambda _: 1.0,
        lambda _: 4.0,
        lambda day: 0.3 * np.exp(day / 400),
        lambda day: 3 * np.exp(-day / 400),
        lambda day: 0.02 if day % 364 > 350 or 200 < day % 364 < 221 else 1.0,
        lambda day: 0.0 if quiet[day // 7] else 1.2,
        lambda day: 0.5 if day < 500 else 1.5,
        lambda day: 1.5 if day < 300 else 0.5,
        lambda day: 0.4 if day // 250 % 2 else 1.4,
        lambda day: min(3.0, 0.002 * day),
        lambda day: float(np.clip(wander[day // 7], 0.05, 8)),
        lambda day: 5.0 if day % 14 in (10, 11) else 0.2,
        lambda day: 6.0 if day % 30 > 26 else 0.15,
    )
    for pace in paces:
        yield _at_pace(chance, pace, batch=1)
    yield _at_pace(chance, lambda _: 0.06, batch=40)


def _at_pace(chance: np.random.Generator, pace: Any, *, batch: int) -> list[Finished]:
    first = date(2015, 1, 5).toordinal()
    return [
        Finished(date.fromordinal(first + day))
        for day in range(1_500)
        if day % 7 < 5
        for _ in range(chance.poisson(pace(day)))
        for _ in range(1 if batch == 1 else chance.integers(5, batch + 1))
    ]


def _seven_digital() -> Iterator[dict[str, str]]:
    for number, row in enumerate(_rows("7digital2012.csv")):
        yield {
            "id": str(number),
            "created_on": _iso(row["Prioritised"], "%d/%m/%Y"),
            "started_on": _iso(row["Dev.Started"], "%d/%m/%Y"),
            "completed_on": _iso(row["Done"], "%d/%m/%Y"),
            "size": row["Size"],
            "kind": row["Type"],
        }


def _sip() -> Iterator[dict[str, str]]:
    """Every task with a day of completion, once; whoever stands first counts as the person."""
    days = {row["TaskNumber"]: row for row in _rows("sip_dates_before_2012.csv")}
    seen = set()
    for row in _rows("sip_tasks_before_2012.csv"):
        number = row["TaskNumber"]
        dates = days.get(number)
        if number in seen or dates is None or dates["CompletedOn"] in ("", "NA"):
            continue
        seen.add(number)
        yield {
            "id": number,
            "created_on": _iso(dates["EstimateOn"], "%d-%b-%y"),
            "started_on": _iso(dates["StartedOn"], "%d-%b-%y"),
            "completed_on": _iso(dates["CompletedOn"], "%d-%b-%y"),
            "size": row["SubCategory"],
            "kind": row["Category"],
            "person": row["DeveloperID"],
            "project": row["ProjectCode"],
        }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SOURCE / name).open(encoding="latin-1", newline="") as file:
        yield from csv.DictReader(file)


def _iso(day: str, form: str) -> str:
    if day in ("", "NA"):
        return ""
    return datetime.strptime(day, form).date().isoformat()  # noqa: DTZ007  # a day
