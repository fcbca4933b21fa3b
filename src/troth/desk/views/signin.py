"""The page to sign in at, the link that works once, and signing out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from sesame.utils import get_user

from troth.desk import viewing
from troth.desk.outside import frame_outside
from troth.desk.presenting.signin import ways_in
from troth.desk.signing import AGAIN, NEXT, enter, house_of
from troth.people.actions.signing_in import INVITED, INVITED_FOR, LINK, LinkUsedError
from troth.people.models import Member

HOW = "This command, on the machine that Troth runs on, prints a link that signs you in once:"
COMMAND, DEMO_COMMAND = "bin/troth link", "bin/troth link --demo"
VOID = "That link was used already, is cut off, or is older than ten minutes."
BUTTON = "The link is good. It signs you in once, so nothing happens until you say so."
ONCE_MORE = (
    "How you sign in is changed only within fifteen minutes of signing in. Sign in once more."
)

TOKEN = "sesame"  # noqa: S105  # a parameter's name


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """A link opens a page with one button, so that a program that follows links uses none up."""
    token = (request.POST if request.method == "POST" else request.GET).get(TOKEN, "")
    member = _bearer(token) if token else None
    if member is None:
        return told_how(request, trouble=VOID if token else "", status=403 if token else 200)
    if request.method != "POST":
        return _asked(request, token)
    try:
        return enter(request, member, way=LINK, at=viewing.now())
    except LinkUsedError:
        return told_how(request, trouble=VOID, status=403)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends, and with it the curtain."""
    logout(request)
    return HttpResponseRedirect(reverse("signin"))


def told_how(
    request: HttpRequest, *, trouble: str = "", email: str = "", status: int = 200
) -> HttpResponse:
    """Every way in that there is. It is no success where one did not work."""
    said: dict[str, Any] = {
        "says": HOW,
        "command": DEMO_COMMAND if settings.IS_DEMO else COMMAND,
        "trouble": trouble,
        "why": ONCE_MORE if request.session.get(AGAIN) else "",
        "next": _wanted(request),
        "form": {"typed": {"email": email}, "wrong": {}},
        **ways_in(house_of(request)),
    }
    return page_outside(request, "desk/signin.html", status=status, **said)


def page_outside(
    request: HttpRequest, template: str, *, status: int = 200, **said: object
) -> HttpResponse:
    """A page for somebody who is not signed in: it shows nothing of the practice."""
    frame = frame_outside(is_demo=settings.IS_DEMO)
    context = {"frame": frame, "title": "Sign in", **said}
    return render(request, template, context, status=status)


def _bearer(token: str) -> Member | None:
    """Whom the link is for: one that was printed just now, or one that invites."""
    member = get_user(token, update_last_login=False)
    if not isinstance(member, Member):
        member = get_user(token, scope=INVITED, max_age=INVITED_FOR, update_last_login=False)
    return member if isinstance(member, Member) else None


def _asked(request: HttpRequest, token: str) -> HttpResponse:
    url, wanted = reverse("signin"), _wanted(request)
    return page_outside(
        request, "desk/signin_once.html", says=BUTTON, url=url, token=token, next=wanted
    )


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or request.session.get(NEXT, "")
