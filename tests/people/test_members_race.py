"""Owners who go at the same moment, in processes of their own: one of them stays."""

import pytest

from tests.people.racing import ROUNDS, made, numbers, raced

pytestmark = [pytest.mark.slow, pytest.mark.database]

FOUND = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
from troth.people.actions.founding import found
from troth.people.actions.members import change_role, invite
at = datetime(2026, 3, 2, 8, tzinfo=UTC)
for n in range({rounds}):
    who = {{"email": f"alice{{n}}@x.example", "zone": "UTC"}}
    alice = found(f"Harbour {{n}}", member="Alice", at=at, **who)
    bob = invite("Bob", f"bob{{n}}@x.example", by=alice, at=at)
    change_role(bob, "owner", by=alice, at=at)
"""

GO = """
import django; django.setup()
import sys
from datetime import UTC, datetime
from troth.people.actions.members import LastOwnerError, NotMemberError, NotOwnerError, change_role
from troth.people.models import Member
from troth.safekeeping.actions.parting import part
at, me, other = datetime(2026, 3, 2, 8, tzinfo=UTC), {me!r}, {other!r}
for n in range({rounds}):
    mine = Member.objects.get(email=f"{{me}}{{n}}@x.example")
    theirs = Member.objects.get(email=f"{{other}}{{n}}@x.example")
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        {what}
        print("done", flush=True)
    except (LastOwnerError, NotMemberError, NotOwnerError) as error:
        print(type(error).__name__, flush=True)
"""

AFTER = """
import django; django.setup()
from troth.people.models import Practice
for practice in Practice.objects.all():
    here = practice.members.filter(is_active=True)
    print(here.count(), here.filter(role="owner").count())
"""

LEAVE = "part(mine, to=theirs, by=mine, at=at)"
STEP_BACK = "change_role(mine, 'colleague', by=mine, at=at)"


@pytest.mark.parametrize(("what", "members"), [(LEAVE, 1), (STEP_BACK, 2)])
def test_of_two_owners_who_go_at_once_one_stays(tmp_path, what, members):
    made(tmp_path, FOUND.format(rounds=ROUNDS))
    both = [
        GO.format(me=me, other=other, rounds=ROUNDS, what=what)
        for me, other in (("alice", "bob"), ("bob", "alice"))
    ]
    told = raced(tmp_path, *both)

    assert told == [{"done", "LastOwnerError"}] * ROUNDS
    assert numbers(tmp_path, AFTER) == [[members, 1]] * ROUNDS
