"""Processes that want a new token at the same time: the provider is asked once."""

import subprocess
import sys

import pytest

from tests.cli.processes import PATIENCE, environment
from tests.people.oauth_provider import provider_running

pytestmark = pytest.mark.slow

FOUND = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
from troth.people.actions.founding import found
from troth.people.actions.grants import give
from troth.people.oauth.leave import Leave
from troth.people.oauth.providers import provider_named
from troth.people.oauth.tokens import Tokens
at = datetime(2026, 3, 2, 8, tzinfo=UTC)
alice = found("Harbour IT", member="Alice", email="alice@harbour-it.example", zone="UTC", at=at)
tokens = Tokens({access!r}, {refresh!r}, at + timedelta(hours=1))
give(Leave(provider_named("harbour"), "alice@harbour-it.example", tokens), by=alice, at=at)
"""

ASK = """
import django; django.setup()
import sys
from datetime import UTC, datetime
from troth.people.models import Grant
from troth.people.oauth import access_token
grant = Grant.objects.get()
print("ready", flush=True)
sys.stdin.readline()
print(str(access_token(grant, at=datetime(2026, 3, 2, 10, tzinfo=UTC))))
"""


def started(home, provider, program):
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(home) | provider.environment() | {"DJANGO_SETTINGS_MODULE": "troth.project.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def test_three_processes_get_one_new_token_between_them(tmp_path):
    with provider_running(seconds=0.5) as provider:
        said = provider.issue()
        program = FOUND.format(access=said["access_token"], refresh=said["refresh_token"])
        with started(tmp_path, provider, program) as founding:
            assert founding.wait(PATIENCE) == 0
        racing = [started(tmp_path, provider, ASK) for _ in range(3)]
        for each in racing:
            assert each.stdout.readline() == "ready\n"
        for each in racing:
            each.stdin.write("go\n")
            each.stdin.flush()
        got = {each.communicate(timeout=PATIENCE)[0].strip() for each in racing}

    assert {each.returncode for each in racing} == {0}
    assert len(got) == 1
    assert got <= provider.access.keys()
    assert (len(provider.asked), provider.reused) == (1, 0)
