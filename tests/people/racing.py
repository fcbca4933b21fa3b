"""Two processes that do something at the same moment, round after round."""

import subprocess
import sys

from tests.cli.processes import PATIENCE, environment

ROUNDS = 25


def made(home, program) -> None:
    with run(home, program) as making:
        assert making.wait(PATIENCE) == 0


def raced(home, *programs) -> list[set[str]]:
    """What they said in each round. Each says "ready", waits for a line, and says what became."""
    with run(home, programs[0]) as one, run(home, programs[1]) as other:
        return [one_round(one, other) for _ in range(ROUNDS)]


def numbers(home, program) -> list[list[int]]:
    with run(home, program) as asked:
        return [[int(it) for it in line.split()] for line in asked.stdout]


def one_round(*both) -> set[str]:
    assert [each.stdout.readline() for each in both] == ["ready\n"] * 2
    for each in both:
        each.stdin.write("go\n")
        each.stdin.flush()
    return {each.stdout.readline().strip() for each in both}


def run(home, program):
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(home) | {"DJANGO_SETTINGS_MODULE": "troth.project.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
