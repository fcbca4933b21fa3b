"""Members in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from sesame.utils import get_query_string

from troth.desk.presenting.moments import Moments
from troth.people.access import Viewer
from troth.people.actions.signing_in import INVITED
from troth.people.models import Member, Role
from troth.people.passkeys import House
from troth.web.days import count_words

ROLES = {
    Role.OWNER: "An owner: decides who is a member",
    Role.COLLEAGUE: "A colleague: sees the clients, not the mailboxes of others",
}


def rows(members: Iterable[Member], viewer: Viewer) -> list[dict[str, Any]]:
    return [_row(it, is_you=it.pk == viewer.member.pk) for it in members]


def member_context(
    held: Member, viewer: Viewer, at: datetime, *, everybody: Iterable[Member]
) -> dict[str, Any]:
    """What desk/member.html needs."""
    others = [it for it in everybody if it.pk != held.pk]
    is_only_owner = held.role == Role.OWNER and all(it.role != Role.OWNER for it in others)
    return {
        "name": held.name,
        "says": _says(held, Moments(viewer, at)),
        "is_you": held.pk == viewer.member.pk,
        "members_url": reverse("members"),
        "link_url": reverse("member_link", args=(held.pk,)) if is_invited(held) else "",
        "roles": [{"value": str(role), "label": words} for role, words in ROLES.items()],
        "role_url": reverse("member_role", args=(held.pk,)),
        "others": [{"value": it.pk.hex, "label": it.name} for it in others],
        "is_only_owner": is_only_owner,
        "leave_url": "" if is_only_owner else reverse("member_leave", args=(held.pk,)),
    }


def is_invited(held: Member) -> bool:
    """They have not come in yet: until then a link of theirs may be handed over."""
    return held.last_login is None


def link_for(held: Member, house: House) -> str:
    """A link that signs them in for the first time, for seven days."""
    return f"{house.origin}{reverse('signin')}{get_query_string(held, scope=INVITED)}"


def _row(held: Member, *, is_you: bool) -> dict[str, Any]:
    role = "Owner" if held.role == Role.OWNER else "Colleague"
    clients = getattr(held, "client_count", 0)
    said = [role, held.email]
    if clients:
        said.append(count_words(clients, "client"))
    if is_invited(held):
        said.append("has not signed in yet")
    return {
        "words": f"{held.name} (you)" if is_you else held.name,
        "url": reverse("member", args=(held.pk,)),
        "when": None,
        "tone": "",
        "detail": " · ".join(said),
    }


def _says(held: Member, moments: Moments) -> str:
    if held.last_login is None:
        return f"{held.email} has not signed in yet."
    return f"{held.email}, last signed in {moments.on(held.last_login)}."
