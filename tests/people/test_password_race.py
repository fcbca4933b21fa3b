"""The last device goes while a password comes: no password is left alone."""

import pytest

from tests.people.racing import ROUNDS, made, numbers, raced

pytestmark = [pytest.mark.slow, pytest.mark.database]

FOUND = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
from troth.people.accounts import CodeApp
from troth.people.actions.founding import found
at = datetime(2026, 3, 2, 8, tzinfo=UTC)
for n in range({rounds}):
    alice = found("Harbour", member="Alice", email=f"alice{{n}}@x.example", zone="UTC", at=at)
    CodeApp.objects.create(practice=alice.practice, member=alice, secret=b"x", added_at=at)
"""

GO = """
import django; django.setup()
import sys
from datetime import UTC, datetime
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from troth.people.actions.factors import drop_code_app
from troth.people.actions.passwords import AloneError, set_password
from troth.people.models import Member
more = {{"keep": "", "at": datetime(2026, 3, 2, 8, tzinfo=UTC)}}
for n in range({rounds}):
    alice = Member.objects.get(email=f"alice{{n}}@x.example")
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        {what}
        print("done", flush=True)
    except AloneError:
        print("alone", flush=True)
"""

AFTER = """
import django; django.setup()
from troth.people.models import Member
for alice in Member.objects.all():
    print(int(alice.has_usable_password()), int(hasattr(alice, "code_app")))
"""

DROP = "drop_code_app(alice, by=alice, **more)"
SET = "set_password(alice, 'seven quiet harbours', by=alice, **more)"


def test_whichever_comes_first_no_password_is_left_alone(tmp_path):
    made(tmp_path, FOUND.format(rounds=ROUNDS))
    told = raced(tmp_path, *(GO.format(rounds=ROUNDS, what=what) for what in (DROP, SET)))

    assert all(it in ({"done"}, {"done", "alone"}) for it in told)
    assert numbers(tmp_path, AFTER) == [[0, 0]] * ROUNDS
