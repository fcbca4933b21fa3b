"""Every measure of reading, one after the other: what docs/reading.md says.

Run with `bin/bench measures [--peers PYTHON]`; PYTHON is one that has mail-parser-reply and
email-reply-parser, which are no part of the project. Needs the shared data.
"""

import argparse
import subprocess
import sys

PARTS = (
    ("Asks, promises, needs, deferrals", "reading_accuracy"),
    ("What is shown as certain", "certain_promises"),
    ("Replies", "replies_accuracy"),
    ("Dates", "dates_accuracy"),
    ("Languages", "language_accuracy"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has the reply parsers")
    peers = parser.parse_args().peers
    failed = 0
    for title, module in PARTS:
        print(f"\n== {title} (benchmarks/{module}.py)", flush=True)
        more = ["--peers", peers] if peers and module == "replies_accuracy" else []
        failed |= subprocess.run(
            [sys.executable, "-m", f"benchmarks.{module}", *more], check=False
        ).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
