"""Signing in by a link that works once, and signing out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from sesame.utils import get_user

from troth.desk.outside import frame_outside
from troth.desk.viewing import now
from troth.people.actions.signing_in import LinkUsedError, sign_in
from troth.people.models import Member

HOW = "This command, on the machine that Troth runs on, prints a link that signs you in once:"
COMMAND, DEMO_COMMAND = "bin/troth link", "bin/troth link --demo"
VOID = "That link was used already, is cut off, or is older than ten minutes."
BUTTON = "The link is good. It signs you in once, so nothing happens until you say so."

TOKEN = "sesame"  # noqa: S105  # a parameter's name


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """A link opens a page with one button, so that a program that follows links uses none up."""
    token = (request.POST if request.method == "POST" else request.GET).get(TOKEN, "")
    member = get_user(token, update_last_login=False) if token else None
    if not isinstance(member, Member):
        return _told_how(request, trouble=VOID if token else "")
    if request.method != "POST":
        return _asked(request, token)
    try:
        sign_in(member, at=now())
    except LinkUsedError:
        return _told_how(request, trouble=VOID)
    login(request, member)
    return HttpResponseRedirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends, and with it the curtain."""
    logout(request)
    return HttpResponseRedirect(reverse("signin"))


def _asked(request: HttpRequest, token: str) -> HttpResponse:
    wanted = request.GET.get("next", "")
    url = reverse("signin")
    return _page(request, "desk/signin_once.html", says=BUTTON, url=url, token=token, next=wanted)


def _told_how(request: HttpRequest, *, trouble: str) -> HttpResponse:
    """How to get a link. It is no success where one did not work."""
    status = 403 if trouble else 200
    command = DEMO_COMMAND if settings.IS_DEMO else COMMAND
    said = {"says": HOW, "command": command, "trouble": trouble}
    return _page(request, "desk/signin.html", status=status, **said)


def _page(
    request: HttpRequest, template: str, *, status: int = 200, **said: object
) -> HttpResponse:
    frame = frame_outside(is_demo=settings.IS_DEMO)
    context = {"frame": frame, "title": "Sign in", **said}
    return render(request, template, context, status=status)


def _next(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if wanted and ours else "/"
