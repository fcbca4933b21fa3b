"""The one shape in which a history lies in a file for `troth backtest`."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def written(path: Path, rows: Iterable[dict[str, str]], *, columns: Sequence[str]) -> Path:
    """Write the rows as CSV with these columns alone."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
