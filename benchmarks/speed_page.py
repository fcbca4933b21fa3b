"""The speed report as a person reads it."""

import statistics
from typing import Any


def show(report: dict[str, Any]) -> None:
    mean = report["bytes"] / report["letters"]
    print(
        f"{report['letters']:,} letters, {report['bytes'] / 1e6:,.0f} MB, mean {mean:,.0f} bytes;"
    )
    print(f"{report['cores']} cores; whole process, wall time, fresh index, warm pages.\n")
    for program in report["programs"]:
        _program(program)
    print()
    for name, ratio in report["times_as_fast_as"].items():
        pairs = ", ".join(f"{pair:.2f}" for pair in ratio["pairs"])
        print(f"troth / {name}, letters a second: median {ratio['median']:.2f}  (pairs {pairs})")
    print("\nMost memory of troth's process tree (sum of PSS, looked at every 20 ms):")
    if not report["memory"]:
        print("  not measured; it needs /proc/PID/smaps_rollup, so Linux, and no --no-memory")
    for line in report["memory"]:
        print(
            f"  {line['letters']:,} letters of {line['mean']:,} bytes mean: "
            f"{line['peak_bytes'] / 1e6:,.0f} MB ({line['findings']:,} findings)"
        )
    for note in ["", *report["notes"], "", *_doings(report)]:
        print(note)


def _program(program: dict[str, Any]) -> None:
    median = statistics.median(program["seconds"])
    counts = ", ".join(f"{number:,} {name}" for name, number in program["counts"].items())
    times = " ".join(f"{took:.2f}" for took in program["seconds"])
    print(
        f"{program['name']:8} {program['letters']:7,} letters  median {median:6.2f} s  "
        f"{program['letters'] / median:9,.0f}/s  its own count: {counts}\n"
        f"{'':8} runs: {times}"
    )


def _doings(report: dict[str, Any]) -> list[str]:
    return [
        "Not the same work:",
        *(f"  {program['name']} {program['does']}." for program in report["programs"]),
    ]
