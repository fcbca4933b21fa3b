"""How a session finds its member."""

from typing import Any

from sesame.backends import ModelBackend

from troth.people.models import Member


class MemberBackend(ModelBackend):  # type: ignore[misc]  # sesame has no types
    """Members sign in by a link that works once; each page finds member and practice at once."""

    def get_user(self, user_id: Any) -> Member | None:
        members = Member.objects.select_related("practice").filter(is_active=True)
        return members.filter(pk=user_id).first()
