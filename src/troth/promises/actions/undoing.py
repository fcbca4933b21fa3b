"""Taking back the latest act on a promise, an ask or a need: what one key does."""

from datetime import datetime

from django.db import transaction

from troth.people.models import Member
from troth.promises.actions.acting import Act, acts_of, locked, restore
from troth.promises.actions.confirming import MatterInUseError, NotDecidedError, held
from troth.promises.actions.deciding import reopen_finding
from troth.promises.models import Matter
from troth.record.appending import append_about
from troth.search.actions import drop


@transaction.atomic
def take_back(matter: Matter, *, by: Member, at: datetime) -> Matter | None:
    """Take back the latest act that remains; the matter as it is then, None where it is gone.

    The act that made it is the last that can be taken back: what it was found in is open again.
    Raises NotDecidedError, ActedSinceError, MatterInUseError, NotFoundError.
    """
    matter = locked(matter, by=by)
    latest = next(iter(acts_of(matter)), None)
    if latest is None:
        raise NotDecidedError
    if latest.is_birth:
        _unmake(matter, latest, by=by, at=at)
        return None
    restore(matter, latest, by=by, at=at)
    return matter


def _unmake(matter: Matter, birth: Act, *, by: Member, at: datetime) -> None:
    findings = list(matter.findings.all()[:2])
    if len(findings) > 1:
        raise MatterInUseError
    for finding in findings:
        reopen_finding(held(finding, by=by), by=by, at=at)
        return
    append_about(
        matter,
        f"{matter.kind}.taken_back",
        by=by,
        at=at,
        facts={"takes_back": birth.id},
    )
    drop([matter.pk])
    matter.delete()
