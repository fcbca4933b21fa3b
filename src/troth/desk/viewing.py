"""How a view comes to its viewer and to the present moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from troth.desk.signing import seen_again
from troth.desk.views.refusals import not_found, to_sign_in
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Member

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
MembersView = Callable[Concatenate[HttpRequest, Viewer, datetime, Rest], HttpResponse]

CURTAIN = "curtain"
"""Where a session keeps the id of the one client that is shown."""


def seen_by_member(view: MembersView[Rest]) -> View[Rest]:
    """A view that a signed-in member sees: it gets the viewer and the moment.

    Whoever is not signed in is told how to. What the viewer may not see answers exactly as what
    does not exist.
    """

    @wraps(view)
    def seen(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not isinstance(request.user, Member):
            return to_sign_in(request)
        viewer, at = Viewer(request.user, only=drawn(request)), now()
        seen_again(request, at=at)
        try:
            return view(request, viewer, at, *args, **kwargs)
        except NotFoundError:
            return not_found(request)

    return seen


def done_by_member(view: MembersView[Rest]) -> View[Rest]:
    """As `seen_by_member`, for what changes something: it is asked for by POST only."""
    return require_POST(seen_by_member(view))


def drawn(request: HttpRequest) -> UUID | None:
    """The client that the curtain leaves on the screen, None where it is open."""
    held = request.session.get(CURTAIN)
    return UUID(held) if held else None


def now() -> datetime:
    """The clock, read at this door and nowhere below. Aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251
