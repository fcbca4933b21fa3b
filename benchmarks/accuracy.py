"""How true the forecasts of effort and delivery would have been on the development histories.

Run with `bin/bench accuracy`, three minutes. Needs the shared data (forecast/). `troth backtest`
does the same sums on a file of one's own; what is printed here stands in docs/forecast.md.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.delivery_data import SOURCE, delivery_report
from benchmarks.effort_data import effort_report


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    if not SOURCE.is_dir():
        print("Skipped: the shared data does not lie beside this checkout.")
        return
    with TemporaryDirectory() as folder:
        for words, report in (("Effort", effort_report), ("Delivery", delivery_report)):
            print(f"\n{words}\n")
            for line in report(Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
