"""What a member sees where there is nothing for them to see."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from troth.desk.outside import frame_outside

HOME = "/"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what is foreign and for what does not exist."""
    return _page(request, "desk/notfound.html", status=404, title="Not found", home_url=HOME)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page is too old, or that came from elsewhere."""
    says = "This page was open too long. Go back, load it again and send it once more."
    return _trouble(request, "That page was too old", says, status=403)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be answered as it came.

    Of those is one whose session was ended while it was under way.
    """
    if isinstance(exception, SessionInterrupted):
        return to_sign_in(request)
    says = "Troth could not make sense of what your browser sent. Go back and try once more."
    return _trouble(request, "That was not understood", says, status=400)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page to sign in at; a part of a page is told to go there as a whole."""
    where = reverse("signin")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    if request.method == "GET" and request.path != "/":
        where += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(where)


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
