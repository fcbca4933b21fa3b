"""Promises, asks and needs that a person writes down."""

from datetime import datetime

from django.db import transaction

from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.promises.actions.acting import tell_record
from troth.promises.actions.dues import due_for
from troth.promises.models import Matter
from troth.promises.queries.by_hand import Parsed
from troth.promises.searching import let_matter_be_found


@transaction.atomic
def write_down(parsed: Parsed, *, by: Member, at: datetime) -> Matter:
    """Make what a line says (`queries.by_hand.parse`) a promise, an ask or a need, given at `at`.

    Whether the other side has heard of it is not known. `undoing.take_back` undoes it. Raises
    NotFoundError where the client is another practice's.
    """
    if parsed.client.practice_id != by.practice_id:
        raise NotFoundError
    due = due_for(parsed.due, debt=parsed.kind, client=parsed.client, contact=parsed.contact)
    matter = Matter.objects.create(
        practice_id=by.practice_id,
        client=parsed.client,
        contact=parsed.contact,
        kind=parsed.kind,
        what=parsed.what,
        due_at=due.at,
        due_on=due.on,
        given_at=at,
    )
    facts = {"due": parsed.due.isoformat()} if parsed.due else {}
    let_matter_be_found(matter)
    tell_record(matter, "written_down", by=by, at=at, facts=facts, text=matter.what)
    return matter
