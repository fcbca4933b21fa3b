import pytest

from troth.record.appending import NoTransactionError, append
from troth.record.models import Entry


@pytest.mark.django_db(transaction=True)
def test_an_entry_without_a_transaction_is_refused(cast):
    with pytest.raises(NoTransactionError):
        append("x", practice=cast.practice.pk, client=None, by=None, at=cast.at)

    assert not Entry.objects.exists()
