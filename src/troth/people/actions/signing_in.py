"""A member signs in."""

from datetime import datetime

from django.db import transaction

from troth.people.models import Member
from troth.record.appending import append


class LinkUsedError(Exception):
    """Somebody signed in since the link was made."""

    def __init__(self) -> None:
        super().__init__("That link was used already. Run `troth link` for a new one.")


@transaction.atomic
def sign_in(member: Member, *, at: datetime) -> None:
    """The member signs in at `at`; every link made before is void from now on.

    `member` is as it was when its link was checked: of two that use the same link at once, the
    second gets LinkUsedError.
    """
    as_checked = Member.objects.filter(pk=member.pk, last_login=member.last_login)
    if as_checked.update(last_login=at) != 1:
        raise LinkUsedError
    member.last_login = at
    append(
        "member.signed_in",
        practice=member.practice_id,
        client=None,
        by=member.pk,
        at=at,
        about=member.pk,
    )
