"""A member signs in."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.db import transaction

from troth.people.accounts import Session
from troth.people.actions.attempts import ADDRESS, NETWORK, attempt, forget, network_of
from troth.people.models import Member
from troth.people.queries import WITH_DEVICE
from troth.record.appending import append_own

LINK, PASSWORD, PASSKEY, FIRM = "link", "password", "passkey", "firm"
"""The ways in: a link that works once, a password with what goes with it, a passkey, the firm's
own sign-in."""

INVITED = "invited"
INVITED_FOR = timedelta(days=7)
"""The scope of a link that invites, and how long one is good. It too works once."""


NOBODYS = "!"
"""In place of a password where there is none to compare with: Django computes one all the same, for
the time that it takes."""


class LinkUsedError(Exception):
    """Somebody signed in since the link was made."""

    def __init__(self) -> None:
        super().__init__("That link was used already. Run `troth link` for a new one.")


class NotKnownError(Exception):
    """No member has this address with this password. The same for both, so that it tells nobody."""

    def __init__(self) -> None:
        super().__init__("No member has this address and this password. Look at both again.")


@transaction.atomic
def sign_in(member: Member, *, at: datetime, way: str = LINK) -> None:
    """The member signs in at `at`; every link made before is void from now on.

    `member` is as it was when its link was checked: of two that use the same link at once, the
    second gets LinkUsedError.
    """
    held = Member.objects.filter(pk=member.pk, is_active=True)
    if way == LINK:
        held = held.filter(last_login=member.last_login)
    if held.update(last_login=at) != 1:
        raise LinkUsedError
    member.last_login = at
    Session.objects.filter(expire_date__lt=at).delete()
    append_own(
        member,
        "member.signed_in",
        by=member,
        at=at,
        facts={"way": way},
    )


def by_password(email: str, password: str, *, address: str, at: datetime) -> Member:
    """The member who has this address and password; `address` is where the request came from.

    They are not in yet: they hold something beside it, which they have to show. Who holds nothing
    is refused. That, and an address that nobody has, takes as long as a wrong password and is
    answered the same. Raises NotKnownError, and TooManyError before anything is looked at.
    """
    email = email.strip().lower()
    attempt(NETWORK, network_of(address), at=at)
    attempt(ADDRESS, email, at=at)
    members = Member.objects.select_related("practice").filter(WITH_DEVICE, is_active=True)
    member = members.filter(email=email).first()
    if not check_password(password, member.password if member else NOBODYS) or member is None:
        raise NotKnownError
    forget(ADDRESS, email)
    return member
