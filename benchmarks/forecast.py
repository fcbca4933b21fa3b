"""How fast a forecast is summed, beside the same schedule in SimPy with the same answer.

Three sizes of practice, 10,000 trials, quantiles included. SimPy walks 100 of the very trials, is
compared finish by finish, and its time is scaled; that it is linear in trials is shown once. Both
run in one thread and wait for nothing, so CPU seconds are told: the machine may have other work.
Medians of five rounds or more, the two in turn. It ends with 1 where a target is missed.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.forecast_plans import Size, drawn_in, network
from benchmarks.forecast_simpy import Model

from troth.pure.forecast.network import Network
from troth.pure.forecast.schedule import Run, run

SIZES = (Size(1, 30, 6), Size(10, 300, 40), Size(100, 3_000, 400))
LARGE = SIZES[-1]
TIMES_AS_FAST = {SIZES[0]: 500, SIZES[1]: 300}
SECONDS, BYTES = 2.0, 1_000_000_000
SHARE_OF_ONE_MORE = 0.1
TRIALS, WALKED, WALKED_LARGE = 10_000, 100, 2
ROUNDS, ROUNDS_OF_PIECES, SEED = 5, 1_000, 20261122
WORK = (30, 100, 300, 1_000)
FAR_DAYS = 2_400
"""So far reach the tables of one person with a thousand pieces, and of the others beside it."""

EVEN_TRIALS = (2_500, 5_000, 10_000, 20_000, 40_000)


@dataclass(frozen=True)
class Compared:
    """One size. `simpy_seconds` are those of all trials, None where it only checks the answer."""

    size: Size
    seconds: float
    simpy_seconds: float | None
    finishes: int
    equal: int
    one_more_seconds: float
    mean_median_days: float

    @property
    def ratio(self) -> float | None:
        return self.simpy_seconds and self.simpy_seconds / self.seconds

    @property
    def meets(self) -> bool:
        fast = (self.ratio or BYTES) >= TIMES_AS_FAST.get(self.size, 0)
        one_more = self.one_more_seconds < SHARE_OF_ONE_MORE * self.seconds
        return fast and one_more and self.seconds < SECONDS and self.equal == self.finishes


def main() -> int:
    options = _options()
    if options.alone:
        _summed(network(LARGE, seed=SEED))
        print(_own_peak_bytes())
        return 0
    load = os.getloadavg()[0]
    compared = [_compared(size) for size in SIZES]
    peak = _peak_bytes()
    by_work, by_trials, simpy = _by_work(), _by_trials(), _simpy_by_trials()
    if options.json:
        lines = [asdict(each) | {"ratio": each.ratio} for each in compared]
        keys = ("load", "sizes", "peak_bytes", "by_work", "by_trials", "simpy_by_trials")
        print(
            json.dumps(dict(zip(keys, (load, lines, peak, by_work, by_trials, simpy), strict=True)))
        )
    else:
        _tell(load, compared, peak)
        print("One person, ms a piece:     " + _row(by_work))
        print("Ten people, µs a trial:     " + _row(by_trials))
        print("SimPy the same, µs a trial: " + _row(simpy))
    return 0 if peak < BYTES and all(each.meets for each in compared) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help="the large one alone: its peak memory")
    return parser.parse_args()


def _compared(size: Size) -> Compared:
    plan = network(size, seed=SEED)
    walked = WALKED if size in TIMES_AS_FAST else WALKED_LARGE
    walk = _walk(plan, walked)
    own, simpy = _in_turn(
        lambda: _summed(plan), walk, rounds=_rounds(size) if size in TIMES_AS_FAST else 1
    )
    if size not in TIMES_AS_FAST:
        own += [_seconds(lambda: _summed(plan)) for _ in range(ROUNDS - 1)]
    done, right = run(plan), walk()
    ours = {piece.id: done.finishes(piece.id)[:walked].tolist() for piece in plan.pieces}
    same = sum(trial[name] == ours[name][at] for at, trial in enumerate(right) for name in trial)
    medians = [done.quantiles(piece.id)[0] for piece in plan.pieces]
    return Compared(
        size=size,
        seconds=statistics.median(own),
        simpy_seconds=statistics.median(simpy) * TRIALS / walked if size in TIMES_AS_FAST else None,
        finishes=walked * size.pieces,
        equal=same,
        one_more_seconds=_one_more(done, plan),
        mean_median_days=statistics.mean(medians) / (24 * 60),
    )


def _rounds(size: Size) -> int:
    """More of them where one is over in milliseconds, and whatever else happens tells in it."""
    return max(ROUNDS, ROUNDS_OF_PIECES // size.pieces)


def _summed(plan: Network, trials: int = TRIALS) -> Run:
    done = run(plan, trials=trials)
    for piece in plan.pieces:
        done.quantiles(piece.id)
    return done


def _walk(plan: Network, trials: int) -> Callable[[], list[dict[str, int]]]:
    """SimPy on the first trials of a run. Its tables and draws are made beforehand."""
    drawn, model = drawn_in(plan, trials=TRIALS, seed=0, first=trials), Model(plan)

    def one(trial: int) -> dict[str, int]:
        return model.walked(lambda name: drawn[name][trial])

    return lambda: [one(trial) for trial in range(trials)]


def _one_more(done: Run, plan: Network) -> float:
    """A piece that waits for a need and comes last, with its quantiles."""
    like = next(piece for piece in plan.pieces if piece.needs)
    new = like._replace(id="one more", after=())
    return statistics.median(
        _seconds(lambda: done.with_piece(new).quantiles(new.id)) for _ in range(4 * ROUNDS)
    )


def _in_turn(
    one: Callable[[], object], other: Callable[[], object], *, rounds: int
) -> tuple[list[float], list[float]]:
    one()
    pairs = [(_seconds(one), _seconds(other)) for _ in range(rounds)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def _seconds(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def _peak_bytes() -> int:
    command = [sys.executable, "-m", "benchmarks.forecast", "--alone"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _own_peak_bytes() -> int:
    """Not `ru_maxrss`: that is inherited from the process that started this one."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _by_work() -> dict[int, float]:
    """Milliseconds a piece, for one person with more and more of them."""
    found = {}
    for pieces in WORK:
        plan = network(Size(1, pieces, 6), seed=SEED, days=FAR_DAYS)
        found[pieces] = _median(lambda plan=plan: _summed(plan)) / pieces * 1_000
    return found


def _by_trials() -> dict[int, float]:
    """Microseconds a trial, for ten people."""
    plan = network(SIZES[1], seed=SEED)
    return {
        trials: _median(lambda trials=trials: _summed(plan, trials)) / trials * 1_000_000
        for trials in EVEN_TRIALS
    }


def _simpy_by_trials() -> dict[int, float]:
    """The same of SimPy: what its scaled time rests on."""
    plan = network(SIZES[1], seed=SEED)
    return {
        trials: _seconds(_walk(plan, trials)) / trials * 1_000_000
        for trials in (WALKED // 2, WALKED)
    }


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_seconds(act) for _ in range(ROUNDS))


def _tell(load: float, compared: list[Compared], peak: int) -> None:
    print(
        f"{TRIALS:,} trials, CPU seconds, medians of {ROUNDS} or more; "
        f"load at the beginning {load:.1f}\n"
    )
    for each in compared:
        print("{} people, {:,} pieces, {} clients".format(*each.size))
        print(f"  Troth {each.seconds * 1_000:,.1f} ms")
        if each.ratio:
            target = TIMES_AS_FAST[each.size]
            print(f"  SimPy {each.simpy_seconds:,.1f} s: {each.ratio:,.0f} times (≥ {target})")
        print(f"  {each.equal:,} of {each.finishes:,} finishes are SimPy's, to the minute")
        share = each.one_more_seconds / each.seconds
        print(f"  one piece more {each.one_more_seconds * 1_000:.2f} ms: {share:.2%} of the whole")
        print(f"  mean of the medians: day {each.mean_median_days:.1f}")
    print(f"\nThe large one in a process of its own, tables included: {peak / 1e6:,.0f} MB at most")


def _row(figures: dict[int, float]) -> str:
    return ", ".join(f"{number:,}: {figure:,.3g}" for number, figure in figures.items())


if __name__ == "__main__":
    sys.exit(main())
