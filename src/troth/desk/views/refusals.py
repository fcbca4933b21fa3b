"""What a member sees where there is nothing for them to see."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from troth.desk.outside import frame_outside

HOME = "/"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The same page for what is foreign and for what does not exist."""
    return _page(request, "desk/notfound.html", status=404, title="Not found", home_url=HOME)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form whose page is too old, or that came from elsewhere."""
    says = "This page was open too long. Go back, load it again and send it once more."
    return _trouble(request, "That page was too old", says, status=403)


def trouble(request: HttpRequest) -> HttpResponse:
    says = "Troth failed here, and nothing was changed. The last lines of troth.log say why."
    return _trouble(request, "That did not work", says, status=500)


def _trouble(request: HttpRequest, heading: str, says: str, *, status: int) -> HttpResponse:
    way_on = {"label": "Go to Today", "url": HOME}
    said = {"title": heading, "heading": heading, "says": says, "way_on": way_on, "code": ""}
    return _page(request, "desk/trouble.html", status=status, **said)


def _page(request: HttpRequest, template: str, *, status: int, **said: Any) -> HttpResponse:
    context = {"frame": frame_outside(is_demo=settings.IS_DEMO), **said}
    return render(request, template, context, status=status)
