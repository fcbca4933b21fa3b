"""`troth mailbox reread`: other rules change what was found, and nothing that was decided."""

import pytest
from tests.cli.terminal import call
from tests.desk.mail import promised, waited_for

from troth.promises.actions.deciding import dismiss
from troth.promises.models import Finding

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")


def test_what_was_dismissed_is_not_found_again_and_what_no_rule_makes_any_more_goes(cast):
    dismissed, kept = promised(cast), waited_for(cast)
    dismiss(dismissed, by=cast.alice, at=cast.at)
    Finding.objects.filter(pk=kept.pk).update(rule="en/need/of-old", certainty=0.5)
    said = call("mailbox", "reread", *ALICE).stdout

    kept.refresh_from_db()
    assert "2 letters read again: 0 sentences new, 0 gone." in said
    assert kept.rule != "en/need/of-old"
    assert [it.state for it in Finding.objects.filter(pk=dismissed.pk)] == ["dismissed"]
    assert Finding.objects.count() == 2
