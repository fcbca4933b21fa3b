"""How often somebody may try: counted in the database, so for all processes together."""

import subprocess
import sys
from datetime import timedelta

import pytest

from tests.cli.processes import PATIENCE, environment
from troth.people.accounts import Attempt
from troth.people.actions.attempts import ADDRESS, TooManyError, attempt, forget

TRY = """
import sys, django
django.setup()
from datetime import UTC, datetime
from troth.people.actions.attempts import ADDRESS, TooManyError, attempt
print("ready", flush=True)
sys.stdin.readline()
went = 0
for _ in range(8):
    try:
        attempt(ADDRESS, "alice@harbour-it.example", at=datetime(2026, 3, 2, 8, tzinfo=UTC))
        went += 1
    except TooManyError:
        pass
print(went)
"""


@pytest.mark.slow
def test_four_processes_together_try_no_more_often_than_one(tmp_path):
    known = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "troth.project.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=known, check=True)
    tried = [
        subprocess.Popen(
            [sys.executable, "-c", TRY],
            env=known,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert [it.stdout.readline() for it in tried] == ["ready\n"] * 4
    said = [it.communicate("go\n", timeout=PATIENCE)[0] for it in tried]

    assert 1 <= sum(map(int, said)) <= ADDRESS.most


@pytest.mark.django_db
def test_the_sentence_says_how_long_to_wait(cast):
    for minute in range(ADDRESS.most):
        attempt(ADDRESS, "a@x.example", at=cast.at + timedelta(minutes=minute))
    waits = []
    for minutes in (10, 14):
        with pytest.raises(TooManyError) as refused:
            attempt(ADDRESS, "a@x.example", at=cast.at + timedelta(minutes=minutes))
        waits.append(str(refused.value))
    attempt(ADDRESS, "a@x.example", at=cast.at + timedelta(minutes=15))

    assert waits == [
        "Too many tries. Wait 5 minutes, then try again.",
        "Too many tries. Wait a minute, then try again.",
    ]


@pytest.mark.django_db
def test_whoever_got_in_starts_again_and_nobody_else_does(cast):
    for who in ("a@x.example", "b@x.example"):
        for _ in range(ADDRESS.most):
            attempt(ADDRESS, who, at=cast.at)
    forget(ADDRESS, "a@x.example")
    attempt(ADDRESS, "a@x.example", at=cast.at)
    with pytest.raises(TooManyError):
        attempt(ADDRESS, "b@x.example", at=cast.at)

    assert Attempt.objects.count() == ADDRESS.most + 1


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["", "\0", "\ud800", "x" * 10_000])
def test_whatever_was_typed_can_be_counted(cast, who):
    attempt(ADDRESS, who, at=cast.at)

    assert Attempt.objects.count() == 1
