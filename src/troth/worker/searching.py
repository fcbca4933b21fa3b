"""What is not kept for the search yet is kept, step by step."""

from collections.abc import Callable
from uuid import UUID

from troth.mail.searching import let_letters_be_found
from troth.notes.searching import let_notes_be_found
from troth.people.models import Client
from troth.promises.searching import let_matters_be_found
from troth.record.searching import KIND as ENTRY
from troth.record.searching import let_entries_be_found
from troth.search.actions import leave_client
from troth.updates.searching import let_drafts_be_found

STEPS = (let_matters_be_found, let_notes_be_found, let_drafts_be_found, let_letters_be_found)

While = Callable[[], bool]


def fill(client: Client, *, while_true: While) -> bool:
    """Let all that a client has be found; False where it was stopped before the end.

    What was kept of clients that were joined with this one is this one's from now on. Only their
    entries stay theirs, as their chains do.
    """
    for pk in client.merged.values_list("pk", flat=True):
        while leave_client(pk, but=ENTRY):
            if not while_true():
                return False
    for step in STEPS:
        while step(client):
            if not while_true():
                return False
    return True


def fill_entries(practice: UUID, *, while_true: While) -> bool:
    """Let the record from before the search was be found; False where it was stopped."""
    while let_entries_be_found(practice):
        if not while_true():
            return False
    return True
