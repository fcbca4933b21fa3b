"""A page that says in one sentence what to do."""

from django.http import HttpRequest, HttpResponse

from troth.desk.frame import show
from troth.people.access import Viewer


def in_trouble(
    request: HttpRequest, viewer: Viewer, heading: str, says: str, *, way_on: dict[str, str]
) -> HttpResponse:
    """What was asked for cannot be done as things are; nothing was changed."""
    return show(
        request,
        viewer,
        "desk/trouble.html",
        status=409,
        title=heading,
        heading=heading,
        says=says,
        way_on=way_on,
        code="",
    )
