"""How the screen is: its colours, and the curtain for when others look at it."""

from datetime import datetime
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import NOTICE, THEME, THEMES, show
from troth.desk.viewing import CURTAIN, done_by_member, seen_by_member
from troth.people.access import Viewer


@done_by_member
def theme(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    wanted = request.POST.get("theme", "")
    request.session[THEME] = wanted if wanted in THEMES else ""
    return HttpResponseRedirect(_back(request))


@seen_by_member
def curtain(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Draw the curtain for one client, or open it; asked from elsewhere, choose for whom."""
    if viewer.only is not None and request.method == "POST":
        del request.session[CURTAIN]
        return HttpResponseRedirect(reverse("today"))
    wanted = request.GET.get("client") or request.POST.get("client")
    if wanted and request.method == "POST":
        client = viewer.client(wanted)
        request.session[CURTAIN] = str(client.pk)
        request.session.pop(NOTICE, None)
        return HttpResponseRedirect(reverse("client", args=(client.pk,)))
    clients = viewer.clients().filter(closed_at=None).order_by("name").values_list("pk", "name")
    return show(
        request,
        viewer,
        "desk/curtain.html",
        title="Draw the curtain",
        clients=[{"id": str(pk), "name": name} for pk, name in clients],
        url=reverse("curtain"),
    )


def _back(request: HttpRequest) -> str:
    """The page that the member came from, if it is one of ours."""
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path if came.netloc == request.get_host() and came.path else reverse("today")
